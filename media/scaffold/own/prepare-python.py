"""What is done with the data. Put your own in its place."""

import math
import random


def prepare(rows: list[list[str]], test_share: float) -> dict[str, list[list[str]]]:
    """Leaves out what is not complete or there twice, and sets a share of each kind aside to test with."""
    found = {tuple(row): None for row in rows if is_complete(row)}
    parts: dict[str, list[list[str]]] = {"train": [], "test": []}
    for kind in sorted({row[-1] for row in found}):
        of_kind = [list(row) for row in found if row[-1] == kind]
        random.Random(1).shuffle(of_kind)
        count = round(len(of_kind) * test_share)
        parts["test"] += of_kind[:count]
        parts["train"] += of_kind[count:]
    return parts


def is_complete(row: list[str]) -> bool:
    *numbers, kind = row
    try:
        return kind != "" and all(math.isfinite(float(number)) for number in numbers)
    except ValueError:
        return False
