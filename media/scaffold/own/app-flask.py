"""The two routes that SageMaker calls."""

from flask import Flask, Response, jsonify, request

import predictor

app = Flask(__name__)


@app.get("/ping")
def ping() -> Response:
    """Asked every few seconds, with two seconds to answer."""
    return Response()


@app.post("/invocations")
def invocations() -> Response:
    return jsonify(predictor.predict(request.get_data(), request.headers.get("Content-Type", "")))


@app.errorhandler(predictor.BadRequest)
def refuse(error: predictor.BadRequest) -> tuple[Response, int]:
    return jsonify(error=error.reason), error.status
