"""Trains with TensorFlow. AWS's toolkit starts this script and tells it where everything is."""

import argparse
import json
import os
import pathlib
import shutil

import keras
import numpy

from rows import read_rows

FILE = "model.keras"
HERE = pathlib.Path(__file__).parent
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")


def read_arguments() -> argparse.Namespace:
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning_rate", type=float, default=0.05)
    parser.add_argument("--batch_size", type=int, default=16)
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    # The Python SDK gives a place in S3 too; the model goes out through SM_MODEL_DIR.
    parser.add_argument("--model_dir")
    return parser.parse_args()


def new_or_resumed(rows: numpy.ndarray, kinds: int, rate: float) -> keras.Model:
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if (CHECKPOINTS / FILE).exists():
        return keras.models.load_model(CHECKPOINTS / FILE)
    scale = keras.layers.Normalization()
    scale.adapt(rows)
    inputs = keras.Input(shape=rows.shape[1:])
    outputs = keras.layers.Dense(kinds, activation="softmax")(scale(inputs))
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


class AfterEachEpoch(keras.callbacks.Callback):
    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        """Says how it goes and keeps a checkpoint."""
        told = logs or {}
        # The metrics of the run file look for these words.
        print(f"epoch={epoch + 1}; loss={told['loss']:.4f}; accuracy={told['accuracy']:.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
        CHECKPOINTS.mkdir(parents=True, exist_ok=True)
        self.model.save(CHECKPOINTS / f".{FILE}")
        os.replace(CHECKPOINTS / f".{FILE}", CHECKPOINTS / FILE)


def train() -> None:
    given = read_arguments()
    keras.utils.set_random_seed(1)
    rows, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    print(f"{len(rows)} rows of {', '.join(names)}.")
    features = numpy.array(rows, "float32")
    labels = numpy.array([names.index(kind) for kind in kinds])
    model = new_or_resumed(features, len(names), given.learning_rate)
    # The optimizer counts its steps, and they are in the checkpoint.
    done = int(model.optimizer.iterations) // -(-len(rows) // given.batch_size)
    if done > 0:
        print(f"Resuming after epoch {done}.")
    model.fit(
        features,
        labels,
        batch_size=given.batch_size,
        initial_epoch=done,
        epochs=given.epochs,
        verbose=0,
        callbacks=[AfterEachEpoch()],
    )
    # TensorFlow Serving looks for folders whose names are numbers, which are versions.
    model.export(given.model / "1", verbose=False)
    # Images that serve look for their code in the folder `code` of the model.
    if (HERE / "inference.py").exists():
        (given.model / "code").mkdir(exist_ok=True)
        shutil.copy(HERE / "inference.py", given.model / "code")
        (given.model / "code" / "kinds.json").write_text(json.dumps(names))


if __name__ == "__main__":
    train()
