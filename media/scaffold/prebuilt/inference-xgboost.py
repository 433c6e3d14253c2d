"""Answers requests: AWS's server finds this file in the model and calls its four functions."""

import csv
import json
import math
import pathlib

import numpy
import xgboost


def model_fn(model_dir: str) -> xgboost.Booster:
    """Once, when the server starts. The folder is read-only."""
    return xgboost.Booster(model_file=pathlib.Path(model_dir) / "model.json")


def predict_fn(rows: list[list[float]], model: xgboost.Booster) -> list[dict[str, object]]:
    """For each row the likeliest kind, and how likely it is."""
    names = json.loads(model.attr("kinds"))
    chances = model.predict(xgboost.DMatrix(numpy.array(rows)))
    return [
        {"kind": names[int(each.argmax())], "chance": round(float(each.max()), 4)} for each in chances
    ]


