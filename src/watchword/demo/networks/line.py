"""A bad line to a server: answers get lost, requests are cut, nobody is there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

_CHUNK = 65_536


class Fault(StrEnum):
    """What happens to a request."""

    NONE = "none"
    ANSWER_LOST = "answer lost"
    """The server hears all of it and answers; the one who asked hears nothing."""
    ANSWER_CUT = "answer cut"
    """Only the first bytes of the answer arrive."""
    REQUEST_LOST = "request lost"
    """The server hears nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Instead:
    """An answer that a machine in between gives instead of the server.

    Attributes:
        status: HTTP status.
        body: JSON, or anything.
        headers: Lines of the head.
        heard: Whether the server hears the request all the same.
    """

    status: int
    body: bytes = b"{}"
    headers: tuple[str, ...] = ()
    heard: bool = False

    def written(self) -> bytes:
        """As it goes over the line."""
        length = f"Content-Length: {len(self.body)}"
        lines = (f"HTTP/1.1 {self.status} As Told", "Content-Type: application/json", length)
        return "\r\n".join([*lines, *self.headers, "", ""]).encode() + self.body


@dataclass(slots=True)
class Line:
    """A way to a server that does as it is told to.

    Attributes:
        port: Where it listens on loopback.
        target: Port of the server.
        faults: What happens to the next requests that match, in order.
        match: A request is meant when its first bytes hold this.
        heard: First lines of all requests.
    """

    port: int
    target: int
    faults: list[Fault | Instead | str] = field(default_factory=list)
    match: bytes = b""
    heard: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    def carry(self, near: socket.socket) -> None:
        """Carry one connection, which holds one request, as the door sends them."""
        with closing(near):
            asked = _request(near)
            if not asked:
                return
            self.heard.append(asked.partition(b"\r\n")[0].decode("latin-1"))
            fault = (
                self.faults.pop(0) if self.faults and self.match in asked[:4_096] else Fault.NONE
            )
            if fault == Fault.REQUEST_LOST:
                return
            if isinstance(fault, Instead) and not fault.heard:
                near.sendall(fault.written())
                return
            with socket.create_connection(("127.0.0.1", self.target)) as far:
                far.sendall(asked)
                answer = _answer(far)
            if fault == Fault.NONE:
                near.sendall(answer)
            elif fault == Fault.ANSWER_CUT:
                near.sendall(answer[:40])
            elif isinstance(fault, Instead):
                near.sendall(fault.written())


@contextmanager
def bad_line(target: int) -> Iterator[Line]:
    """A line to a port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(port=listening.getsockname()[1], target=target)
        threading.Thread(target=_serve, args=(listening, line), daemon=True).start()
        yield line


def _serve(listening: socket.socket, line: Line) -> None:
    while True:
        try:
            near, _ = listening.accept()
        except OSError:  # closed
            return
        threading.Thread(target=_carried, args=(line, near), daemon=True).start()


def _carried(line: Line, near: socket.socket) -> None:
    with suppress(OSError):
        line.carry(near)


def _request(near: socket.socket) -> bytes:
    """A whole request: its head, and as much body as the head says."""
    read = b""
    while b"\r\n\r\n" not in read:
        part = near.recv(_CHUNK)
        if not part:
            return b""
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    kept = {name.strip().lower(): value.strip() for name, _, value in lines}
    missing = int(kept.get(b"content-length", b"0")) - len(body)
    while missing > 0:
        part = near.recv(_CHUNK)
        if not part:
            return b""
        body += part
        missing -= len(part)
    first = head.split(b"\r\n")[0]
    others = [name + b": " + value for name, value in kept.items() if name != b"connection"]
    return b"\r\n".join([first, *others, b"connection: close"]) + b"\r\n\r\n" + body


def _answer(far: socket.socket) -> bytes:
    parts = []
    while part := far.recv(_CHUNK):
        parts.append(part)
    return b"".join(parts)
