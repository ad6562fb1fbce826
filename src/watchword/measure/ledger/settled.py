"""The settled state: the fold of each account, kept until an import changes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa
import pyarrow.parquet as pq

from watchword.base.errors import LedgerError
from watchword.measure.ledger.fold import (
    Told,
    connect,
    folded_audience,
    folded_posts,
    folded_snapshots,
)
from watchword.measure.ledger.folder import TABLES, Folder, account_name
from watchword.measure.ledger.records import Account, State

ROWS = 131_072
"""Rows of a row group: what is in memory at a time while numbers are read."""

FOLDS: dict[str, Callable[..., pa.Table]] = {
    "posts": folded_posts,
    "snapshots": folded_snapshots,
    "audience": folded_audience,
}


class Settled:
    """The settled tables of a ledger in one state.

    Args:
        folder: The ledger's folder.
        state: The state.
    """

    def __init__(self, folder: Folder, state: State) -> None:
        self._folder = folder
        self._told: dict[Account, list[int]] = {}
        for one in state.in_force:
            for account in one.accounts:
                self._told.setdefault(account, []).append(one.number)

    @property
    def accounts(self) -> list[Account]:
        """All accounts of which anything is said, in order."""
        return sorted(self._told)

    def read(self, account: Account, name: str, columns: list[str] | None = None) -> pa.Table:
        """One table of one account."""
        with self._open(account, name) as file:
            return file.read(columns=columns, use_threads=False)

    def batches(self, account: Account, name: str) -> Iterator[pa.RecordBatch]:
        """One table of one account, a row group at a time."""
        with self._open(account, name) as file:
            yield from file.iter_batches(batch_size=ROWS, use_threads=False)

    def _open(self, account: Account, name: str) -> pq.ParquetFile:
        path = self._place(account) / f"{name}.parquet"
        for _ in range(3):  # another process may take it away as out of date
            with suppress(FileNotFoundError):
                return pq.ParquetFile(path)
            self._fold(account)
        raise LedgerError(
            f"{str(path)!r} disappears as often as it is made",
            hint="is another Watchword at work on a copy of this ledger?",
            code="ledger-busy",
        )

    def _place(self, account: Account) -> Path:
        key = blake2b(repr(self._told.get(account, [])).encode(), digest_size=8).hexdigest()
        return self._folder.settled / account_name(account) / key

    def _fold(self, account: Account) -> None:
        """Make the tables of an account, whole or not at all; take the old ones away."""
        place = self._place(account)
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".", dir=place.parent))
        try:
            with connect(made) as connection:
                for name in TABLES:
                    table = FOLDS[name](connection, self._tables(account, name))
                    write_table(table, made / f"{name}.parquet")
            with suppress(OSError):  # another process was quicker
                made.rename(place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        for old in place.parent.iterdir():
            if old.name != place.name and not old.name.startswith("."):
                shutil.rmtree(old, ignore_errors=True)

    def _tables(self, account: Account, name: str) -> Told:
        found = []
        for number in self._told.get(account, []):
            if not self._folder.of(number).is_dir():
                raise LedgerError(
                    f"the ledger {str(self._folder.path)!r} lacks its import {number}",
                    hint=f"restore the folder {str(self._folder.of(number))!r} from a backup, "
                    f"or undo import {number}",
                    code="ledger-incomplete",
                )
            path = self._folder.table(number, account, name)
            if path.exists():
                found.append((number, path))
        return found


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table to the disk, through to the device."""
    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd", row_group_size=ROWS)
        file.flush()
        os.fsync(file.fileno())
