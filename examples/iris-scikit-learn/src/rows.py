"""Reads training data: CSV files with a header, numbers, and the kind in the last column."""

import csv
import pathlib


def read_rows(folder: pathlib.Path) -> tuple[list[list[float]], list[str]]:
    rows: list[list[float]] = []
    kinds: list[str] = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(newline="") as file:
            lines = csv.reader(file)
            next(lines, None)
            for *numbers, kind in filter(None, lines):
                rows.append([float(number) for number in numbers])
                kinds.append(kind)
    if not rows:
        raise ValueError(f"There are no CSV files with data in {folder}.")
    return rows, kinds
