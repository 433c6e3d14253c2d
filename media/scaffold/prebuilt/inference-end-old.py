def input_fn(body, content_type):
    """`text/csv` without a header, or `application/json` as {"instances": [[1, 2, 3, 4]]}."""
    text = body.decode() if isinstance(body, (bytes, bytearray)) else body
    kind = content_type.split(";")[0].strip().lower()
    if kind == "text/csv":
        lines = [line for line in csv.reader(text.splitlines()) if line]
    elif kind == "application/json":
        lines = json.loads(text)["instances"]
    else:
        raise ValueError(f"Send text/csv or application/json, not {kind or 'nothing'}.")
    rows = [[float(number) for number in line] for line in lines]
    if not rows or not all(math.isfinite(number) for row in rows for number in row):
        raise ValueError("Send at least one row, and numbers in it.")
    return rows


def output_fn(prediction, accept):
    """The answer and its type, whatever the client would rather have."""
    return json.dumps({"predictions": prediction}), "application/json"
