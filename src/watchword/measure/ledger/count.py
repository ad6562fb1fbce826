"""What an import does to the state: how many of its rows are new, updated or unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.ledger.fold import folded, plain_posts
from watchword.measure.ledger.merge import merged, ordered
from watchword.measure.ledger.pieces import Pieces
from watchword.measure.ledger.prepare import clash
from watchword.measure.ledger.record import Counts
from watchword.measure.ledger.stored import STORED, numbers_of, read_stored
from watchword.measure.schema import KEY, POSTS

_COUNTED = ("place", "post", "metric", "taken", "value", "definition")


def counts_of(folders: Sequence[Path], added: Path) -> dict[str, Counts]:
    """Counts by kind.

    Args:
        folders: Of the state's runs, in order.
        added: Of the import that is not yet in force.

    Raises:
        LedgerError: A post of the import has the number of another post of the ledger.
    """
    return {
        "posts": _sum_pieces(folders, added, "posts"),
        "snapshots": _sum_pieces(folders, added, "snapshots"),
        "audience": _count_numbers(
            [read_stored(one, "audience") for one in (*folders, added)], "audience"
        ),
    }


def _sum_pieces(folders: Sequence[Path], added: Path, kind: str) -> Counts:
    places = np.unique(numbers_of(read_stored(added, kind, ["place"]), "place"))
    columns = STORED[kind].names if kind == "posts" else _COUNTED
    total = Counts()
    for parts in Pieces([*folders, added], kind, columns, places):
        found = _count_posts(parts) if kind == "posts" else _count_numbers(parts, kind)
        total += found
    return total


def _count_numbers(parts: Sequence[pa.Table], kind: str) -> Counts:
    """Counts of the last part's rows against the parts before it."""
    added = parts[-1]
    earlier = [_about(part, added, kind) for part in parts[:-1]]
    before = merged(earlier or [added.slice(0, 0)], kind)
    if not before.num_rows or not added.num_rows:
        return Counts(new=added.num_rows)
    rows = pa.concat_tables([before, added])
    order, _, is_again = ordered(rows, kind)
    is_same = np.ones(len(order), np.bool_)
    for name in ("value", "definition"):
        column = np.asarray(rows.column(name).combine_chunks())[order]
        is_same[1:] &= column[1:] == column[:-1]
    again = int(is_again.sum())
    unchanged = int((is_again & is_same).sum())
    return Counts(new=added.num_rows - again, updated=again - unchanged, unchanged=unchanged)


def _about(part: pa.Table, added: pa.Table, kind: str) -> pa.Table:
    """The rows that are about what an import is about."""
    if kind == "audience":
        return part
    posts = pc.unique(added.column("post"))
    return part.filter(pc.is_in(part.column("post"), posts))


def _count_posts(parts: Sequence[pa.Table]) -> Counts:
    """Counts of the last part's posts against the parts before it."""
    added = parts[-1]
    earlier = [_about(part, added, "posts") for part in parts[:-1]]
    before = folded(earlier) if earlier else added.slice(0, 0)
    if not before.num_rows or not added.num_rows:
        return Counts(new=added.num_rows)
    again = added.filter(pc.is_in(added.column("post"), before.column("post").combine_chunks()))
    _require_same(before, again)
    was, now = plain_posts(before), plain_posts(folded([before, again]))
    is_changed = np.zeros(was.num_rows, np.bool_)
    for name in POSTS.names:
        is_changed |= _differs(was.column(name), now.column(name))
    updated = int(is_changed.sum())
    return Counts(
        new=added.num_rows - was.num_rows, updated=updated, unchanged=was.num_rows - updated
    )


def _require_same(before: pa.Table, again: pa.Table) -> None:
    """Refuse a number that is another post's; both tables hold the same numbers in order."""
    for name in KEY:
        for row in pc.indices_nonzero(pc.not_equal(before.column(name), again.column(name))):
            one = row.as_py()
            raise clash(*(table.slice(one, 1).to_pylist()[0] for table in (again, before)))


def _differs(was: pa.ChunkedArray, now: pa.ChunkedArray) -> NDArray[np.bool_]:
    if pa.types.is_map(was.type):
        if was.null_count == now.null_count == len(was):
            return np.zeros(len(was), np.bool_)
        pairs = zip(was.to_pylist(), now.to_pylist(), strict=True)
        return np.array([(a or []) != (b or []) for a, b in pairs], np.bool_)
    nulls = pc.not_equal(pc.is_null(was), pc.is_null(now))
    return np.asarray(pc.or_(nulls, pc.fill_null(pc.not_equal(was, now), False)).combine_chunks())
