"""Answers requests: AWS's server finds this file in the model and calls its four functions."""

import csv
import json
import math
import pathlib

import torch

from model import Model

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def model_fn(model_dir: str) -> tuple[Model, list[str]]:
    """Once, when the server starts. The folder is read-only."""
    state = torch.load(pathlib.Path(model_dir) / "model.pt", map_location=DEVICE, weights_only=True)
    kinds, width = state["model"]["layer.weight"].shape
    model = Model(width, kinds).to(DEVICE).eval()
    model.load_state_dict(state["model"])
    return model, state["kinds"]


def predict_fn(rows: list[list[float]], loaded: tuple[Model, list[str]]) -> list[dict[str, object]]:
    """For each row the likeliest kind, and how likely it is."""
    model, names = loaded
    with torch.inference_mode():
        chances = model(torch.tensor(rows, device=DEVICE)).softmax(dim=1)
    best, kinds = chances.max(dim=1)
    return [
        {"kind": names[kind], "chance": round(chance, 4)}
        for kind, chance in zip(kinds.tolist(), best.tolist())
    ]


