"""Trains with TensorFlow in several processes, which MPI starts: one for each GPU, or one on each host.

AWS's toolkit runs mpirun with this script and tells it where everything is. Each process learns from its
share of the rows, and all of them take the mean of their gradients, so that their models stay the same.
"""

import argparse
import json
import os
import pathlib
import shutil

import keras
import numpy
import tensorflow
from mpi4py import MPI

from rows import read_rows

FILE = "model.keras"
HERE = pathlib.Path(__file__).parent
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")
WORLD = MPI.COMM_WORLD


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


def choose_gpu() -> None:
    """One GPU for each process of a host: TensorFlow would take the memory of all of them."""
    gpus = tensorflow.config.list_physical_devices("GPU")
    if gpus:
        local = WORLD.Split_type(MPI.COMM_TYPE_SHARED).Get_rank()
        tensorflow.config.set_visible_devices(gpus[local % len(gpus)], "GPU")


def new_or_resumed(rows: numpy.ndarray, kinds: int, rate: float) -> keras.Model:
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if (CHECKPOINTS / FILE).exists():
        return keras.models.load_model(CHECKPOINTS / FILE)
    scale = keras.layers.Normalization()
    scale.adapt(rows)
    inputs = keras.Input(shape=rows.shape[1:])
    outputs = keras.layers.Dense(kinds, activation="softmax")(scale(inputs))
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(rate))
    return model


def learn(model: keras.Model, rows: numpy.ndarray, labels: numpy.ndarray) -> numpy.ndarray:
    """One step of all processes together. Returns the sum of the losses and the right answers of this one."""
    with tensorflow.GradientTape() as tape:
        chances = model(rows, training=True)
        losses = keras.losses.sparse_categorical_crossentropy(labels, chances)
        loss = tensorflow.reduce_mean(losses)
    gradients = []
    for gradient in tape.gradient(loss, model.trainable_variables):
        sums = numpy.empty_like(gradient.numpy())
        WORLD.Allreduce(gradient.numpy(), sums)
        gradients.append(tensorflow.constant(sums / WORLD.size))
    model.optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    right = numpy.sum(numpy.argmax(chances, axis=1) == labels)
    return numpy.array([numpy.sum(losses), right], "float64")


def train() -> None:
    given = read_arguments()
    choose_gpu()
    # The same first weights in all processes.
    keras.utils.set_random_seed(1)
    rows, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    features = numpy.array(rows, "float32")
    labels = numpy.array([names.index(kind) for kind in kinds])
    model = new_or_resumed(features, len(names), given.learning_rate)
    # Every process takes as many steps as the others: a step waits for all of them.
    steps = max(len(rows) // (given.batch_size * WORLD.size), 1)
    done = int(model.optimizer.iterations) // steps
    if WORLD.rank == 0:
        print(f"{len(rows)} rows of {', '.join(names)}, {WORLD.size} process(es).")
        if done > 0:
            print(f"Resuming after epoch {done}.")
    for epoch in range(done + 1, given.epochs + 1):
        # Another order in every epoch, and the same one in all processes.
        order = numpy.random.default_rng(epoch).permutation(len(rows))[WORLD.rank :: WORLD.size]
        shares = [order[step :: steps] for step in range(steps)]
        told = WORLD.allreduce(sum(learn(model, features[share], labels[share]) for share in shares))
        if WORLD.rank > 0:
            continue
        loss, accuracy = told / len(rows)
        # The metrics of the run file look for these words.
        print(f"epoch={epoch}; loss={loss:.4f}; accuracy={accuracy:.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
        CHECKPOINTS.mkdir(parents=True, exist_ok=True)
        model.save(CHECKPOINTS / f".{FILE}")
        os.replace(CHECKPOINTS / f".{FILE}", CHECKPOINTS / FILE)
    if WORLD.rank > 0:
        return
    # TensorFlow Serving looks for folders whose names are numbers, which are versions.
    model.export(given.model / "1", verbose=False)
    # Images that serve look for their code in the folder `code` of the model.
    if (HERE / "inference.py").exists():
        (given.model / "code").mkdir(exist_ok=True)
        shutil.copy(HERE / "inference.py", given.model / "code")
        (given.model / "code" / "kinds.json").write_text(json.dumps(names))


if __name__ == "__main__":
    train()
