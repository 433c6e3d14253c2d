"""Prepares data: splits rows into some to train with and some to test with, and scales both alike."""

import argparse
import pathlib

import pandas
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

ROOT = pathlib.Path("/opt/ml/processing")


def read_arguments() -> argparse.Namespace:
    """The arguments of the job; without any, the folders of processing-job.json."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--input", type=pathlib.Path, default=ROOT / "input" / "data")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "output")
    parser.add_argument("--test_share", type=float, default=0.2)
    return parser.parse_args()


def process() -> None:
    given = read_arguments()
    paths = sorted(given.input.rglob("*.csv"))
    if not paths:
        raise FileNotFoundError(f"There are no CSV files in {given.input}.")
    table = pandas.concat([pandas.read_csv(path) for path in paths], ignore_index=True)
    *numbers, kind = table.columns
    # As many of each kind in one part as in the other, and the same rows the next time.
    train, test = train_test_split(table, test_size=given.test_share, stratify=table[kind], random_state=1)
    scaler = StandardScaler().fit(train[numbers])
    for name, part in {"train": train, "test": test}.items():
        scaled = pandas.DataFrame(scaler.transform(part[numbers]), columns=numbers)
        scaled[kind] = part[kind].to_numpy()
        (given.output / name).mkdir(parents=True, exist_ok=True)
        scaled.to_csv(given.output / name / "rows.csv", index=False)
        print(f"{name}: {len(scaled)} rows.", flush=True)


if __name__ == "__main__":
    try:
        process()
    except Exception as error:
        # SageMaker shows the first kilobyte of this file as the job's exit message.
        message = pathlib.Path("/opt/ml/output/message")
        message.parent.mkdir(parents=True, exist_ok=True)
        message.write_text(f"{type(error).__name__}: {error}")
        raise
