"""The routes that a batch transform calls."""

import os

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

import predictor

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/ping")
async def ping() -> Response:
    """Asked every few seconds, with two seconds to answer."""
    return Response()


@app.get("/execution-parameters")
async def execution_parameters() -> dict[str, object]:
    """How SageMaker sends the data, where the request of the job does not say it."""
    workers = int(os.environ.get("WEB_CONCURRENCY", {{workers}}))
    # SageMaker takes 100 MB for all of them together.
    size = max(1, min(20, 100 // workers))
    return {"MaxConcurrentTransforms": workers, "BatchStrategy": "MULTI_RECORD", "MaxPayloadInMB": size}


@app.post("/invocations")
async def invocations(request: Request) -> Response:
    """In a thread of its own, so that /ping is answered meanwhile."""
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    accept = request.headers.get("accept", "")
    try:
        text, media_type = await run_in_threadpool(predictor.predict, body, content_type, accept)
        return Response(text, media_type=media_type)
    except predictor.BadRequest as error:
        return JSONResponse({"error": error.reason}, status_code=error.status)
