    # Images that serve look for their code in the folder `code` of the model.
    serving = pathlib.Path(__file__).with_name("inference.py")
    if serving.exists():
        (given.model / "code").mkdir(exist_ok=True)
        (given.model / "code" / serving.name).write_bytes(serving.read_bytes())


if __name__ == "__main__":
    train()
