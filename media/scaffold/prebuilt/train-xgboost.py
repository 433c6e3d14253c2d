"""Trains with XGBoost. AWS's toolkit starts this script and tells it where everything is."""

import argparse
import json
import os
import pathlib

import numpy
import xgboost

from rows import read_rows

FILE = "model.json"
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")


def read_arguments() -> argparse.Namespace:
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--num_round", type=int, default=20)
    parser.add_argument("--max_depth", type=int, default=4)
    parser.add_argument("--eta", type=float, default=0.3)
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    return parser.parse_args()


def resumed() -> xgboost.Booster | None:
    """A spot instance may be taken away: the next one finds the checkpoints of this one."""
    if not (CHECKPOINTS / FILE).exists():
        return None
    booster = xgboost.Booster(model_file=CHECKPOINTS / FILE)
    print(f"Resuming after round {booster.num_boosted_rounds()}.")
    return booster


def save(booster: xgboost.Booster, folder: pathlib.Path) -> None:
    """Whoever reads the folder finds the old file or the new one, and never half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    # The end of the name says the format.
    booster.save_model(folder / f".{FILE}")
    os.replace(folder / f".{FILE}", folder / FILE)


class AfterEachRound(xgboost.callback.TrainingCallback):
    def after_iteration(self, model: xgboost.Booster, epoch: int, evals_log: dict) -> bool:
        """Says how it goes and keeps a checkpoint; what it returns would end the training."""
        told = {name: values[-1] for name, values in evals_log["train"].items()}
        done = model.num_boosted_rounds()
        # The metrics of the run file look for these words.
        print(f"round={done}; loss={told['mlogloss']:.4f}; error={told['merror']:.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each round.
        save(model, CHECKPOINTS)
        return False


def train() -> None:
    given = read_arguments()
    rows, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    print(f"{len(rows)} rows of {', '.join(names)}.")
    data = xgboost.DMatrix(numpy.array(rows), label=[names.index(kind) for kind in kinds])
    settings = {
        "objective": "multi:softprob",
        "num_class": len(names),
        "eval_metric": ["mlogloss", "merror"],
        "max_depth": given.max_depth,
        "eta": given.eta,
    }
    booster = resumed()
    rounds = given.num_round - (booster.num_boosted_rounds() if booster else 0)
    booster = xgboost.train(
        settings,
        data,
        num_boost_round=max(rounds, 0),
        evals=[(data, "train")],
        verbose_eval=False,
        callbacks=[AfterEachRound()],
        xgb_model=booster,
    )
    booster.set_attr(kinds=json.dumps(names))
    save(booster, given.model)
