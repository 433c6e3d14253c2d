"""Answers requests: AWS's server finds this file in the model and calls its four functions."""

import csv
import json
import math
import pathlib

import numpy
from chainer import serializers

from model import Model


def model_fn(model_dir):
    """Once, when the server starts. The folder is read-only."""
    folder = pathlib.Path(model_dir)
    names = json.loads((folder / "about.json").read_text())["kinds"]
    with numpy.load(str(folder / "model.npz")) as arrays:
        width = arrays["layer/W"].shape[1]
    model = Model(width, len(names))
    serializers.load_npz(str(folder / "model.npz"), model)
    return model, names


def predict_fn(rows, loaded):
    """For each row the likeliest kind, and how likely it is."""
    model, names = loaded
    chances = model.chances(numpy.array(rows, "float32"))
    return [{"kind": names[each.argmax()], "chance": round(float(each.max()), 4)} for each in chances]


