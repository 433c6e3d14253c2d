"""Trains with MXNet, alone or with parameter servers.

AWS's toolkit starts this script and tells it where everything is.
"""

import argparse
import json
import os
import pathlib
import shutil

import mxnet
from mxnet import autograd, gluon, nd

from rows import read_rows

FILE = "model.params"
HERE = pathlib.Path(__file__).parent
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")
DEVICE = mxnet.gpu() if mxnet.context.num_gpus() > 0 else mxnet.cpu()


def read_arguments():
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning_rate", type=float, default=0.1)
    parser.add_argument("--batch_size", type=int, default=16)
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    return parser.parse_args()


def make_model(width, kinds):
    """The first layer scales the rows, and does not learn."""
    model = gluon.nn.HybridSequential()
    model.add(gluon.nn.BatchNorm(center=False, scale=False, in_channels=width))
    model.add(gluon.nn.Dense(kinds, in_units=width))
    model.initialize(mxnet.init.Xavier(), ctx=DEVICE)
    model.hybridize()
    return model


def resumed(model):
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if not (CHECKPOINTS / FILE).exists():
        return 0
    model.load_parameters(str(CHECKPOINTS / FILE), ctx=DEVICE)
    return json.loads((CHECKPOINTS / "epochs.json").read_text())


def keep(model, epoch):
    """Whoever reads the folder finds the old files or the new ones, and never half of one."""
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    model.save_parameters(str(CHECKPOINTS / ".new"))
    os.replace(CHECKPOINTS / ".new", CHECKPOINTS / FILE)
    (CHECKPOINTS / ".new").write_text(json.dumps(epoch))
    os.replace(CHECKPOINTS / ".new", CHECKPOINTS / "epochs.json")


def train():
    given = read_arguments()
    mxnet.random.seed(1)
    # The toolkit has started parameter servers when it has told this process that it is a worker.
    servers = mxnet.kv.create("dist_sync" if "DMLC_ROLE" in os.environ else "local")
    rows, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    model = make_model(len(rows[0]), len(names))
    done = resumed(model)
    if servers.rank == 0:
        print(f"{len(rows)} rows of {', '.join(names)}, {servers.num_workers} worker(s) on {DEVICE}.")
        if done > 0:
            print(f"Resuming after epoch {done}.")
    # Each worker learns from its share of the rows, and from as many as the others: a step waits for all.
    size = len(rows) // servers.num_workers
    mine = slice(servers.rank * size, (servers.rank + 1) * size)
    labels = [names.index(kind) for kind in kinds]
    data = gluon.data.ArrayDataset(nd.array(rows[mine]), nd.array(labels[mine]))
    # Parameter servers want batches of one size: what is left over comes in the next epoch.
    batches = gluon.data.DataLoader(data, batch_size=given.batch_size, shuffle=True, last_batch="rollover")
    trainer = gluon.Trainer(
        model.collect_params(), "sgd", {"learning_rate": given.learning_rate}, kvstore=servers
    )
    for epoch in range(done + 1, given.epochs + 1):
        loss, accuracy = learn(model, trainer, batches, servers.num_workers)
        if servers.rank > 0:
            continue
        # The metrics of the run file look for these words.
        print(f"epoch={epoch}; loss={loss:.4f}; accuracy={accuracy:.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
        keep(model, epoch)
    if servers.rank > 0:
        return
    model(nd.array(rows[:1], ctx=DEVICE))
    model.export(str(given.model / "model"))
    # Images that serve look for their code in the folder `code` of the model.
    if (HERE / "inference.py").exists():
        (given.model / "code").mkdir(exist_ok=True)
        shutil.copy(str(HERE / "inference.py"), str(given.model / "code"))
        (given.model / "code" / "kinds.json").write_text(json.dumps(names))


def learn(model, trainer, batches, workers):
    """One epoch. Returns the loss and the accuracy over the rows of this worker."""
    criterion = gluon.loss.SoftmaxCrossEntropyLoss()
    total, right, seen = 0.0, 0, 0
    for rows, labels in batches:
        rows, labels = rows.as_in_context(DEVICE), labels.as_in_context(DEVICE)
        with autograd.record():
            answers = model(rows)
            losses = criterion(answers, labels)
        losses.backward()
        # The servers add up the gradients of all workers.
        trainer.step(len(labels) * workers)
        total += losses.sum().asscalar()
        right += int((answers.argmax(axis=1) == labels).sum().asscalar())
        seen += len(labels)
    return total / seen, right / seen


if __name__ == "__main__":
    train()
