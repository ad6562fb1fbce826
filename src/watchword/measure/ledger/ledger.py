"""The ledger itself: adding, undoing and reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from watchword.base.errors import LedgerError
from watchword.measure.ledger import read, since
from watchword.measure.ledger.early import require_after, with_known
from watchword.measure.ledger.prepare import given_posts, stored_tables, with_schema
from watchword.measure.ledger.record import Counts, Import, Source
from watchword.measure.ledger.settled import runs_of, settle
from watchword.measure.ledger.state import State, import_folder, read_state
from watchword.measure.ledger.stored import damage_of
from watchword.measure.ledger.write import commit, store, writing
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

PATIENCE = 60.0
"""Seconds that a writer waits for another one."""

MOST_RUNS = 64
"""Files of a kind that a reader opens at once; where there are more, ``settled`` was deleted."""


class Ledger:
    """Posts and their numbers, in one folder that can be copied.

    A ledger is one state of the folder: what is read from it stays the same while others
    write. Open it anew to see what they wrote; ``add``, ``undo`` and ``set`` do so themselves.

    Args:
        path: The folder.
        patience: Seconds to wait for another writer.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._state = read_state(path)

    @classmethod
    def open(cls, folder: Path) -> Ledger:
        """Open a ledger; one that is not there is empty, and made when something is added.

        Raises:
            LedgerError: The folder is no ledger, damaged, or of a newer version.
        """
        return cls(folder)

    @property
    def path(self) -> Path:
        """The folder."""
        return self._path

    @property
    def state(self) -> int:
        """Number of the state; every change of the ledger makes the next."""
        return self._state.number

    @property
    def settings(self) -> Mapping[str, Any]:
        """What the owner chose once: currency, zones, kept mappings."""
        return MappingProxyType(dict(self._state.settings))

    def set(self, name: str, value: Any) -> None:
        """Keep a setting; None forgets it."""
        with writing(self._path, self._patience) as state:
            settings = {**state.settings, name: value}
            if value is None:
                del settings[name]
            self._state = commit(self._path, replace(state, settings=settings))

    def imports(self) -> tuple[Import, ...]:
        """All imports, those undone as well, in order."""
        return tuple(one.made for one in self._state.imports)

    def add(
        self,
        posts: pa.Table,
        snapshots: pa.Table,
        audience: pa.Table | None = None,
        *,
        source: Source,
        when: datetime | None = None,
    ) -> Import:
        """Add what a file says; all of it counts, or nothing.

        Args:
            posts: POSTS, one row a post; null says nothing. A column ``cleared`` (lists of names)
                may name details that a person emptied, ``own.NAME`` for an own column. Every
                post that has numbers must be here or in the ledger.
            snapshots: SNAPSHOTS, one row a post, metric and moment; none from more than 24 hours
                before the post was published.
            audience: AUDIENCE, one row an account, metric and moment.
            source: Where it comes from.
            when: The moment of the import (UTC); now unless given.

        Returns:
            The import, with how many rows were new. The same file, read in the same way, is
            not added again.

        Raises:
            LedgerError: Rows that cannot be kept, or the folder cannot be used; nothing was
                added.
        """
        posts = given_posts(posts)
        snapshots = with_schema(snapshots, SNAPSHOTS, "numbers of posts")
        audience = AUDIENCE.empty_table() if audience is None else audience
        audience = with_schema(audience, AUDIENCE, "numbers of accounts")
        with writing(self._path, self._patience) as state:
            self._state = state
            rows = (posts.num_rows, snapshots.num_rows, audience.num_rows)
            if same := _same(state, source):
                return _repeated(same, rows)
            settle(self._path, state)
            known = read.known_posts(self._runs, pa.compute.unique(snapshots.column("post")))
            whole = with_known(posts, snapshots, known)
            require_after(whole, snapshots, known)
            self._state = store(
                self._path,
                state,
                self._runs(),
                stored_tables(whole, snapshots, audience),
                source,
                when or datetime.now(UTC),
            )
            settle(self._path, self._state)
        return self._state.imports[-1].made

    def undo(self, number: int, *, when: datetime | None = None) -> Import:
        """Undo an import: the ledger is as if it had never been made.

        Its files stay in the folder and count for nothing.

        Raises:
            LedgerError: There is no such import, or it is undone already.
        """
        with writing(self._path, self._patience) as state:
            self._state = state
            found = next((one for one in state.imports if one.made.number == number), None)
            if found is None or found.made.undone:
                numbers = ", ".join(str(one.made.number) for one in state.in_force[-12:])
                raise LedgerError(
                    f"import {number} is undone already" if found else f"no import {number}",
                    hint=f"imports that can be undone: {numbers or 'none'}",
                    code="ledger-import",
                )
            undone = replace(found, made=replace(found.made, undone=when or datetime.now(UTC)))
            imports = tuple(undone if one is found else one for one in state.imports)
            self._state = commit(self._path, replace(state, imports=imports))
            settle(self._path, self._state)
        return undone.made

    def posts(self, columns: Sequence[str] | None = None) -> pa.Table:
        """POSTS, sorted by channel, account, when they were published, and number.

        Args:
            columns: The columns wanted; all by default.
        """
        return read.posts(self._folders, POSTS.names if columns is None else columns)

    def snapshots(
        self,
        metrics: Sequence[str] | None = None,
        posts: pa.Array | None = None,
        columns: Sequence[str] | None = None,
    ) -> pa.Table:
        """SNAPSHOTS in one table: see ``snapshot_batches``."""
        schema = pa.schema([SNAPSHOTS.field(name) for name in columns or SNAPSHOTS.names])
        batches = self.snapshot_batches(metrics, posts, columns)
        return pa.Table.from_batches(batches, schema).unify_dictionaries()

    def snapshot_batches(
        self,
        metrics: Sequence[str] | None = None,
        posts: pa.Array | None = None,
        columns: Sequence[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:
        """SNAPSHOTS as they are now, corrections applied, in bounded memory.

        The posts of one account come together, and all rows of a post one after the other,
        sorted by metric and moment. Dictionaries may differ from batch to batch.

        Args:
            metrics: Metrics wanted; all by default.
            posts: Numbers of the posts wanted; all by default.
            columns: Columns wanted; all by default. Fewer are read faster.
        """
        return read.snapshots(self._folders, columns or SNAPSHOTS.names, metrics, posts)

    def audience(self) -> pa.Table:
        """AUDIENCE, sorted by channel, account, metric and moment."""
        return read.audience(self._folders)

    def history(self, post: int, metric: str) -> pa.Table:
        """All that imports in force ever said of a number, corrections after what they correct.

        Returns:
            SNAPSHOTS and ``import`` (its number), sorted by moment and import.
        """
        numbers = [one.made.number for one in self._state.in_force]
        folders = {number: import_folder(self._path, number) for number in numbers}
        return read.history(self._folders, folders, post, metric)

    @property
    def marks(self) -> tuple[str, ...]:
        """Of each import in force, in order: the same marks, the same posts and numbers."""
        return tuple(since.mark_of(one) for one in self._state.in_force)

    def said_by(self, marks: Sequence[str], metrics: Sequence[str]) -> pa.Table | None:
        """Numbers that some imports state, those undone too: see ``since.said_by``."""
        return since.said_by(self._path, self._state, marks, metrics)

    def damages(self) -> Mapping[int, str]:
        """Imports in force whose files are not as they were written, with what is wrong."""
        found = {
            one.made.number: damage_of(import_folder(self._path, one.made.number), one.digests)
            for one in self._state.in_force
        }
        return {number: why for number, why in found.items() if why}

    def _runs(self) -> list[Path]:
        return [run.folder for run in runs_of(self._path, self._state)]

    def _folders(self) -> list[Path]:
        """The folders to read, settled first where they are too many to open at once."""
        found = self._runs()
        if len(found) > MOST_RUNS:
            with writing(self._path, self._patience):
                settle(self._path, self._state)
            found = self._runs()
        return found


def _same(state: State, source: Source) -> Import | None:
    """The import in force of the same file, read in the same way."""
    told = (source.sha256, source.match)
    made = (one.made for one in state.in_force if source.sha256)
    return next((one for one in made if (one.source.sha256, one.source.match) == told), None)


def _repeated(same: Import, rows: tuple[int, int, int]) -> Import:
    posts, snapshots, audience = (Counts(unchanged=count) for count in rows)
    return replace(same, posts=posts, snapshots=snapshots, audience=audience, is_repeat=True)
