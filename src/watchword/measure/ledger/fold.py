"""Posts from several imports as one: of each column the last value that was said.

Null says nothing. A detail that a person emptied is named in ``cleared``; an own column is
emptied by the value "". Both stay in a fold, so that a fold of folds is the fold of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.ledger.merge import interleaved
from watchword.measure.ledger.stored import CLEARED, MAY_CLEAR, STORED_POSTS, numbers_of
from watchword.measure.schema import POSTS

_PAIRS = pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())]))
_GONE = 2
"""In place of a truth: emptied."""


def needed(columns: Iterable[str]) -> list[str]:
    """The stored columns that folding some columns of POSTS needs."""
    wanted = {"place", "post", *columns}
    if wanted & set(MAY_CLEAR):
        wanted.add("cleared")
    return [name for name in STORED_POSTS.names if name in wanted]


def folded(parts: Sequence[pa.Table]) -> pa.Table:
    """One row a post, sorted by place and post.

    Args:
        parts: With the same columns of STORED_POSTS (see ``needed``), each with one row a post
            and sorted, in the order of their imports.
    """
    filled = [part for part in parts if part.num_rows]
    if len(filled) < 2:  # noqa: PLR2004 - nothing to fold
        return [*filled, *parts][0]
    whole = pa.concat_tables(filled)
    order, shared = interleaved([numbers_of(part, "place") for part in filled])
    if not len(shared):
        return whole.take(pa.array(order))
    again = fold_rows(whole.take(pa.array(order[shared])))
    once = whole.take(pa.array(np.delete(order, shared)))
    order, _ = interleaved([numbers_of(part, "place") for part in (once, again)])
    return pa.concat_tables([once, again]).take(pa.array(order))


def fold_rows(rows: pa.Table) -> pa.Table:
    """One row a post, sorted by place and post; a later row's word counts."""
    plain = [name for name in rows.schema.names if name not in ("post", "own", "cleared")]
    grouped = _marked(rows).select(["post", *plain]).group_by("post", use_threads=False)
    found = grouped.aggregate([(name, "last") for name in plain])
    found = found.rename_columns([name.removesuffix("_last") for name in found.column_names])
    order = np.lexsort((numbers_of(found, "post"), numbers_of(found, "place")))
    found = _unmarked(found.take(pa.array(order)), is_wanted="cleared" in rows.schema.names)
    if "own" in rows.schema.names:
        found = found.append_column("own", _folded_own(rows, found.column("post")))
    return found.select(rows.schema.names).cast(rows.schema)


def _marked(rows: pa.Table) -> pa.Table:
    """Emptied details as a value of their own."""
    for name in (one for one in MAY_CLEAR if one in rows.schema.names):
        column = rows.column(name)
        is_truth = pa.types.is_boolean(column.type)
        column = column.cast(pa.int8()) if is_truth else column
        cleared = rows.column("cleared")
        if cleared.null_count < len(cleared):
            gone = pa.scalar(_GONE, pa.int8()) if is_truth else pa.scalar("")
            column = pc.if_else(_names(cleared, name), gone, column)
        rows = rows.set_column(rows.schema.get_field_index(name), name, column)
    return rows


def _names(lists: pa.ChunkedArray, name: str) -> pa.Array:
    """Which of the lists hold a name."""
    whole = lists.combine_chunks()
    parents = pc.list_parent_indices(whole).filter(pc.equal(pc.list_flatten(whole), name))
    found = np.zeros(len(whole), np.bool_)
    found[np.asarray(parents)] = True
    return pa.array(found)


def _unmarked(rows: pa.Table, *, is_wanted: bool) -> pa.Table:
    """Emptied details as null, and named in ``cleared`` where that is wanted."""
    cleared: dict[int, list[str]] = {}
    for name in (one for one in MAY_CLEAR if one in rows.schema.names):
        column = rows.column(name)
        is_truth = pa.types.is_int8(column.type)
        gone = pc.equal(column, _GONE if is_truth else "").fill_null(False)
        for row in pc.indices_nonzero(gone).to_pylist():
            cleared.setdefault(row, []).append(name)
        column = pc.if_else(gone, pa.scalar(None, column.type), column)
        column = column.cast(pa.bool_()) if is_truth else column
        rows = rows.set_column(rows.schema.get_field_index(name), name, column)
    if not is_wanted:
        return rows
    named = [cleared.get(row) for row in range(rows.num_rows)] if cleared else None
    lists = pa.array(named, CLEARED.type) if named else pa.nulls(rows.num_rows, CLEARED.type)
    return rows.append_column(CLEARED, lists)


def _folded_own(rows: pa.Table, posts: pa.ChunkedArray) -> pa.Array:
    own = rows.column("own").combine_chunks()
    if own.null_count == len(own):
        return pa.nulls(len(posts), own.type)
    return _own(_said(own, numbers_of(rows, "post")), posts)


def _said(own: pa.MapArray, posts: NDArray[np.int64]) -> pa.Table:
    """Post, name and value of each own column that says something."""
    pairs = own.cast(_PAIRS)
    names, values = pc.list_flatten(pairs).flatten()
    parents = np.asarray(pc.list_parent_indices(pairs))
    said = pa.table({"post": posts[parents], "name": names, "value": values})
    return said.filter(pc.is_valid(said.column("value")))


def _own(said: pa.Table, posts: pa.ChunkedArray) -> pa.Array:
    """The own columns of each post, name by name the last value, sorted by name."""
    last = said.group_by(["post", "name"], use_threads=False).aggregate([("value", "last")])
    at = pc.index_in(last.column("post"), posts.combine_chunks())
    last = last.append_column("at", at).sort_by([("at", "ascending"), ("name", "ascending")])
    ends = np.searchsorted(numbers_of(last, "at"), np.arange(len(posts) + 1)).astype(np.int32)
    is_none = np.append(ends[1:] == ends[:-1], False)
    names, values = (last.column(one).combine_chunks() for one in ("name", "value_last"))
    return pa.MapArray.from_arrays(pa.array(ends, mask=is_none), names, values)


def plain_posts(posts: pa.Table) -> pa.Table:
    """Stored columns as POSTS has them: what was emptied is null like what was never said."""
    if "own" in posts.schema.names:
        own = without_empty(posts.column("own").combine_chunks())
        posts = posts.set_column(posts.schema.get_field_index("own"), POSTS.field("own"), own)
    return posts.select([name for name in posts.schema.names if name in POSTS.names])


def without_empty(own: pa.MapArray) -> pa.MapArray:
    """Own columns without those whose value is empty or missing."""
    if own.null_count == len(own):
        return own
    rows = np.arange(len(own))
    said = _said(own, rows)
    return _own(said.filter(pc.not_equal(said.column("value"), "")), pa.chunked_array([rows]))
