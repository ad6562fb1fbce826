"""The folder of a ledger: where its files are, and the two moments at which it changes.

::

    ledger.json                        which imports count: replaced as a whole, never edited
    ledger.lock                        held by the one who writes
    files/SHA256.csv                   the files that were imported, as they came
    imports/0007/x-northbank-1f2e3d4c/ posts.parquet, snapshots.parquet, audience.parquet
    settled/                           the fold of the imports, account by account; can be
                                       deleted at any time and is made anew

An import is written beside its place, moved there whole, and counts from the moment on that
``ledger.json`` names it. So a death at any moment leaves the ledger as it was before or as
it is after.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import orjson

from watchword.base.errors import LedgerError
from watchword.base.output import atomic
from watchword.measure.ledger.records import FORMAT, Account, State, as_json, from_json

STATE = "ledger.json"
TABLES = ("posts", "snapshots", "audience")
PATIENCE = 60.0
"""Seconds that a writer waits for another one."""


class Folder:
    """Paths of a ledger, and reading and writing of its state.

    Args:
        path: The folder; it need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = path / "files"
        self.imports = path / "imports"
        self.settled = path / "settled"

    def read(self) -> State:
        """The state; an empty one when the folder is not there or empty.

        Raises:
            LedgerError: The folder is no ledger, its state is damaged, or it is of a newer
                version.
        """
        try:
            raw = (self.path / STATE).read_bytes()
        except FileNotFoundError:
            self._require_empty()
            return State()
        except NotADirectoryError:
            raise LedgerError(
                f"{str(self.path)!r} is a file, not the folder of a ledger",
                hint="name a folder, or one that is to be made",
                code="ledger-folder",
            ) from None
        try:
            record = orjson.loads(raw)
            version = int(record["format"])
            if version <= FORMAT:
                return from_json(record)
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise LedgerError(
                f"{str(self.path / STATE)!r} is damaged: {error}",
                hint="restore this one file from a backup; the imports beside it are whole",
                code="ledger-damaged",
            ) from None
        raise LedgerError(
            f"the ledger {str(self.path)!r} is of version {version}, and this Watchword knows "
            f"version {FORMAT}",
            hint="use the newer Watchword that made it",
            code="ledger-newer",
        )

    def _require_empty(self) -> None:
        known = {"ledger.lock", "files", "imports", "settled"}
        if self.path.is_dir():
            others = sorted(one.name for one in self.path.iterdir() if one.name not in known)
            if others:
                raise LedgerError(
                    f"{str(self.path)!r} is no ledger: it has no {STATE} and holds {others[0]!r}",
                    hint="name the folder of a ledger, an empty folder, or one to be made",
                    code="ledger-folder",
                )

    def write(self, state: State) -> None:
        """Make a state the one that counts."""
        with atomic(self.path / STATE) as file:
            file.write(json.dumps(as_json(state), indent=1, ensure_ascii=False).encode())
        sync(self.path)

    @contextmanager
    def writing(self) -> Iterator[State]:
        """Hold the ledger against other writers; gives the state that counts now.

        Raises:
            LedgerError: Another process has been writing for a minute, or as ``read``.
        """
        self.read()  # a folder that is no ledger is left alone
        for one in (self.path, self.files, self.imports, self.settled):
            one.mkdir(parents=True, exist_ok=True)
        with (self.path / "ledger.lock").open("a") as lock:
            _wait_for(lock.fileno(), self.path)
            state = self.read()
            self._tidy(state)
            yield state

    def _tidy(self, state: State) -> None:
        """Take away what writers left that died before their import counted."""
        known = {self.of(one.number).name for one in state.imports}
        for left in self.imports.iterdir():
            if left.name not in known:
                shutil.rmtree(left)
        for left in (*self.path.glob(f".{STATE}.*"), *self.files.glob(".*")):
            left.unlink(missing_ok=True)

    def of(self, number: int) -> Path:
        """The folder of an import."""
        return self.imports / f"{number:04}"

    def table(self, number: int, account: Account, name: str) -> Path:
        """The file of one table of one account in an import."""
        return self.of(number) / account_name(account) / f"{name}.parquet"


def account_name(account: Account) -> str:
    """The name of an account's folder: readable, and different for different accounts."""
    digest = blake2b("\x1f".join(account).encode(), digest_size=6).hexdigest()
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in account[1])
    return f"{account[0]}-{plain[:40]}-{digest}"


def sync(path: Path) -> None:
    """Make sure that what was done in a folder outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _wait_for(lock: int, path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise LedgerError(
                    f"another process is writing to the ledger {str(path)!r}",
                    hint="wait until it is done, and try again",
                    code="ledger-busy",
                ) from None
            time.sleep(0.05)
        else:
            return
