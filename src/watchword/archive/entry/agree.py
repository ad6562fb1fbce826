"""Where a file contradicts itself: the same post or number twice, with other values."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.notes import Notes
from watchword.measure.metrics import Sort, metrics
from watchword.measure.schema import POSTS

TWICE = "the same number came twice with other values; the later line counts"
SAID_TWICE = "the same post came twice and says otherwise; the later line counts"
FELL = "numbers fell with time: kept, as a correction of the network"
_COMPARED = ("published", "text")


def agreed_posts(posts: pa.Table, conflicts: Notes) -> pa.Table:
    """One row a post: of what was said twice the later, of what was said once that.

    Args:
        posts: With ``row``.
        conflicts: Where contradictions are noted.
    """
    if len(pc.unique(posts.column("post"))) == posts.num_rows:
        return posts.drop_columns(["row"])
    names = [name for name in POSTS.names if name not in ("post", "own")]
    wanted = [(name, "last") for name in names]
    wanted += [(name, "count_distinct") for name in _COMPARED] + [("row", "last")]
    grouped = posts.drop_columns(["own"]).group_by("post", use_threads=False).aggregate(wanted)
    for name in _COMPARED:
        differ = pc.greater(grouped.column(f"{name}_count_distinct"), 1)
        for id_, row in zip(
            grouped.column("native_id_last").filter(differ).to_pylist(),
            grouped.column("row_last").filter(differ).to_pylist(),
            strict=True,
        ):
            conflicts.add(row, f"post {id_}, {name}: {SAID_TWICE}", kind=SAID_TWICE)
    rows = pc.index_in(grouped.column("row_last"), posts.column("row"))
    merged = {name: grouped.column(f"{name}_last") for name in names}
    return (
        pa.table({"post": grouped.column("post"), **merged, "own": posts.column("own").take(rows)})
        .select(POSTS.names)
        .cast(POSTS)
    )


def agreed_numbers(snapshots: pa.Table, conflicts: Notes, notes: Notes) -> pa.Table:
    """One row a post, metric and moment, sorted by them: of several the later line.

    Args:
        snapshots: With ``row``.
        conflicts: Where contradictions are noted.
        notes: Where falling counts are noted.
    """
    import numpy

    snapshots = snapshots.unify_dictionaries().combine_chunks()
    if not snapshots.num_rows:
        return snapshots.drop_columns(["row"])
    columns = [snapshots.column(name) for name in ("post", "taken", "row")]
    post, taken, row = (one.cast(pa.int64()).to_numpy() for one in columns)
    metric = snapshots.column("metric").combine_chunks().indices.to_numpy()
    order = numpy.lexsort((row, taken, metric, post))
    ordered = snapshots.take(pa.array(order))
    post, taken, metric = post[order], taken[order], metric[order]
    value = ordered.column("value").to_numpy()
    is_series = (post[1:] == post[:-1]) & (metric[1:] == metric[:-1])
    is_same = is_series & (taken[1:] == taken[:-1])
    for index in numpy.flatnonzero(is_same & (value[1:] != value[:-1])).tolist():
        _note(ordered, index, conflicts)
    keep = pa.array(numpy.append(~is_same, True))
    agreed = ordered.filter(keep).drop_columns(["row"])
    if falls := count_falls(agreed):
        notes.add(0, f"{falls:,} {FELL}", kind=FELL)
    return agreed


def agreed_audience(audience: pa.Table, conflicts: Notes) -> pa.Table:
    """One row an account, metric and moment: of several the later line.

    Args:
        audience: With the columns of AUDIENCE, and ``row``.
        conflicts: Where contradictions are noted.
    """
    keys = ["channel", "account", "metric", "taken"]
    plain = audience.set_column(
        audience.schema.get_field_index("metric"),
        "metric",
        audience.column("metric").cast(pa.string()),
    )
    positions = pa.arange(0, audience.num_rows)
    grouped = (
        plain.append_column("at", positions)
        .group_by(keys, use_threads=False)
        .aggregate([("at", "last"), ("row", "last"), ("value", "count_distinct")])
    )
    for row in grouped.filter(pc.greater(grouped.column("value_count_distinct"), 1)).to_pylist():
        named = f"{row['account']}, {row['metric']}, {row['taken']:%Y-%m-%d}"
        conflicts.add(row["row_last"], f"{named}: {TWICE}", kind=TWICE)
    return audience.take(grouped.column("at_last")).drop_columns(["row"])


def _note(ordered: pa.Table, index: int, conflicts: Notes) -> None:
    first, second = ordered.slice(index, 2).to_pylist()
    conflicts.add(
        second["row"],
        f"{second['source_column']} is {second['value']:,g} here and {first['value']:,g} on line "
        f"{first['row']:,} for the same post and time; the later line counts",
        kind=TWICE,
    )


def count_falls(numbers: pa.Table) -> int:
    """How many cumulative numbers are lower than the one of the moment before.

    Args:
        numbers: ``post``, ``metric``, ``taken``, ``value``; with a column ``is_new``, only
            falls to numbers that are new count.
    """
    import numpy

    if numbers.num_rows < 2:  # noqa: PLR2004 - one number cannot fall
        return 0
    column = numbers.column("metric").combine_chunks()
    names = column.dictionary.to_pylist()
    grows = numpy.array([metrics()[name].sort is Sort.CUMULATIVE for name in names])
    metric = column.indices.to_numpy()
    post = numbers.column("post").to_numpy()
    taken = numbers.column("taken").cast(pa.int64()).to_numpy()
    order = numpy.lexsort((taken, metric, post))
    post, metric = post[order], metric[order]
    value = numbers.column("value").to_numpy()[order]
    falls = (post[1:] == post[:-1]) & (metric[1:] == metric[:-1]) & grows[metric[1:]]
    falls &= value[1:] < value[:-1]
    if "is_new" in numbers.schema.names:
        falls &= numbers.column("is_new").to_numpy()[order][1:]
    return int(falls.sum())
