"""A file to posts, their numbers and numbers of accounts: the one door to the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from watchword.archive.entry.agree import agreed_audience, agreed_numbers, agreed_posts
from watchword.archive.entry.asked import Asked
from watchword.archive.entry.daily import series_numbers
from watchword.archive.entry.match import Match, match_file
from watchword.archive.entry.posts import Seen
from watchword.archive.entry.rows import row_numbers
from watchword.archive.entry.tables import Gathered, read_table
from watchword.archive.entry.taken import Taken
from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek, peek_at
from watchword.base.errors import InputError
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

Progress = Callable[[int], None]
"""Called now and then with the number of rows read so far."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a file gives to a ledger.

    Attributes:
        path: The file.
        sha256: Of its bytes, hexadecimal.
        match: What was recognised.
        taken: When its numbers were taken; tables whose rows say it have none.
        posts: With the columns of POSTS, one row a post.
        snapshots: With the columns of SNAPSHOTS, one row a post, metric and moment.
        audience: With the columns of AUDIENCE.
        asked: What the caller knew beside the file.
        local: Formats whose times have no zone and were read with the caller's.
        rows: How many rows were read.
        notes: What was noticed.
        skipped: What was left out, with line and reason.
        conflicts: Where the file contradicts itself, with line.
    """

    path: Path
    sha256: str
    match: Match
    taken: tuple[Taken, ...]
    posts: pa.Table
    snapshots: pa.Table
    audience: pa.Table
    asked: Asked
    local: tuple[str, ...]
    rows: int
    notes: Notes
    skipped: Notes
    conflicts: Notes

    @property
    def reading(self) -> str:
        """How the file was read, so that the same bytes read in the same way are known again.

        The file's name and time of change are no part of it: a copy is the same file.
        """
        said = {
            "account": self.asked.account,
            "channel": self.asked.channel,
            "taken": self.asked.taken.isoformat() if self.asked.taken else "",
            "missing": ", ".join(map(str, self.asked.missing)),
            "zone": ", ".join(sorted({str(self.asked.zone_of(one)) for one in self.local})),
        }
        lines = [f"{name}: {value}" for name, value in said.items() if value]
        described = [line.replace(self.path.name, "file") for line in self._described()]
        return "\n".join([*described, *lines])

    def _described(self) -> Iterator[str]:
        for lines, tables in self.match.describe().items():
            yield from (*tables, *lines)


def read_entry(source: Path | Peek, asked: Asked, progress: Progress | None = None) -> Entry:
    """Read a file for a ledger; nothing is added yet.

    Args:
        source: An export, or a table of posts with numbers; or a first look at it.
        asked: What the caller knows beside the file.
        progress: Told how many rows have been read, now and then.

    Raises:
        InputError: The file cannot be read or is not known, an id in it was damaged by a
            spreadsheet, or it does not say the account, the network or the zone of its times
            and the caller did not either.
    """
    peek = source if isinstance(source, Peek) else peek_at(source)
    path = peek.path
    match = match_file(peek, asked.columns)
    gathered = Gathered()
    sha256 = digest_of(path)
    is_one = len(match.posts) + len(match.series) == 1
    for table in match.posts:
        gathered.notes.where = gathered.skipped.where = "" if is_one else table.matched.table.name
        for _ in read_table(table, peek, asked, sha256, gathered):
            if progress:
                progress(gathered.rows)
    if match.rows is not None:
        posts, numbers, taken = row_numbers(
            match.rows, peek, asked, sha256, gathered.seen, gathered.notes, gathered.skipped
        )
        gathered.posts.append(posts)
        gathered.snapshots.append(numbers)
        gathered.taken[taken] = None
        gathered.rows += posts.num_rows
    _one_account(asked, gathered.seen, path)
    for series in match.series:
        gathered.notes.where = "" if is_one else series.table.name
        audience, taken_then, rows = series_numbers(
            series, peek, asked, sha256, gathered.seen, gathered.notes
        )
        gathered.audience.append(audience)
        gathered.rows += rows
        if taken_then:
            gathered.taken[taken_then] = None
    gathered.seen.wants.require(path.name)
    if not gathered.rows:
        gathered.notes.once("the file holds no posts and no numbers")
    return _entry(path, sha256, match, asked, gathered)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry(path: Path, sha256: str, match: Match, asked: Asked, gathered: Gathered) -> Entry:
    conflicts = Notes()
    row = pa.field("row", pa.int64())
    posts = pa.concat_tables([POSTS.append(row).empty_table(), *gathered.posts])
    accounts = pa.concat_tables([AUDIENCE.append(row).empty_table(), *gathered.audience])
    numbers = pa.concat_tables([SNAPSHOTS.append(row).empty_table(), *gathered.snapshots])
    return Entry(
        path=path,
        sha256=sha256,
        match=match,
        taken=tuple(gathered.taken),
        posts=agreed_posts(posts, conflicts),
        snapshots=agreed_numbers(numbers, conflicts, gathered.notes),
        audience=agreed_audience(accounts, conflicts),
        asked=asked,
        local=tuple(sorted(gathered.seen.local)),
        rows=gathered.rows,
        notes=gathered.notes,
        skipped=gathered.skipped,
        conflicts=conflicts,
    )


def _one_account(asked: Asked, seen: Seen, path: Path) -> None:
    """Refuse to give several accounts of a network one name."""
    networks = [channel for channel, _ in seen.accounts]
    if asked.account and len(set(networks)) < len(networks):
        named = ", ".join(sorted(account for _, account in seen.accounts)[:5])
        raise InputError(
            f"{path.name} holds posts of several accounts: {named}",
            hint="leave --account out: the file names them",
        )
