"""A file to posts, their numbers and numbers of accounts: the one door to the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.entry.agree import agreed_audience, agreed_numbers, agreed_posts
from watchword.archive.entry.asked import Asked
from watchword.archive.entry.daily import series_numbers
from watchword.archive.entry.match import Match, PostTable, match_file
from watchword.archive.entry.posts import Rows, Seen, damaged_id, posts_of
from watchword.archive.entry.rows import row_numbers
from watchword.archive.entry.snapshots import at_age, snapshots_of, with_sums
from watchword.archive.entry.taken import Taken, taken_of
from watchword.archive.entry.zoned import zone_for
from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek, peek_at
from watchword.archive.files.workbook import LOST
from watchword.archive.readers.convert import to_present_text
from watchword.archive.readers.layout import Columns
from watchword.archive.readers.moments import DateColumn
from watchword.archive.readers.tables import dates_of, raw, read_columns
from watchword.archive.readers.values import NumberColumns
from watchword.base.errors import InputError
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS, TIME

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


@dataclass(slots=True)
class _Gathered:
    """What has been read so far."""

    posts: list[pa.Table] = field(default_factory=list)
    snapshots: list[pa.Table] = field(default_factory=list)
    audience: list[pa.Table] = field(default_factory=list)
    taken: dict[Taken, None] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    rows: int = 0
    notes: Notes = field(default_factory=Notes)
    skipped: Notes = field(default_factory=Notes)


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
    gathered = _Gathered()
    sha256 = digest_of(path)
    is_one = len(match.posts) + len(match.series) == 1
    for table in match.posts:
        gathered.notes.where = gathered.skipped.where = "" if is_one else table.matched.table.name
        for _ in _read_posts(table, peek, asked, sha256, gathered):
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


def _entry(path: Path, sha256: str, match: Match, asked: Asked, gathered: _Gathered) -> Entry:
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


def _read_posts(
    table: PostTable, peek: Peek, asked: Asked, file: str, gathered: _Gathered
) -> Iterator[None]:
    """Read one table of posts, chunk by chunk."""
    zone = zone_for(table, asked)
    notes, skipped = gathered.notes, gathered.skipped
    above = table.matched.table.first_rows[: max(table.matched.header, 0)]
    usual = taken_of(peek, table.matched.table.name, above, given=asked.taken, zone=zone)
    dates = dates_of(table.matched, zone=zone, latest=usual.moment)
    moments = dates_of(table.matched, zone=zone, latest=usual.moment)
    numbers = NumberColumns(
        table.figures,
        decimal="," if table.matched.table.is_european else ".",
        rates=table.layout_figures.rates,
        scales=table.layout_figures.scales,
        missing=(*table.layout_figures.missing, *asked.missing),
    )
    chunks = read_columns(
        table.matched, dates, notes, asked.batch_rows, sorted(table.places), skipped
    )
    for columns in chunks:
        _join_time(table, columns, dates, notes)
        rows = _rows(table, columns, dates)
        _refuse_lost(columns, table, notes)
        posts = posts_of(rows, asked, gathered.seen, notes, skipped)
        kept = pa.array(_is_kept(columns["row"], posts))
        values = with_sums(
            numbers.read(
                {one.place: columns[raw(one.place)] for one in table.figures}, columns["row"], notes
            ),
            table.layout_figures.sums,
        )
        taken = _taken(table, rows, usual, moments, gathered)
        gathered.seen.want_zone(table.format, dates.unzoned or moments.unzoned, zone)
        gathered.seen.wants.require(peek.path.name)
        kept_values = [(one, column.filter(kept)) for one, column in values]
        gathered.snapshots.append(
            snapshots_of(posts, kept_values, taken.filter(kept), file, notes, skipped)
        )
        gathered.posts.append(posts)
        gathered.rows += len(columns["row"])
        yield


def _join_time(table: PostTable, columns: Columns, dates: DateColumn, notes: Notes) -> None:
    """Read day and time of publication together, where they stand in two columns."""
    if "published_time" in table.more and "published" in table.matched.places:
        day, time = (
            to_present_text(columns[raw(place)])
            for place in (table.matched.places["published"], table.more["published_time"])
        )
        written = pc.binary_join_element_wise(day, time, " ")
        columns["published"] = dates.read(written, columns["row"], notes)


def _is_kept(rows: pa.Array, posts: pa.Table) -> list[bool]:
    kept = set(posts.column("row").to_pylist())
    return [row in kept for row in rows.to_pylist()]


def _rows(table: PostTable, columns: Columns, dates: DateColumn) -> Rows:
    return Rows(
        facts=columns,
        more={name: columns[raw(place)] for name, place in table.more.items()},
        own={name: columns[raw(place)] for name, place in table.own.items()},
        names_account=table.layout_figures.names_account,
        id_header=table.name_of_id,
        is_day_only=dates.is_day_only,
        has_years=dates.has_years,
        has_text=bool(table.matched.texts),
    )


def _refuse_lost(columns: Columns, table: PostTable, notes: Notes) -> None:
    """Refuse ids that a workbook holds as rounded numbers."""
    if not notes.count(LOST) or "id" not in columns:
        return
    lines = {note.line: note.message for note in notes.kept if LOST in note.message}
    ids = dict(zip(columns["row"].to_pylist(), columns["id"].to_pylist(), strict=True))
    for line, message in lines.items():
        shown = message.partition(":")[0]
        if ids.get(line) == shown:
            raise damaged_id(shown, line, table.name_of_id)


def _taken(
    table: PostTable, rows: Rows, usual: Taken, moments: DateColumn, gathered: _Gathered
) -> pa.Array:
    """When the numbers of each row were taken."""
    count = len(rows.facts["row"])
    if "taken" in rows.more:
        return moments.read(rows.more["taken"], rows.facts["row"], gathered.notes).cast(
            TIME, safe=False
        )
    if "day" in rows.more:  # of one day: known when it has ended
        days = moments.read(rows.more["day"], rows.facts["row"], gathered.notes)
        return pc.add(days.cast(TIME, safe=False), pa.scalar(86_400_000, pa.duration("ms")))
    if "age" in rows.more and "published" in rows.facts:
        published = rows.facts["published"].cast(TIME, safe=False)
        return at_age(published, rows.more["age"], table.matched.names[table.more["age"]])
    gathered.taken[usual] = None
    return pa.repeat(pa.scalar(usual.moment, TIME), count)
