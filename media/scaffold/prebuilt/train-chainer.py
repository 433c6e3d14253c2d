"""Trains with Chainer. AWS's toolkit starts this script and tells it where everything is."""

import argparse
import json
import os
import pathlib
import shutil

import chainer
import numpy
from chainer import functions, serializers

from model import Model
from rows import read_rows

FILE = "model.npz"
CODE = pathlib.Path("/opt/ml/code")
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")
GPU = chainer.backends.cuda.available


def read_arguments():
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning_rate", type=float, default=0.1)
    parser.add_argument("--batch_size", type=int, default=16)
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    return parser.parse_args()


def save(model, names, epoch, folder):
    """Whoever reads the folder finds the old files or the new ones, and never half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    serializers.save_npz(str(folder / ".new"), model)
    os.replace(str(folder / ".new"), str(folder / FILE))
    (folder / ".new").write_text(json.dumps({"kinds": names, "epochs": epoch}))
    os.replace(str(folder / ".new"), str(folder / "about.json"))


def train():
    given = read_arguments()
    numpy.random.seed(1)
    rows, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    print(f"{len(rows)} rows of {', '.join(names)}.")
    features = numpy.array(rows, "float32")
    labels = numpy.array([names.index(kind) for kind in kinds], "int32")
    model = Model(len(rows[0]), len(names))
    done = 0
    # A spot instance may be taken away: the next one finds the checkpoints of this one.
    if (CHECKPOINTS / "about.json").exists():
        serializers.load_npz(str(CHECKPOINTS / FILE), model)
        done = json.loads((CHECKPOINTS / "about.json").read_text())["epochs"]
        print(f"Resuming after epoch {done}.")
    if GPU:
        model.to_gpu()
    optimizer = chainer.optimizers.SGD(given.learning_rate).setup(model)
    for epoch in range(done + 1, given.epochs + 1):
        total, right = 0.0, 0
        order = numpy.random.RandomState(epoch).permutation(len(rows))
        for start in range(0, len(rows), given.batch_size):
            batch = order[start : start + given.batch_size]
            answers = model(model.xp.asarray(features[batch]))
            truth = model.xp.asarray(labels[batch])
            loss = functions.softmax_cross_entropy(answers, truth)
            model.cleargrads()
            loss.backward()
            optimizer.update()
            total += float(loss.array) * len(batch)
            right += int((answers.array.argmax(axis=1) == truth).sum())
        # The metrics of the run file look for these words.
        print(f"epoch={epoch}; loss={total / len(rows):.4f}; accuracy={right / len(rows):.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
        save(model, names, epoch, CHECKPOINTS)
    save(model, names, max(done, given.epochs), given.model)
    # The image installs this script somewhere else. Images that serve look for their code in the model.
    if (CODE / "inference.py").exists():
        (given.model / "code").mkdir(exist_ok=True)
        for name in ["inference.py", "model.py"]:
            shutil.copy(str(CODE / name), str(given.model / "code"))


if __name__ == "__main__":
    train()
