"""Columns of numbers as rows of the ledger: one a post or account, metric and moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.notes import Notes
from watchword.archive.readers.convert import to_text
from watchword.archive.readers.figures import Figure
from watchword.archive.readers.headers import whole
from watchword.archive.readers.numbers import is_none, read_number
from watchword.measure.metrics import definitions
from watchword.measure.schema import AUDIENCE, SNAPSHOTS, TIME

BEFORE = "its numbers were taken before it was published; they were left out"
NO_MOMENT = "does not say when its numbers were taken; they were left out"
NEGATIVE = "counts below zero were kept as they are: the network takes back what it counted"
_AGES = {
    **dict.fromkeys(("second", "seconds", "sec", "s"), 1),
    **dict.fromkeys(("minute", "minutes", "min", "m"), 60),
    **dict.fromkeys(("hour", "hours", "h"), 3600),
    **dict.fromkeys(("day", "days", "d"), 86400),
}

_FIRST = pa.scalar(0, pa.int32())

Values = Sequence[tuple[Figure, pa.Array]]


def with_sums(values: Values, sums: Mapping[str, Sequence[str]]) -> Values:
    """Add metrics that are sums of others, where the table gives only their parts.

    A sum of which a part is missing is missing.
    """
    known = {one.metric: (one, column) for one, column in values}
    added: list[tuple[Figure, pa.Array]] = []
    for metric, names in sums.items():
        parts = [known[name] for name in names if name in known]
        if metric in known or not parts:
            continue
        total = parts[0][1]
        for _, column in parts[1:]:
            total = pc.add(total, column)
        written = " + ".join(one.name for one, _ in parts)
        added.append((Figure(metric=metric, place=-1, name=written), total))
    return [*values, *added]


def at_age(published: pa.Array, ages: pa.Array, header: str) -> pa.Array:
    """Moments of numbers whose table says how old the post was.

    Args:
        published: When the posts were published.
        ages: Ages as text, in the unit that the header names, else in seconds.
        header: As the file has it.
    """
    unit = next((_AGES[word] for word in whole(header).split() if word in _AGES), 1)
    read = [
        None if cell is None or is_none(cell) else read_number(cell)
        for cell in to_text(ages).to_pylist()
    ]
    seconds = [None if one is None else round(one.value * unit) for one in read]
    later = pa.array(seconds, pa.int64())
    start = published.cast(pa.int64())
    return pc.add(start, pc.multiply(later, 1000)).cast(TIME)


def snapshots_of(
    posts: pa.Table, values: Values, taken: pa.Array, file: str, notes: Notes, skipped: Notes
) -> pa.Table:
    """Numbers with the columns of SNAPSHOTS, and ``row``.

    Args:
        posts: As ``posts_of`` gives them.
        values: Columns of numbers, one value a post.
        taken: When each row's numbers were taken.
        file: SHA-256 of the file.
        notes: Where remarks go.
        skipped: Where numbers that were left out go, with the reason.
    """
    is_good = _in_time(posts, taken, skipped)
    days = pc.coalesce(posts.column("published").combine_chunks(), taken)
    parts = []
    for one, column in values:
        keep = pc.and_(is_good, pc.is_valid(column))
        _note_negative(one, column, notes)
        parts.append(
            pa.table(
                {
                    "post": posts.column("post"),
                    "metric": _same(one.metric, len(column)),
                    "taken": taken,
                    "value": column,
                    "definition": versions(posts.column("channel"), one.metric, days),
                    "source_column": _same(one.name, len(column)),
                    "file": _same(file, len(column)),
                    "row": posts.column("row"),
                }
            ).filter(keep)
        )
    schema = SNAPSHOTS.append(pa.field("row", pa.int64()))
    if not parts:
        return schema.empty_table()
    return pa.concat_tables([part.cast(schema) for part in parts])


def _in_time(posts: pa.Table, taken: pa.Array, skipped: Notes) -> pa.Array:
    """Whether each row's numbers have a moment, and one that is not before publication."""
    published = posts.column("published").combine_chunks()
    before = pc.less(taken, published).fill_null(False)
    nowhere = pc.is_null(taken)
    for mask, reason in ((before, BEFORE), (nowhere, NO_MOMENT)):
        for row in posts.column("row").filter(mask).to_pylist():
            skipped.add(row, f"the row {reason}" if mask is nowhere else reason, kind=reason)
    return pc.invert(pc.or_(before, nowhere))


def _note_negative(one: Figure, column: pa.Array, notes: Notes) -> None:
    if pc.any(pc.less(column, 0.0)).as_py() and "score" not in one.metric:
        notes.once(f"{NEGATIVE} ({one.name})")


def _same(text: str, count: int) -> pa.DictionaryArray:
    """One word as often as there are rows."""
    return pa.DictionaryArray.from_arrays(pa.repeat(_FIRST, count), _alone(text))


@lru_cache(maxsize=1024)
def _alone(text: str) -> pa.Array:
    return pa.array([text], pa.string())


def versions(channels: pa.ChunkedArray, metric: str, days: pa.Array) -> pa.Array:
    """Version of the metric's definition, one a row: see ``metrics.definition_of``."""
    version = pa.repeat(pa.scalar(1, pa.int16()), len(days))
    for (channel, named), changes in definitions().items():
        if named != metric:
            continue
        is_here = pc.equal(channels, channel)
        for change in changes:
            since = pa.scalar(datetime.combine(change.since, time(), UTC), TIME)
            is_after = pc.and_(is_here, pc.greater_equal(days, since)).fill_null(False)
            version = pc.add(version, is_after.cast(pa.int16()))
    return version.combine_chunks() if isinstance(version, pa.ChunkedArray) else version


def audience_of(
    channels: pa.Array,
    accounts: pa.Array,
    one: Figure,
    values: pa.Array,
    taken: pa.Array,
    file: str,
    rows: pa.Array,
) -> pa.Table:
    """Numbers of accounts with the columns of AUDIENCE, and ``row``.

    Rows without a number, a moment or an account are left out.
    """
    count = len(values)
    table = pa.table(
        {
            "channel": channels,
            "account": accounts,
            "metric": _same(one.metric, count),
            "taken": taken.cast(TIME, safe=False),
            "value": values,
            "definition": versions(pa.chunked_array([channels]), one.metric, taken),
            "source_column": _same(one.name, count),
            "file": _same(file, count),
            "row": rows,
        }
    )
    is_known = pc.and_(pc.not_equal(channels, ""), pc.not_equal(accounts, ""))
    keep = pc.and_(is_known, pc.and_(pc.is_valid(values), pc.is_valid(taken)))
    return table.filter(keep).cast(AUDIENCE.append(pa.field("row", pa.int64())))
