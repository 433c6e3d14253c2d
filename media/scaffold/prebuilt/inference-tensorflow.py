"""Stands between a request and TensorFlow Serving: AWS's server finds this file in the model."""

import csv
import json
import math
import pathlib

KINDS = json.loads((pathlib.Path(__file__).parent / "kinds.json").read_text())


def input_handler(data, context) -> str:
    """`text/csv` without a header, or `application/json` as {"instances": [[1, 2, 3, 4]]}."""
    text = data.read().decode()
    kind = (context.request_content_type or "").split(";")[0].strip().lower()
    if kind == "text/csv":
        lines = [line for line in csv.reader(text.splitlines()) if line]
    elif kind == "application/json":
        lines = json.loads(text)["instances"]
    else:
        raise ValueError(f"Send text/csv or application/json, not {kind or 'nothing'}.")
    rows = [[float(number) for number in line] for line in lines]
    if not rows or not all(math.isfinite(number) for row in rows for number in row):
        raise ValueError("Send at least one row, and numbers in it.")
    return json.dumps({"instances": rows})


def output_handler(response, context) -> tuple[str, str]:
    """For each row the likeliest kind, and how likely it is; then the type of the answer."""
    if response.status_code != 200:
        raise ValueError(response.content.decode())
    predictions = [
        {"kind": KINDS[chances.index(max(chances))], "chance": round(max(chances), 4)}
        for chances in json.loads(response.content)["predictions"]
    ]
    return json.dumps({"predictions": predictions}), "application/json"
