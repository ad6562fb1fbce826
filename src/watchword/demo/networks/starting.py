"""Start a server and wait until it answers."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchword.base.errors import WatchwordError

PATIENCE_S = 60.0
"""Seconds that a server may take to start on a busy machine; it takes 2."""


class NotStarted(WatchwordError):
    """A server on loopback did not start."""

    code = "not-started"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from its first answer to the end of the block.

    Args:
        command: Program and arguments.
        port: Where it listens once it is ready.
        folder: Where it runs; ``log`` in it takes what it says.
        environment: Instead of this one's.

    Raises:
        NotStarted: It ended, or did not listen in time.
    """
    with (folder / "log").open("ab") as log:
        running = subprocess.Popen(  # noqa: S603 - a program of our own choice
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(running, port, folder)
        yield running
    finally:
        running.kill()
        running.communicate()


def _wait(running: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if running.poll() is not None:
            break
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    said = (folder / "log").read_text("utf-8", "replace")[-2_000:]
    raise NotStarted(f"a server did not start: {said}")
