"""Trains as a script of the SageMaker training toolkit: settings are arguments, and folders are in the environment.

What learns is in model.py, what reads the data in rows.py.
"""

import argparse
import os
import pathlib
import signal
import sys
import traceback

CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")

stop_asked = False


def ask_to_stop(*_: object) -> None:
    """SageMaker sends SIGTERM, and SIGKILL 120 seconds later; what is in /opt/ml by then is kept."""
    global stop_asked
    stop_asked = True


def tell_failure(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """SageMaker shows the first 1,024 characters of this file; the toolkit alone would not say why."""
    traceback.print_exception(error)
    reason = f"{kind.__name__}: {error}\n\n{''.join(traceback.format_exception(error))}"
    pathlib.Path(os.environ["SM_OUTPUT_DIR"], "failure").write_text(reason)


signal.signal(signal.SIGTERM, ask_to_stop)
sys.excepthook = tell_failure

# Only now, so that a package that is missing there is told like any other failure.
from model import FILE, Model  # noqa: E402
from rows import read_rows  # noqa: E402


def new_or_resumed(rate: float) -> Model:
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if not (CHECKPOINTS / FILE).exists():
        return Model(rate)
    model = Model.load(CHECKPOINTS)
    print(f"Resuming after epoch {model.epochs}.")
    return model


def train() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning_rate", type=float, default={{rate}})
    parser.add_argument("--train", type=pathlib.Path, default=os.environ["SM_CHANNEL_TRAIN"])
    parser.add_argument("--model-dir", type=pathlib.Path, default=os.environ["SM_MODEL_DIR"])
    given, _ = parser.parse_known_args()
    rows, kinds = read_rows(given.train)
    model = new_or_resumed(given.learning_rate)
    print(f"{len(rows)} rows of {', '.join(sorted(set(kinds)))}.")
    while model.epochs < given.epochs and not stop_asked:
        loss, accuracy = model.learn(rows, kinds)
        # The metrics of the run file look for these words.
        print(f"epoch={model.epochs}; loss={loss:.4f}; accuracy={accuracy:.4f};")
        model.save(CHECKPOINTS)
    if stop_asked:
        print(f"Asked to stop after epoch {model.epochs}; what was learned is kept.")
    # Stopped before it learned anything: there is no model yet.
    if model.epochs > 0:
        model.save(given.model_dir)


if __name__ == "__main__":
    train()
