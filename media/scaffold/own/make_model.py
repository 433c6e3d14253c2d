"""Makes a small model to try the server with. README.md says how to run it."""

import pathlib
import sys

sys.path.append("/opt/program")

from model import Model  # noqa: E402
from rows import read_rows  # noqa: E402

here = pathlib.Path(__file__).parent
model = Model()
rows, kinds = read_rows(here / "train")
for _ in range(20):
    model.learn(rows, kinds)
model.save(here / "model")
print(f"The model is in {here / 'model'}.")
