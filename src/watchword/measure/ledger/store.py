"""The ledger itself: adding, undoing and reading."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from watchword.base.errors import LedgerError
from watchword.measure.ledger.check import require_sound, without_clash
from watchword.measure.ledger.compare import count_numbers, count_posts
from watchword.measure.ledger.fold import CLEARED
from watchword.measure.ledger.folder import Folder, account_name, sync
from watchword.measure.ledger.records import Account, Counts, Import, Source, State
from watchword.measure.ledger.settled import Settled, write_table
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

_ACCOUNT = ("channel", "account")
_POST_ORDER = [(name, "ascending") for name in ("channel", "account", "published", "post")]


class Ledger:
    """Posts and their numbers, in one folder that can be copied.

    A ledger is one state of the folder: what is read from it stays the same while others
    write. Open it anew to see what they wrote; ``add`` and ``undo`` do so themselves.

    Args:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._state = self._folder.read()

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
        return self._folder.path

    @property
    def settings(self) -> Mapping[str, Any]:
        """What the owner chose once: currency, zones, kept mappings."""
        return MappingProxyType(dict(self._state.settings))

    def set(self, name: str, value: Any) -> None:
        """Keep a setting; None forgets it."""
        with self._folder.writing() as state:
            settings = {**state.settings, name: value}
            if value is None:
                del settings[name]
            self._state = replace(state, settings=settings)
            self._folder.write(self._state)

    def imports(self) -> tuple[Import, ...]:
        """All imports, those undone as well, in order."""
        return self._state.imports

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
            posts: POSTS, one row a post; a column ``cleared`` may name details that a person
                emptied. Every post that has numbers must be here or in the ledger.
            snapshots: SNAPSHOTS, one row a post, metric and moment.
            audience: AUDIENCE, one row an account, metric and moment.
            source: Where it comes from.
            when: The moment of the import (UTC); now unless given.

        Returns:
            The import, with how many rows were new. The same file, read in the same way, is
            not added again.

        Raises:
            LedgerError: Rows that cannot be kept, or the folder cannot be used.
        """
        audience = AUDIENCE.empty_table() if audience is None else audience
        posts = _with_schema(posts)
        with self._folder.writing() as state:
            self._state = state
            if source.sha256 and (known := _same(state, source)):
                rows = (len(posts), len(snapshots), len(audience))
                unchanged = [Counts(unchanged=count) for count in rows]
                return replace(
                    known,
                    posts=unchanged[0],
                    snapshots=unchanged[1],
                    audience=unchanged[2],
                    is_repeat=True,
                )
            made = self._import(posts, snapshots, audience, source, when or datetime.now(UTC))
            self._state = state.with_import(made)
            self._folder.write(self._state)
        return made

    def undo(self, number: int, *, when: datetime | None = None) -> Import:
        """Undo an import: the ledger is as if it had never been made.

        Its files stay in the folder and count for nothing.

        Raises:
            LedgerError: There is no such import, or it is undone already.
        """
        with self._folder.writing() as state:
            self._state = state
            found = next((one for one in state.imports if one.number == number), None)
            if found is None or found.undone:
                numbers = ", ".join(str(one.number) for one in state.in_force[-12:])
                raise LedgerError(
                    f"import {number} is undone already" if found else f"no import {number}",
                    hint=f"imports that can be undone: {numbers or 'none'}",
                    code="ledger-import",
                )
            undone = replace(found, undone=when or datetime.now(UTC))
            kept = tuple(undone if one is found else one for one in state.imports)
            self._state = replace(state, imports=kept)
            self._folder.write(self._state)
        return undone

    def posts(self) -> pa.Table:
        """POSTS, sorted by channel, account, when they were published, and number."""
        settled = self._settled
        tables = [settled.read(one, "posts") for one in settled.accounts]
        return pa.concat_tables([POSTS.empty_table(), *tables]).sort_by(_POST_ORDER)

    def snapshots(
        self, metrics: Sequence[str] | None = None, posts: pa.Array | None = None
    ) -> pa.Table:
        """SNAPSHOTS as a table: see ``snapshot_batches``."""
        found = list(self.snapshot_batches(metrics, posts))
        return pa.Table.from_batches(found, SNAPSHOTS).unify_dictionaries()

    def snapshot_batches(
        self, metrics: Sequence[str] | None = None, posts: pa.Array | None = None
    ) -> Iterator[pa.RecordBatch]:
        """SNAPSHOTS, account by account, sorted by post, metric and when they were taken.

        Args:
            metrics: Only these.
            posts: Only these posts, by number.
        """
        settled = self._settled
        for account in settled.accounts:
            for batch in settled.batches(account, "snapshots"):
                part = batch
                if metrics is not None:
                    wanted = pa.array(metrics, pa.string())
                    part = part.filter(pc.is_in(part.column("metric").cast(pa.string()), wanted))
                if posts is not None:
                    part = part.filter(pc.is_in(part.column("post"), posts))
                if part.num_rows:
                    yield part.cast(SNAPSHOTS)

    def audience(self) -> pa.Table:
        """AUDIENCE, sorted by channel, account, metric and moment."""
        settled = self._settled
        tables = [settled.read(one, "audience") for one in settled.accounts]
        return pa.concat_tables([AUDIENCE.empty_table(), *tables]).unify_dictionaries()

    def history(self, post: int, metric: str) -> pa.Table:
        """Everything that imports in force ever said of a number of a post, in their order:
        SNAPSHOTS with a first column ``import``.
        """
        found = []
        for one in self._state.in_force:
            for account in one.accounts:
                path = self._folder.table(one.number, account, "snapshots")
                if path.exists():
                    table = pa.parquet.read_table(path, filters=[("post", "=", post)])
                    table = table.filter(pc.equal(table.column("metric").cast(pa.string()), metric))
                    numbers = pa.array([one.number] * len(table), pa.int32())
                    found.append(table.cast(SNAPSHOTS).add_column(0, "import", numbers))
        schema = pa.schema([pa.field("import", pa.int32()), *SNAPSHOTS])
        return pa.concat_tables([schema.empty_table(), *(one.cast(schema) for one in found)])

    @property
    def _settled(self) -> Settled:
        return Settled(self._folder, self._state)

    def _import(
        self,
        posts: pa.Table,
        snapshots: pa.Table,
        audience: pa.Table,
        source: Source,
        when: datetime,
    ) -> Import:
        known = self.posts()
        require_sound(posts, snapshots, audience, known)
        without_clash(posts, known)
        number = self._state.last + 1
        place = self._folder.of(number)
        beside = place.with_name(f".{place.name}")
        parts = _by_account(posts, snapshots, audience, known)
        for account, tables in parts.items():
            folder = beside / account_name(account)
            folder.mkdir(parents=True)
            for name, table in tables.items():
                if len(table):
                    write_table(table, folder / f"{name}.parquet")
            sync(folder)
        self._keep(source)
        counts = self._counts(parts, known)
        if parts:
            sync(beside)
            beside.rename(place)
            sync(self._folder.imports)
        return Import(
            number=number,
            when=when,
            source=replace(source, original=None),
            accounts=tuple(sorted(parts)),
            posts=counts[0],
            snapshots=counts[1],
            audience=counts[2],
        )

    def _counts(
        self, parts: Mapping[Account, Mapping[str, pa.Table]], known: pa.Table
    ) -> tuple[Counts, Counts, Counts]:
        settled = self._settled
        posts, snapshots, audience = Counts(), Counts(), Counts()
        for account, tables in parts.items():
            is_there = account in settled.accounts
            posts += count_posts(tables["posts"], known)
            for name in ("snapshots", "audience"):
                before = settled.read(account, name) if is_there else tables[name].slice(0, 0)
                counted = count_numbers(tables[name], before)
                if name == "snapshots":
                    snapshots += counted
                else:
                    audience += counted
        return posts, snapshots, audience

    def _keep(self, source: Source) -> None:
        """Keep the file itself: it is the evidence behind the numbers."""
        if source.original is None:
            return
        kept = self._folder.files / f"{source.sha256}{source.original.suffix.lower()}"
        if kept.exists():
            return
        beside = kept.with_name(f".{kept.name}")
        shutil.copyfile(source.original, beside)
        with beside.open("rb") as file:
            if source.sha256 != hashlib.file_digest(file, "sha256").hexdigest():
                raise LedgerError(
                    f"{source.name!r} changed while it was read",
                    hint="import it again once it is written",
                    code="ledger-file",
                )
            os.fsync(file.fileno())
        beside.rename(kept)


def _same(state: State, source: Source) -> Import | None:
    return next(
        (
            one
            for one in state.in_force
            if (one.source.sha256, one.source.match) == (source.sha256, source.match)
        ),
        None,
    )


def _with_schema(posts: pa.Table) -> pa.Table:
    cleared = pa.field(CLEARED, pa.list_(pa.string()))
    if CLEARED not in posts.schema.names:
        posts = posts.append_column(cleared, pa.nulls(len(posts), cleared.type))
    return posts.select([*POSTS.names, CLEARED]).cast(pa.schema([*POSTS, cleared]))


def _by_account(
    posts: pa.Table, snapshots: pa.Table, audience: pa.Table, known: pa.Table
) -> dict[Account, dict[str, pa.Table]]:
    """The rows of each account; a number of a post belongs to the post's account."""
    owners = pa.concat_tables([one.select(["post", *_ACCOUNT]) for one in (posts, known)])
    pairs = sorted(
        {
            (row["channel"], row["account"])
            for table in (posts.select(_ACCOUNT), audience.select(_ACCOUNT), known.select(_ACCOUNT))
            for row in table.group_by(list(_ACCOUNT)).aggregate([]).to_pylist()
        }
    )
    found = {}
    for account in pairs:
        own = owners.filter(_is_of(owners, account)).column("post")
        tables = {
            "posts": posts.filter(_is_of(posts, account)),
            "snapshots": snapshots.filter(pc.is_in(snapshots.column("post"), own)),
            "audience": audience.filter(_is_of(audience, account)),
        }
        if any(map(len, tables.values())):
            found[account] = tables
    return found


def _is_of(table: pa.Table, account: Account) -> pa.Array:
    return pc.and_(
        pc.equal(table.column("channel"), account[0]), pc.equal(table.column("account"), account[1])
    )
