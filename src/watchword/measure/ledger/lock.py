"""One writer at a time; readers need no lock, for what they read never changes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchword.base.errors import LedgerError
from watchword.measure.ledger.state import LOCK

_PAUSE = 0.02


@contextmanager
def held(folder: Path, patience: float) -> Iterator[None]:
    """Hold the ledger's folder for writing; let go at the end, or when the process dies.

    Args:
        folder: Of the ledger; there.
        patience: Seconds to wait for another writer.

    Raises:
        LedgerError: Another process still writes after that time.
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(handle, folder, time.monotonic() + patience)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)  # lets go of the lock as well


def _take(handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < until:
                time.sleep(_PAUSE)
                continue
            holder = os.pread(handle, 20, 0).decode("ascii", "replace") or "unknown"
            raise LedgerError(
                f"another process ({holder}) is writing to the ledger {str(folder)!r}",
                hint="wait until it has ended and try again; reading goes on meanwhile",
                code="ledger-busy",
            ) from None
        return
