

def predict(body: bytes, content_type: str) -> dict[str, object]:
    """What the server answers with, as JSON."""
    return {"predictions": model.predict(read_request(body, content_type, model.width))}
