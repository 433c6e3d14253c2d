"""What happens between a request and its answer, whichever server brings it."""

import csv
import json
import math
import pathlib

from model import Model

# Read once, before the server listens: when /ping answers, the model is there. The folder is read-only.
model = Model.load(pathlib.Path("/opt/ml/model"))


# Also a field or a number that is too long, and lists too deep in each other.
UNREADABLE = (ValueError, TypeError, KeyError, OverflowError, RecursionError, csv.Error)


class BadRequest(Exception):
    """The client's mistake: an HTTP status and a sentence about it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def read_request(body: bytes, content_type: str, width: int) -> list[list[float]]:
    """`text/csv` without a header, or `application/json` as {"instances": [[1, 2, 3, 4]]}."""
    kind = content_type.split(";")[0].strip().lower()
    try:
        if kind == "text/csv":
            lines = [line for line in csv.reader(body.decode().splitlines()) if line]
        elif kind == "application/json":
            lines = json.loads(body)["instances"]
        else:
            raise BadRequest(415, f"Send text/csv or application/json, not {kind or 'nothing'}.")
        rows = [[float(number) for number in line] for line in lines]
    except UNREADABLE as error:
        raise BadRequest(400, f"The request cannot be read: {error!r}") from error
    if not rows:
        raise BadRequest(400, "The request has no rows.")
    if any(len(row) != width or not all(map(math.isfinite, row)) for row in rows):
        raise BadRequest(400, f"Each row has {width} numbers.")
    return rows


def predict(body: bytes, content_type: str) -> dict[str, object]:
    """What the server answers with, as JSON."""
    return {"predictions": model.predict(read_request(body, content_type, model.width))}
