"""The two routes that SageMaker calls."""

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

import predictor

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/ping")
async def ping() -> Response:
    """Asked every few seconds, with two seconds to answer."""
    return Response()


@app.post("/invocations")
async def invocations(request: Request) -> Response:
    """In a thread of its own, so that /ping is answered meanwhile."""
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    try:
        return JSONResponse(await run_in_threadpool(predictor.predict, body, content_type))
    except predictor.BadRequest as error:
        return JSONResponse({"error": error.reason}, status_code=error.status)
