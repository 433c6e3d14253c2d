"""Processes data as SageMaker asks for it: what comes lies in one folder, and what goes out in others.

What is done with the data is in prepare.py; this program can stay as it is. Arguments of the job come behind it.
"""

import argparse
import pathlib
import signal
import sys
import traceback

ML = pathlib.Path("/opt/ml")


def tell_failure(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """SageMaker shows the first kilobyte of this file as the exit message of the job."""
    traceback.print_exception(error)
    reason = f"{kind.__name__}: {error}\n\n{''.join(traceback.format_exception(error))}"
    (ML / "output").mkdir(parents=True, exist_ok=True)
    (ML / "output" / "message").write_text(reason)


# As the first process of a container Python would not hear SIGTERM by itself.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("Asked to stop."))
sys.excepthook = tell_failure

# Only now, so that a package that is missing there is told like any other failure.
from prepare import prepare  # noqa: E402
from rows import read_rows, write_rows  # noqa: E402


def process() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--test-share", type=float, default=0.2)
    given = parser.parse_args()
    header, rows = read_rows(ML / "processing" / "input" / "data")
    print(f"{len(rows)} rows.")
    for name, part in prepare(rows, given.test_share).items():
        write_rows(ML / "processing" / "output" / name / "iris.csv", header, part)
        print(f"{name}: {len(part)} rows.")


if __name__ == "__main__":
    process()
