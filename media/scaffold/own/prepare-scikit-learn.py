"""What is done with the data. Put your own in its place."""

import math

from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(rows: list[list[str]], test_share: float) -> dict[str, list[list[str]]]:
    """Leaves out what is not complete, sets a share of each kind aside to test with, and scales the numbers."""
    complete = [row for row in rows if is_complete(row)]
    kinds = [row[-1] for row in complete]
    train, test = train_test_split(complete, test_size=test_share, stratify=kinds, random_state=1)
    # What is known of the test data must not be in the training data: only those are measured.
    scaler = StandardScaler().fit(numbers_of(train))
    return {"train": scaled(scaler, train), "test": scaled(scaler, test)}


def is_complete(row: list[str]) -> bool:
    *numbers, kind = row
    try:
        return kind != "" and all(math.isfinite(float(number)) for number in numbers)
    except ValueError:
        return False


def numbers_of(rows: list[list[str]]) -> list[list[float]]:
    return [[float(number) for number in row[:-1]] for row in rows]


def scaled(scaler: StandardScaler, rows: list[list[str]]) -> list[list[str]]:
    numbers = scaler.transform(numbers_of(rows))
    return [[*(f"{number:.4f}" for number in line), row[-1]] for line, row in zip(numbers, rows)]
