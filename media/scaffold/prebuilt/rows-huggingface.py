"""Reads training data: CSV files with a header, a text, and the kind in the last column."""

import csv
import pathlib


def read_rows(folder: pathlib.Path) -> tuple[list[str], list[str]]:
    texts: list[str] = []
    kinds: list[str] = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(newline="") as file:
            lines = csv.reader(file)
            next(lines, None)
            for text, kind in filter(None, lines):
                texts.append(text)
                kinds.append(kind)
    if not texts:
        raise ValueError(f"There are no CSV files with data in {folder}.")
    return texts, kinds
