from sklearn.linear_model import SGDClassifier
from sklearn.metrics import accuracy_score, log_loss
from sklearn.preprocessing import StandardScaler

FILE = "model.joblib"


class Model:
    """Logistic regression that learns epoch by epoch, so that there are curves, and checkpoints to resume from."""

    def __init__(self, rate: float = 0.05) -> None:
        self.epochs = 0
        self.kinds: list[str] = []
        self.scaler = StandardScaler()
        self.classifier = SGDClassifier(
            loss="log_loss", learning_rate="constant", eta0=rate, random_state=1
        )

    @property
    def width(self) -> int:
        """How many numbers a row has."""
        return int(self.scaler.n_features_in_)

    def begin(self, rows: list[list[float]], kinds: list[str]) -> None:
        """What has to be known of the data before the first epoch."""
        self.kinds = sorted(set(kinds))
        self.scaler.fit(rows)

    def learn(self, rows: list[list[float]], kinds: list[str]) -> tuple[float, float]:
        """One epoch. Returns the loss and the accuracy."""
        if not self.kinds:
            self.begin(rows, kinds)
        self.epochs += 1
        scaled = self.scaler.transform(rows)
        self.classifier.partial_fit(scaled, kinds, classes=self.kinds)
        chances = self.classifier.predict_proba(scaled)
        loss = log_loss(kinds, chances, labels=self.classifier.classes_)
        return float(loss), float(accuracy_score(kinds, self.classifier.predict(scaled)))

    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """For each row the likeliest kind, and how likely it is."""
        chances = self.classifier.predict_proba(self.scaler.transform(rows))
        kinds = self.classifier.classes_[chances.argmax(axis=1)]
        return [
            {"kind": str(kind), "chance": round(float(chance), 4)}
            for kind, chance in zip(kinds, chances.max(axis=1))
        ]

    def save(self, folder: pathlib.Path) -> None:
        """Whoever reads the folder finds the old file or the new one, and never half of one."""
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{FILE}"
        joblib.dump(vars(self), unfinished)
        os.replace(unfinished, folder / FILE)

    @staticmethod
    def load(folder: pathlib.Path) -> "Model":
        model = Model()
        # A joblib file can run code when it is read: load only what you trained yourself.
        vars(model).update(joblib.load(folder / FILE))
        return model
