"""Trains in one of the processes that torchrun starts: each learns from its share of the rows.

What learns is in model.py, what reads the data in rows.py; this program can stay as it is.
"""

import json
import pathlib
import sys
import traceback

import torch
from torch import distributed

ML = pathlib.Path("/opt/ml")
CHECKPOINTS = ML / "checkpoints"
STOP = pathlib.Path("/tmp/stop")


def tell_failure(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """SageMaker shows the first 1,024 characters of this file as the reason of the failure."""
    traceback.print_exception(error)
    reason = f"{kind.__name__}: {error}\n\n{''.join(traceback.format_exception(error))}"
    (ML / "output").mkdir(parents=True, exist_ok=True)
    (ML / "output" / "failure").write_text(reason)


sys.excepthook = tell_failure

# Only now, so that what is wrong in there is told like any other failure.
from model import DEVICE, FILE, Model  # noqa: E402
from rows import read_rows  # noqa: E402


def read_hyperparameters() -> dict[str, str]:
    """SageMaker gives every value as text."""
    path = ML / "input" / "config" / "hyperparameters.json"
    return json.loads(path.read_text()) if path.exists() else {}


def new_or_resumed(rate: float, rows: list[list[float]], kinds: list[str]) -> Model:
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if (CHECKPOINTS / FILE).exists():
        model = Model.load(CHECKPOINTS)
        print(f"Resuming after epoch {model.epochs}.")
        return model
    model = Model(rate)
    # Of all rows, so that all processes know the same.
    model.begin(rows, kinds)
    return model


def mean(numbers: list[float]) -> list[float]:
    """Of all processes. Each has to call it."""
    sums = torch.tensor(numbers, device=DEVICE)
    distributed.all_reduce(sums)
    return (sums / distributed.get_world_size()).tolist()


def train() -> None:
    given = read_hyperparameters()
    epochs = int(given.get("epochs", "20"))
    rank, count = distributed.get_rank(), distributed.get_world_size()
    rows, kinds = read_rows(ML / "input" / "data" / "train")
    model = new_or_resumed(float(given.get("learning_rate", "{{rate}}")), rows, kinds)
    if mean([float(model.epochs)]) != [model.epochs]:
        raise ValueError("The hosts have different checkpoints: remove those that do not belong together.")
    # As many for each: after every batch all wait for one another.
    shared = len(rows) // count * count
    rows, kinds = rows[rank:shared:count], kinds[rank:shared:count]
    print(f"{len(rows)} rows for process {rank + 1} of {count}, on {DEVICE}.")
    stopping = 0.0
    while model.epochs < epochs and stopping == 0:
        loss, accuracy, stopping = mean([*model.learn(rows, kinds), float(STOP.exists())])
        if rank == 0:
            # The metrics of the run file look for these words.
            print(f"epoch={model.epochs}; loss={loss:.4f}; accuracy={accuracy:.4f};")
            model.save(CHECKPOINTS)
    if stopping > 0:
        print(f"Asked to stop after epoch {model.epochs}; what was learned is kept.")
    # All processes have the same model, and what the hosts write becomes one model.tar.gz.
    if rank == 0 and model.epochs > 0:
        model.save(ML / "model")


if __name__ == "__main__":
    if DEVICE.type == "cuda":
        torch.cuda.set_device(DEVICE)
    distributed.init_process_group("nccl" if DEVICE.type == "cuda" else "gloo")
    train()
    distributed.destroy_process_group()
