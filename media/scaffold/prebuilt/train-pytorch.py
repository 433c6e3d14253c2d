"""Trains with PyTorch, alone or as one of several processes that torchrun starts.

AWS's toolkit starts this script and tells it where everything is.
"""

import argparse
import os
import pathlib
import shutil

import torch
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

from model import Model
from rows import read_rows

FILE = "model.pt"
HERE = pathlib.Path(__file__).parent
CHECKPOINTS = pathlib.Path("/opt/ml/checkpoints")

# What torchrun tells each process; without it there is one.
RANK = int(os.environ.get("RANK", "0"))
PROCESSES = int(os.environ.get("WORLD_SIZE", "1"))
GPU = torch.cuda.is_available()
DEVICE = torch.device(f"cuda:{os.environ.get('LOCAL_RANK', '0')}" if GPU else "cpu")


def read_arguments() -> argparse.Namespace:
    """Hyperparameters come as arguments, and what SageMaker knows as variables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning_rate", type=float, default=0.1)
    parser.add_argument("--batch_size", type=int, default=16)
    parser.add_argument("--train", type=pathlib.Path, default=os.environ.get("SM_CHANNEL_TRAIN"))
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("SM_MODEL_DIR"))
    return parser.parse_args()


def save(state: dict, folder: pathlib.Path) -> None:
    """Whoever reads the folder finds the old file or the new one, and never half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(state, folder / f".{FILE}")
    os.replace(folder / f".{FILE}", folder / FILE)


def train() -> None:
    given = read_arguments()
    torch.manual_seed(1)
    rows, kinds = read_rows(given.train)
    names = sorted(set(kinds))
    features, labels = torch.tensor(rows), torch.tensor([names.index(kind) for kind in kinds])
    model = Model(len(rows[0]), len(names))
    model.scale_like(features)
    model.to(DEVICE)
    optimizer = torch.optim.Adam(model.parameters(), lr=given.learning_rate)
    done = 0
    # A spot instance may be taken away: the next one finds the checkpoints of this one.
    if (CHECKPOINTS / FILE).exists():
        state = torch.load(CHECKPOINTS / FILE, map_location=DEVICE, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["epochs"]
    if RANK == 0:
        print(f"{len(rows)} rows of {', '.join(names)}, {PROCESSES} process(es) on {DEVICE}.")
        if done > 0:
            print(f"Resuming after epoch {done}.")
    learner = DistributedDataParallel(model) if PROCESSES > 1 else model
    data = TensorDataset(features, labels)
    share = DistributedSampler(data, num_replicas=PROCESSES, rank=RANK)
    batches = DataLoader(data, batch_size=given.batch_size, sampler=share)
    for epoch in range(done + 1, given.epochs + 1):
        # Another order in every epoch, and the same one in all processes.
        share.set_epoch(epoch)
        loss, accuracy = learn(learner, optimizer, batches)
        if RANK > 0:
            continue
        # The metrics of the run file look for these words.
        print(f"epoch={epoch}; loss={loss:.4f}; accuracy={accuracy:.4f};", flush=True)
        # The toolkit does not pass SIGTERM on: what is to outlive a stop is written after each epoch.
        save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch}, CHECKPOINTS)
    if RANK > 0:
        return
    save({"model": model.state_dict(), "kinds": names}, given.model)
    # Images that serve look for their code in the folder `code` of the model.
    if (HERE / "inference.py").exists():
        (given.model / "code").mkdir(exist_ok=True)
        for name in ["inference.py", "model.py"]:
            shutil.copy(HERE / name, given.model / "code")


def learn(model: nn.Module, optimizer: torch.optim.Optimizer, batches: DataLoader) -> tuple[float, float]:
    """One epoch. Returns the loss and the accuracy over the rows of all processes."""
    # Loss, right answers and rows.
    seen = torch.zeros(3, device=DEVICE)
    for features, labels in batches:
        features, labels = features.to(DEVICE), labels.to(DEVICE)
        answers = model(features)
        loss = nn.functional.cross_entropy(answers, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        right = (answers.argmax(dim=1) == labels).sum()
        seen += torch.stack([loss.detach() * len(labels), right, torch.tensor(len(labels), device=DEVICE)])
    if PROCESSES > 1:
        distributed.all_reduce(seen)
    return float(seen[0] / seen[2]), float(seen[1] / seen[2])


if __name__ == "__main__":
    if PROCESSES > 1:
        if GPU:
            torch.cuda.set_device(DEVICE)
        distributed.init_process_group("nccl" if GPU else "gloo")
    train()
    if PROCESSES > 1:
        # The others wait until the first one has written the model.
        distributed.barrier()
        distributed.destroy_process_group()
