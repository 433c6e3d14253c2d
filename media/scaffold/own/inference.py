"""The functions that the toolkit calls. A model that has its own code/inference.py is served with that one."""

import json
import pathlib

from sagemaker_inference.errors import BaseInferenceToolkitError

import predictor
from model import Model


def model_fn(model_dir: str) -> Model:
    """Called once in each worker. The folder is read-only."""
    return Model.load(pathlib.Path(model_dir))


def transform_fn(model: Model, body: str | bytes, content_type: str | None, accept: str) -> tuple[str, str]:
    """An answer and its type. In its place there can be input_fn, predict_fn and output_fn."""
    try:
        sent = body.encode() if isinstance(body, str) else bytes(body)
        return json.dumps(predictor.predict(model, sent, content_type or "")), "application/json"
    except predictor.BadRequest as error:
        raise BaseInferenceToolkitError(error.status, error.reason, "Error") from error
