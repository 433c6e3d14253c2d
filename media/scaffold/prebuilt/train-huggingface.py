"""Teaches a model of Hugging Face to tell kinds of texts apart, in one process or in those that torchrun starts.

AWS's toolkit starts this script and tells it where everything is.
"""

import argparse
import os
import pathlib

from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)
from transformers.trainer_utils import get_last_checkpoint

from rows import read_rows

CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")


def read_arguments() -> argparse.Namespace:
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--learning_rate", type=float, default=5e-5)
    parser.add_argument("--batch_size", type=int, default=8)
    # A name on huggingface.co, or a folder.
    parser.add_argument("--model_name", default="distilbert/distilbert-base-uncased")
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    return parser.parse_args()


class Progress(TrainerCallback):
    def on_log(self, args, state, control, logs=None, **_) -> None:
        """The metrics of the run file look for these words."""
        if state.is_world_process_zero and logs and "loss" in logs:
            print(f"epoch={round(state.epoch)}; loss={float(logs['loss']):.4f};", flush=True)


def train() -> None:
    given = read_arguments()
    texts, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    tokenizer = AutoTokenizer.from_pretrained(given.model_name)
    model = AutoModelForSequenceClassification.from_pretrained(
        given.model_name,
        num_labels=len(names),
        id2label=dict(enumerate(names)),
        label2id={name: index for index, name in enumerate(names)},
    )
    data = [
        {**tokenizer(text, truncation=True), "labels": names.index(kind)} for text, kind in zip(texts, kinds)
    ]
    trainer = Trainer(
        model=model,
        args=TrainingArguments(
            # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
            output_dir=str(CHECKPOINTS),
            save_strategy="epoch",
            save_total_limit=1,
            logging_strategy="epoch",
            num_train_epochs=given.epochs,
            learning_rate=given.learning_rate,
            per_device_train_batch_size=given.batch_size,
            report_to=[],
            disable_tqdm=True,
        ),
        train_dataset=data,
        processing_class=tokenizer,
        callbacks=[Progress()],
    )
    # A spot instance may be taken away: the next one finds the checkpoints of this one.
    checkpoint = get_last_checkpoint(str(CHECKPOINTS)) if CHECKPOINTS.is_dir() else None
    if checkpoint:
        print(f"Resuming from {checkpoint}.")
    trainer.train(resume_from_checkpoint=checkpoint)
    # The model and its tokenizer: all that the image that serves asks for.
    trainer.save_model(str(given.model))


if __name__ == "__main__":
    train()
