"""Reads and writes data: CSV files with a header, and the kind in the last column."""

import csv
import pathlib


def read_rows(folder: pathlib.Path) -> tuple[list[str], list[list[str]]]:
    """The header, and the rows of all files in the folder."""
    header: list[str] = []
    rows: list[list[str]] = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(newline="") as file:
            lines = csv.reader(file)
            header = next(lines, header)
            rows.extend(filter(None, lines))
    if not rows:
        raise ValueError(f"There are no CSV files with data in {folder}.")
    return header, rows


def write_rows(path: pathlib.Path, header: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
