"""The site at work: web server, worker, sender and clock in one process group.

The first process starts the others, beats the clock (reminders, review dates), and ends them all
when it is told to end or when one of them dies.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from watchword.site.configuration import Configuration

BEAT_SECONDS = 20
SEND_SECONDS = 2
GRACE_SECONDS = 15

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    """Have Linux end this process when the one that started it is killed (prctl(2)).

    Elsewhere the others live on then, and keep the port until they are ended by hand.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Group:
    """The processes of a site.

    Attributes:
        children: What runs, by name.
    """

    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    is_ending: bool = False

    def start(self, name: str, arguments: Sequence[str]) -> None:
        """Start one process; it sees the environment of this one."""
        self.children[name] = subprocess.Popen(  # noqa: S603
            [sys.executable, *arguments],
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no thread runs yet
        )

    def died(self) -> str:
        """Name of a process that has ended by itself; "" when all run."""
        return next((name for name, one in self.children.items() if one.poll() is not None), "")

    def end(self) -> None:
        """End all: asked first, then made to."""
        for one in self.children.values():
            if one.poll() is None:
                one.terminate()
        limit = time.monotonic() + GRACE_SECONDS
        for one in self.children.values():
            try:
                one.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.kill()


def serve(configuration: Configuration, *, bind: str, threads: int = 8) -> int:
    """Serve until told to end.

    Args:
        configuration: The site.
        bind: Address and port to listen on: ``127.0.0.1:8000``.
        threads: Requests answered at once.

    Returns:
        0 when told to end; 1 when a process of the site died.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "watchword.site.settings"
    os.environ["WATCHWORD_HOME"] = str(configuration.home)
    group = Group()

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        group.is_ending = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    web = ["-m", "gunicorn", "watchword.site.wsgi:application", "--bind", bind, "--threads"]
    group.start(
        "web server", [*web, str(threads), "--worker-class", "gthread", "--no-control-socket"]
    )
    group.start("worker", ["-m", "django", "db_worker", "--queue-name", "*", "--interval", "0.5"])
    group.start("sender", ["-m", "watchword.site.publishing", str(SEND_SECONDS)])
    group.start("clock", ["-m", "watchword.site.ticking", str(BEAT_SECONDS)])
    while not group.is_ending and not group.died():
        time.sleep(0.2)
    died = "" if group.is_ending else group.died()
    group.end()
    if died:
        sys.stderr.write(f"the {died} ended by itself; the site was stopped\n")
    return 1 if died else 0
