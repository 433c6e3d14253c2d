"""The hosts of a training job. They exchange values over TCP, and each waits for all the others."""

import json
import pathlib
import select
import socket
import struct
import time

CONFIG = pathlib.Path("/opt/ml/input/config/resourceconfig.json")
PORT = 7777
# Seconds: hosts do not start together, and the name of one is known only some time after its start.
PATIENCE = 600


class HostGone(Exception):
    """Another host ended before the training did."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} ended before the training did: its log says why.")
        self.name = name


class Hosts:
    """The first host hears all the others, and tells each of them what everybody said."""

    def __init__(self) -> None:
        given = json.loads(CONFIG.read_text()) if CONFIG.exists() else {}
        self.names: list[str] = given.get("hosts", ["algo-1"])
        self.name: str = given.get("current_host", self.names[0])
        self.rank = self.names.index(self.name)
        self._links: dict[str, socket.socket] = {}

    def join(self) -> None:
        """Returns when all hosts are there."""
        until = time.monotonic() + PATIENCE
        if self.rank > 0:
            self._links[self.names[0]] = _connect(self.names[0], until)
            _send(self._links[self.names[0]], self.name)
        elif len(self.names) > 1:
            with socket.create_server(("", PORT), backlog=len(self.names)) as server:
                while missing := sorted(set(self.names[1:]) - set(self._links)):
                    link = _accept(server, missing, until)
                    self._links[_receive(link, missing[0])] = link

    def share(self, items: list) -> list:
        """What this host learns from: the channel gives everything to all of them."""
        return items[self.rank :: len(self.names)]

    def gather(self, value: object) -> list:
        """What each host gives, in the order of the hosts, and the same on all. All of them have to call it."""
        if self.rank > 0:
            [(first, link)] = self._links.items()
            _send(link, value)
            said = _receive(link, first)
            if "gone" in said:
                raise HostGone(said["gone"])
            return said["values"]
        try:
            heard = {self.name: value, **self._hear()}
        except HostGone as error:
            self._tell({"gone": error.name})
            raise
        values = [heard[name] for name in self.names]
        self._tell({"values": values})
        return values

    def _hear(self) -> dict[str, object]:
        """Whoever speaks first is heard first: one that is gone is noticed while others still learn."""
        heard: dict[str, object] = {}
        while len(heard) < len(self._links):
            waiting = {link: name for name, link in self._links.items() if name not in heard}
            for link in select.select(list(waiting), [], [])[0]:
                heard[waiting[link]] = _receive(link, waiting[link])
        return heard

    def _tell(self, said: dict[str, object]) -> None:
        for link in self._links.values():
            _send(link, said)


def average(values: list) -> object:
    """The mean of numbers, or of lists of numbers that have the same form."""
    if isinstance(values[0], list):
        return [average(list(each)) for each in zip(*values, strict=True)]
    return sum(values) / len(values)


def _connect(name: str, until: float) -> socket.socket:
    while True:
        try:
            return _watched(socket.create_connection((name, PORT), timeout=5))
        except OSError as error:
            if time.monotonic() > until:
                raise TimeoutError(f"{name} cannot be reached: {error}") from error
            time.sleep(1)


def _accept(server: socket.socket, missing: list[str], until: float) -> socket.socket:
    server.settimeout(max(until - time.monotonic(), 1))
    try:
        return _watched(server.accept()[0])
    except TimeoutError as error:
        raise TimeoutError(f"{', '.join(missing)} did not come.") from error


def _watched(link: socket.socket) -> socket.socket:
    """An epoch may take as long as it likes, but a host that has vanished is noticed after half a minute."""
    link.settimeout(None)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 5)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 4)
    return link


def _send(link: socket.socket, value: object) -> None:
    """The length of the text, and the text. Whom nobody hears learns it when it listens."""
    text = json.dumps(value).encode()
    try:
        link.sendall(struct.pack("!Q", len(text)) + text)
    except OSError:
        pass


def _receive(link: socket.socket, name: str) -> object:
    try:
        (length,) = struct.unpack("!Q", _read(link, 8))
        return json.loads(_read(link, length))
    except OSError as error:
        raise HostGone(name) from error


def _read(link: socket.socket, length: int) -> bytes:
    read = bytearray()
    while len(read) < length:
        if not (part := link.recv(min(length - len(read), 1 << 20))):
            raise ConnectionResetError("The other end is closed.")
        read += part
    return bytes(read)
