"""Answers requests: AWS's server finds this file in the model and calls its four functions."""

import csv
import json
import math
import pathlib

import mxnet
from mxnet import gluon, nd

DEVICE = mxnet.gpu() if mxnet.context.num_gpus() > 0 else mxnet.cpu()
KINDS = json.loads((pathlib.Path(__file__).parent / "kinds.json").read_text())


def model_fn(model_dir):
    """Once, when the server starts. The folder is read-only."""
    path = pathlib.Path(model_dir) / "model"
    return gluon.SymbolBlock.imports(f"{path}-symbol.json", ["data"], f"{path}-0000.params", ctx=DEVICE)


def predict_fn(rows, model):
    """For each row the likeliest kind, and how likely it is."""
    chances = nd.softmax(model(nd.array(rows, ctx=DEVICE))).asnumpy()
    return [{"kind": KINDS[each.argmax()], "chance": round(float(each.max()), 4)} for each in chances]


