"""The routes of a multi-model endpoint: SageMaker loads and unloads models, and names one for each request."""

import traceback

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict

import predictor
from models import AlreadyLoaded, Models, NoMemory

PAGE = 100

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
models = Models()


class Asked(BaseModel):
    """`/opt/ml/models/…/model` has the files of the model, unpacked."""

    model_config = ConfigDict(protected_namespaces=())
    model_name: str
    url: str


@app.get("/ping")
async def ping() -> Response:
    """Asked every few seconds, with two seconds to answer. No model is needed for that."""
    return Response()


@app.post("/models")
def load(asked: Asked) -> Response:
    """507 makes SageMaker unload models that nobody asked for lately, and try again."""
    try:
        models.load(asked.model_name, asked.url)
        return JSONResponse({"modelName": asked.model_name})
    except AlreadyLoaded as error:
        return failed(409, str(error))
    except NoMemory as error:
        # The first was used longest ago: whoever reads the log sees what could go.
        print(f"{error} Loaded, unused longest first: {', '.join(models.names()) or 'none'}.")
        return JSONResponse({"error": str(error), "leastRecentlyUsed": models.names()}, status_code=507)
    except Exception as error:
        traceback.print_exception(error)
        return failed(500, f"{asked.model_name} cannot be loaded: {error!r}")


@app.get("/models")
def index(next_page_token: int = 0) -> dict[str, object]:
    names = sorted(models.names())
    page = names[next_page_token : next_page_token + PAGE]
    listed = [{"modelName": name, "modelUrl": models.folder_of(name)} for name in page]
    following = next_page_token + PAGE
    return {"models": listed, **({"nextPageToken": str(following)} if following < len(names) else {})}


@app.get("/models/{name}")
def show(name: str) -> Response:
    folder = models.folder_of(name)
    return JSONResponse({"modelName": name, "modelUrl": folder}) if folder else unknown(name)


@app.delete("/models/{name}")
def unload(name: str) -> Response:
    return Response() if models.unload(name) else unknown(name)


@app.post("/models/{name}/invoke")
async def invoke(name: str, request: Request) -> Response:
    """In a thread of its own, so that /ping is answered meanwhile."""
    model = models.use(name)
    if model is None:
        return unknown(name)
    body = await request.body()
    content_type = request.headers.get("content-type", "")
    try:
        return JSONResponse(await run_in_threadpool(predictor.predict, model, body, content_type))
    except predictor.BadRequest as error:
        return failed(error.status, error.reason)


def failed(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status_code=status)


def unknown(name: str) -> Response:
    return failed(404, f"No model {name} is loaded.")
