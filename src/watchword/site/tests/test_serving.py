"""The processes of a site end together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0


def becomes(wanted: Callable[[], bool]) -> bool:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if wanted():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's own")
def test_when_the_first_process_is_killed_the_others_end_too(tmp_path: Path) -> None:
    port = free_port()
    watchword = str(Path(sys.executable).with_name("watchword"))
    environ = {name: value for name, value in os.environ.items() if name != "WATCHWORD_DATABASE"}
    environ |= {
        "WATCHWORD_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "watchword.site.settings",
    }
    with (tmp_path / "log").open("wb") as log:
        words = [watchword, "site", "serve", "--bind", f"127.0.0.1:{port}"]
        first = subprocess.Popen(words, env=environ, stdout=log, stderr=log)
    try:
        assert becomes(lambda: listens(port)), (tmp_path / "log").read_text()
        children = Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text().split()
        assert len(children) >= 4
        first.send_signal(signal.SIGKILL)
        assert becomes(lambda: not any(Path(f"/proc/{one}").exists() for one in children))
        assert not listens(port)
    finally:
        first.kill()
        first.wait()
