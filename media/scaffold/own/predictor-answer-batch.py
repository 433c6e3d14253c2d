

def predict(body: bytes, content_type: str, accept: str) -> tuple[str, str]:
    """A line for each row, in their order: SageMaker puts the answers to all requests together."""
    found = model.predict(read_request(body, content_type, model.width))
    if "application/jsonlines" in accept:
        return "".join(f"{json.dumps(each)}\n" for each in found), "application/jsonlines"
    return "".join(f"{each['kind']},{each['chance']}\n" for each in found), "text/csv"
