"""Answers requests: AWS's server finds this file in the model and calls its four functions."""

import csv
import json
import math
import pathlib

import joblib


def model_fn(model_dir: str) -> dict:
    """Once, when the server starts. The folder is read-only."""
    # A joblib file can run code when it is read: load only what you trained yourself.
    return joblib.load(pathlib.Path(model_dir) / "model.joblib")


def predict_fn(rows: list[list[float]], model: dict) -> list[dict[str, object]]:
    """For each row the likeliest kind, and how likely it is."""
    classifier = model["classifier"]
    chances = classifier.predict_proba(model["scaler"].transform(rows))
    kinds = classifier.classes_[chances.argmax(axis=1)]
    return [
        {"kind": str(kind), "chance": round(float(chance), 4)}
        for kind, chance in zip(kinds, chances.max(axis=1))
    ]


