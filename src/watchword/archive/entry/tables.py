"""Tables of posts, read chunk by chunk into rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.entry.asked import Asked
from watchword.archive.entry.post_table import PostTable
from watchword.archive.entry.posts import Rows, Seen, damaged_id, posts_of
from watchword.archive.entry.snapshots import at_age, snapshots_of, with_sums
from watchword.archive.entry.taken import Taken, taken_of
from watchword.archive.entry.zoned import zone_for
from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek
from watchword.archive.files.workbook import LOST
from watchword.archive.readers.convert import to_present_text
from watchword.archive.readers.layout import Columns
from watchword.archive.readers.moments import DateColumn
from watchword.archive.readers.tables import dates_of, raw, read_columns
from watchword.archive.readers.values import NumberColumns
from watchword.measure.schema import TIME


@dataclass(slots=True)
class Gathered:
    """What has been read so far."""

    posts: list[pa.Table] = field(default_factory=list)
    snapshots: list[pa.Table] = field(default_factory=list)
    audience: list[pa.Table] = field(default_factory=list)
    taken: dict[Taken, None] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    rows: int = 0
    notes: Notes = field(default_factory=Notes)
    skipped: Notes = field(default_factory=Notes)


def read_table(
    table: PostTable, peek: Peek, asked: Asked, file: str, gathered: Gathered
) -> Iterator[None]:
    """Read one table of posts, chunk by chunk.

    Args:
        table: The table.
        peek: The file.
        asked: What the caller knows beside the file.
        file: SHA-256 of the file.
        gathered: Takes what is read.
    """
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
    table: PostTable, rows: Rows, usual: Taken, moments: DateColumn, gathered: Gathered
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
