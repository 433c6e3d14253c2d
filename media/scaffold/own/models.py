"""The models that are in memory. SageMaker says which come and which go."""

import os
import pathlib
import threading

from model import Model

# How much memory stays free for requests, and how much a model takes for each byte of its files.
RESERVE = int(os.environ.get("MEMORY_RESERVE_MB", "256")) << 20
GROWTH = float(os.environ.get("MEMORY_PER_BYTE", "2"))


class AlreadyLoaded(Exception):
    """A model of this name is there, or on its way."""


class NoMemory(Exception):
    """Others have to go first."""


class Models:
    """Each by its name, and the one that was used longest ago first."""

    def __init__(self) -> None:
        self._models: dict[str, Model] = {}
        self._folders: dict[str, str] = {}
        self._lock = threading.Lock()

    def load(self, name: str, folder: str) -> None:
        """Reads the files outside of the lock: the other models answer meanwhile."""
        with self._lock:
            if name in self._folders:
                raise AlreadyLoaded(f"{name} is loaded already.")
            if free_memory() - GROWTH * size_of(folder) < RESERVE:
                raise NoMemory(f"There is no memory for {name}.")
            self._folders[name] = folder
        try:
            model = Model.load(pathlib.Path(folder))
        except MemoryError as error:
            self._folders.pop(name)
            raise NoMemory(f"There is no memory for {name}.") from error
        except BaseException:
            self._folders.pop(name)
            raise
        with self._lock:
            self._models[name] = model

    def unload(self, name: str) -> bool:
        """Whether it was there. A request that is being answered keeps the model until it is done."""
        with self._lock:
            self._folders.pop(name, None)
            return self._models.pop(name, None) is not None

    def use(self, name: str) -> Model | None:
        with self._lock:
            model = self._models.pop(name, None)
            if model is not None:
                self._models[name] = model
            return model

    def folder_of(self, name: str) -> str | None:
        with self._lock:
            return self._folders[name] if name in self._models else None

    def names(self) -> list[str]:
        with self._lock:
            return list(self._models)


def size_of(folder: str) -> int:
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())


def free_memory() -> float:
    """Of the machine, and of the container where that has a limit: bytes."""
    lines = dict(line.split(":") for line in pathlib.Path("/proc/meminfo").read_text().splitlines())
    free = float(lines["MemAvailable"].split()[0]) * 1024
    groups = pathlib.Path("/sys/fs/cgroup")
    for folder, limit, used, idle in (
        (groups, "memory.max", "memory.current", "inactive_file"),
        (groups / "memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    ):
        most = (folder / limit).read_text().strip() if (folder / limit).exists() else "max"
        if most != "max":
            # Files that were read stay in memory only until somebody else wants it.
            counted = dict(line.split() for line in (folder / "memory.stat").read_text().splitlines())
            taken = float((folder / used).read_text()) - float(counted.get(idle, 0))
            free = min(free, float(most) - taken)
    return free
