"""A model that tells kinds of iris apart by their measures. Put your own in its place."""

import json
import math
import os
import pathlib

import xgboost

FILE = "model.ubj"


class Model:
    """Boosted trees: each epoch adds one for each kind, so that there are curves, and checkpoints to resume from."""

    def __init__(self, rate: float = 0.3) -> None:
        self.epochs = 0
        self.kinds: list[str] = []
        self.settings = {"objective": "multi:softprob", "eta": rate, "max_depth": 3}
        self.booster: xgboost.Booster | None = None
        self.data: xgboost.DMatrix | None = None

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return self.booster.num_features()

    def learn(self, rows: list[list[float]], kinds: list[str]) -> tuple[float, float]:
        """One epoch. Returns the loss and the accuracy."""
        if not self.kinds:
            self.kinds = sorted(set(kinds))
        if self.data is None:
            self.data = xgboost.DMatrix(rows, label=[self.kinds.index(kind) for kind in kinds])
        if self.booster is None:
            self.booster = xgboost.Booster({**self.settings, "num_class": len(self.kinds)}, [self.data])
        self.epochs += 1
        self.booster.update(self.data, self.epochs - 1)
        chances = self.booster.predict(self.data)
        truth = self.data.get_label().astype(int)
        loss = -sum(math.log(max(row[kind], 1e-12)) for row, kind in zip(chances, truth))
        return loss / len(rows), float((chances.argmax(axis=1) == truth).mean())

    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """For each row the likeliest kind, and how likely it is."""
        chances = self.booster.predict(xgboost.DMatrix(rows))
        return [
            {"kind": self.kinds[row.argmax()], "chance": round(float(row.max()), 4)} for row in chances
        ]

    def save(self, folder: pathlib.Path) -> None:
        """Whoever reads the folder finds the old file or the new one, and never half of one."""
        folder.mkdir(parents=True, exist_ok=True)
        # XGBoost knows its formats by their ending.
        unfinished = folder / f".{FILE}"
        self.booster.set_attr(kinds=json.dumps(self.kinds))
        self.booster.save_model(unfinished)
        os.replace(unfinished, folder / FILE)

    @staticmethod
    def load(folder: pathlib.Path) -> "Model":
        model = Model()
        model.booster = xgboost.Booster(model_file=folder / FILE)
        model.epochs = model.booster.num_boosted_rounds()
        model.kinds = json.loads(model.booster.attr("kinds"))
        return model
