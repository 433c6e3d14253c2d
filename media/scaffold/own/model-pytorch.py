"""A model that tells kinds of iris apart by their measures. Put your own in its place."""

import os
import pathlib

import torch
from torch import nn

FILE = "model.pt"
# torchrun gives each of its processes a number, and a GPU with it.
GPU = int(os.environ.get("LOCAL_RANK", "0"))
DEVICE = torch.device("cuda", GPU) if torch.cuda.is_available() else torch.device("cpu")


class Network(nn.Module):
    """Scales the numbers of a row, and gives each kind a score."""

    def __init__(self, width: int, kinds: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))
        self.layers = nn.Sequential(nn.Linear(width, 16), nn.ReLU(), nn.Linear(16, kinds))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        return self.layers((rows - self.mean) / self.spread)


class Model:
    """A small network and its optimizer, so that training can go on where it was interrupted."""

    def __init__(self, rate: float = 0.05) -> None:
        self.rate = rate
        self.epochs = 0
        self.kinds: list[str] = []
        self.width = 0

    def begin(self, rows: list[list[float]], kinds: list[str]) -> None:
        """What has to be known of the data before the first epoch."""
        torch.manual_seed(1)
        self._build(len(rows[0]), sorted(set(kinds)))
        self.network.mean.copy_(torch.tensor(rows).mean(dim=0))
        self.network.spread.copy_(torch.tensor(rows).std(dim=0).clamp(min=1e-6))

    def learn(self, rows: list[list[float]], kinds: list[str]) -> tuple[float, float]:
        """One epoch. Returns the loss and the accuracy."""
        if not self.kinds:
            self.begin(rows, kinds)
        self.epochs += 1
        inputs = torch.tensor(rows, device=DEVICE)
        truth = torch.tensor([self.kinds.index(kind) for kind in kinds], device=DEVICE)
        # Another order in every epoch, and the same when a run is resumed.
        order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(self.epochs))
        loss, right = 0.0, 0
        for batch in order.to(DEVICE).split(16):
            scores = self.{{learner}}(inputs[batch])
            mistake = nn.functional.cross_entropy(scores, truth[batch])
            self.optimizer.zero_grad()
            mistake.backward()
            self.optimizer.step()
            loss += mistake.item() * len(batch)
            right += int((scores.argmax(dim=1) == truth[batch]).sum())
        return loss / len(rows), right / len(rows)

    @torch.inference_mode()
    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """For each row the likeliest kind, and how likely it is."""
        chances, kinds = self.network(torch.tensor(rows, device=DEVICE)).softmax(dim=1).max(dim=1)
        return [
            {"kind": self.kinds[kind], "chance": round(chance, 4)}
            for kind, chance in zip(kinds.tolist(), chances.tolist())
        ]

    def save(self, folder: pathlib.Path) -> None:
        """Whoever reads the folder finds the old file or the new one, and never half of one."""
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{FILE}"
        state = {name: getattr(self, name) for name in ("rate", "epochs", "kinds", "width")}
        parts = {name: getattr(self, name).state_dict() for name in ("network", "optimizer")}
        torch.save(state | parts, unfinished)
        os.replace(unfinished, folder / FILE)

    @staticmethod
    def load(folder: pathlib.Path) -> "Model":
        # With weights_only no file can run code when it is read.
        state = torch.load(folder / FILE, map_location=DEVICE, weights_only=True)
        model = Model(state["rate"])
        model.epochs = state["epochs"]
        model._build(state["width"], state["kinds"])
        model.network.load_state_dict(state["network"])
        model.optimizer.load_state_dict(state["optimizer"])
        return model

    def _build(self, width: int, kinds: list[str]) -> None:
        self.width, self.kinds = width, kinds
        self.network = Network(width, len(kinds)).to(DEVICE)
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=self.rate, momentum=0.9)
