"""A model that tells kinds of iris apart by their measures. Put your own in its place."""

import json
import math
import os
import pathlib
import random
import statistics

FILE = "model.json"


class Model:
    """Softmax regression with nothing but the standard library."""

    def __init__(self, rate: float = 0.05) -> None:
        self.rate = rate
        self.epochs = 0
        self.kinds: list[str] = []
        self.means: list[float] = []
        self.spreads: list[float] = []
        self.weights: list[list[float]] = []

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return len(self.means)

    def begin(self, rows: list[list[float]], kinds: list[str]) -> None:
        """What has to be known of the data before the first epoch."""
        self.kinds = sorted(set(kinds))
        self.means = [statistics.fmean(column) for column in zip(*rows)]
        self.spreads = [statistics.pstdev(column) or 1.0 for column in zip(*rows)]
        self.weights = [[0.0] * (len(rows[0]) + 1) for _ in self.kinds]

    def learn(self, rows: list[list[float]], kinds: list[str]) -> tuple[float, float]:
        """One epoch. Returns the loss and the accuracy."""
        if not self.kinds:
            self.begin(rows, kinds)
        self.epochs += 1
        order = list(range(len(rows)))
        # Another order in every epoch, and the same when a run is resumed.
        random.Random(self.epochs).shuffle(order)
        loss, right = 0.0, 0
        for index in order:
            row, truth = self._scaled(rows[index]), self.kinds.index(kinds[index])
            chances = self._chances(row)
            loss -= math.log(max(chances[truth], 1e-12))
            right += chances.index(max(chances)) == truth
            for kind, chance in enumerate(chances):
                step = self.rate * ((kind == truth) - chance)
                self.weights[kind] = [w + step * x for w, x in zip(self.weights[kind], row)]
        return loss / len(rows), right / len(rows)

    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """For each row the likeliest kind, and how likely it is."""
        found = []
        for row in rows:
            chances = self._chances(self._scaled(row))
            best = max(chances)
            found.append({"kind": self.kinds[chances.index(best)], "chance": round(best, 4)})
        return found

    def save(self, folder: pathlib.Path) -> None:
        """Whoever reads the folder finds the old file or the new one, and never half of one."""
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{FILE}"
        unfinished.write_text(json.dumps(vars(self)))
        os.replace(unfinished, folder / FILE)

    @staticmethod
    def load(folder: pathlib.Path) -> "Model":
        model = Model()
        vars(model).update(json.loads((folder / FILE).read_text()))
        return model

    def _scaled(self, row: list[float]) -> list[float]:
        scaled = [(x - mean) / spread for x, mean, spread in zip(row, self.means, self.spreads)]
        return [1.0, *scaled]

    def _chances(self, row: list[float]) -> list[float]:
        scores = [sum(w * x for w, x in zip(weights, row)) for weights in self.weights]
        powers = [math.exp(score - max(scores)) for score in scores]
        return [power / sum(powers) for power in powers]
