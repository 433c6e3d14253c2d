"""What happens between a request and its answer."""

import csv
import json
import math
import pathlib

import torch

from model import Model

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")

# Read once, before the server listens: when /ping answers, the model is there. The folder is read-only.
state = torch.load(pathlib.Path("/opt/ml/model/model.pt"), map_location=DEVICE, weights_only=True)
names: list[str] = state["kinds"]
width: int = state["model"]["mean"].numel()
model = Model(width, len(names)).to(DEVICE).eval()
model.load_state_dict(state["model"])


# Also a field or a number that is too long, and lists too deep in each other.
UNREADABLE = (ValueError, TypeError, KeyError, OverflowError, RecursionError, csv.Error)


class BadRequest(Exception):
    """The client's mistake: an HTTP status and a sentence about it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def predict(body: bytes, content_type: str) -> dict[str, object]:
    """For each row the likeliest kind, and how likely it is."""
    rows = torch.tensor(read_request(body, content_type), device=DEVICE)
    with torch.inference_mode():
        best, kinds = model(rows).softmax(dim=1).max(dim=1)
    answers = zip(kinds.tolist(), best.tolist())
    return {"predictions": [{"kind": names[kind], "chance": round(chance, 4)} for kind, chance in answers]}


def read_request(body: bytes, content_type: str) -> list[list[float]]:
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
