"""Trains with scikit-learn. AWS's toolkit starts this script and tells it where everything is."""

import argparse
import os
import pathlib

import joblib
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import accuracy_score, log_loss
from sklearn.preprocessing import StandardScaler

from rows import read_rows

FILE = "model.joblib"
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")


def read_arguments() -> argparse.Namespace:
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning_rate", type=float, default=0.05)
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    return parser.parse_args()


def new_or_resumed(rate: float) -> dict:
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if (CHECKPOINTS / FILE).exists():
        state = joblib.load(CHECKPOINTS / FILE)
        print(f"Resuming after epoch {state['epochs']}.")
        return state
    classifier = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=rate, random_state=1)
    return {"epochs": 0, "scaler": StandardScaler(), "classifier": classifier}


def save(state: dict, folder: pathlib.Path) -> None:
    """Whoever reads the folder finds the old file or the new one, and never half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(state, folder / f".{FILE}")
    os.replace(folder / f".{FILE}", folder / FILE)


def train() -> None:
    given = read_arguments()
    rows, kinds = read_rows(given.train)
    print(f"{len(rows)} rows of {', '.join(sorted(set(kinds)))}.")
    state = new_or_resumed(given.learning_rate)
    scaler, classifier = state["scaler"], state["classifier"]
    if state["epochs"] == 0:
        scaler.fit(rows)
    scaled = scaler.transform(rows)
    while state["epochs"] < given.epochs:
        state["epochs"] += 1
        classifier.partial_fit(scaled, kinds, classes=sorted(set(kinds)))
        loss = log_loss(kinds, classifier.predict_proba(scaled), labels=classifier.classes_)
        accuracy = accuracy_score(kinds, classifier.predict(scaled))
        # The metrics of the run file look for these words.
        print(f"epoch={state['epochs']}; loss={loss:.4f}; accuracy={accuracy:.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
        save(state, CHECKPOINTS)
    save(state, given.model)
