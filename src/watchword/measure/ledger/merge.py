"""Numbers from several imports as one: of each post, metric and moment the last that was said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.ledger.stored import codes_of, numbers_of

KEYS = {
    "snapshots": ("place", "post", "metric", "taken"),
    "audience": ("channel", "account", "metric", "taken"),
}
"""What a number is known by, in the order that files are sorted by."""

_NAMES = ("metric", "channel", "account")


def merged(parts: Sequence[pa.Table], kind: str) -> pa.Table:
    """One row a key, sorted; of several the last.

    Args:
        parts: Each sorted, with one row a key; in the order of their imports.
        kind: ``snapshots`` or ``audience``.
    """
    filled = [part for part in parts if part.num_rows]
    if len(filled) < 2:  # noqa: PLR2004 - nothing to merge
        return [*filled, *parts][0]
    whole = pa.concat_tables(filled).unify_dictionaries().combine_chunks()
    if kind == "audience":
        order, is_last, _ = ordered(whole, kind)
        return whole.take(pa.array(order[is_last]))
    order, shared = interleaved([numbers_of(part, "place") for part in filled])
    is_kept = np.ones(len(order), np.bool_)
    if len(shared):
        rows = order[shared]
        inner, is_last, _ = ordered(whole.select(KEYS[kind]).take(pa.array(rows)), kind)
        order[shared], is_kept[shared] = rows[inner], is_last
    return whole.take(pa.array(order[is_kept]))


def interleaved(
    places: Sequence[NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order by place of all rows of sorted files, and where in that order files meet.

    Args:
        places: Of each file's rows, sorted.

    Returns:
        Positions in the files one after the other; and the places in that order of all rows whose
        place stands in more than one file. Only these need to be compared any further.
    """
    place = np.concatenate(places)
    file = np.repeat(np.arange(len(places)), [len(one) for one in places])
    order = np.argsort(place, kind="stable")  # quick, as it finds the sorted files in it
    place, file = place[order], file[order]
    is_same = place[1:] == place[:-1]
    group = np.append(0, np.cumsum(~is_same)) if len(place) else np.zeros(0, np.int64)
    is_shared = np.zeros(len(place), np.bool_)
    is_shared[group[1:][is_same & (file[1:] != file[:-1])]] = True
    return order, np.flatnonzero(is_shared[group])


def ordered(
    table: pa.Table, kind: str
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """The order by key, in which rows with one key keep theirs.

    Returns:
        Also, of each row in that order, whether it is the last of its key, and whether it has
        the key of the row before.
    """
    columns = [_sortable(table, name) for name in KEYS[kind]]
    order = _packed_order(columns) if kind == "snapshots" else None
    order = np.lexsort(columns[::-1]) if order is None else order
    is_again = np.zeros(len(order), np.bool_)
    is_again[1:] = True
    for column in columns:
        sorted_ = column[order]
        is_again[1:] &= sorted_[1:] == sorted_[:-1]
    is_last = np.ones(len(order), np.bool_)
    is_last[:-1] = ~is_again[1:]
    return order, is_last, is_again


def _packed_order(columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64] | None:
    """The same order by one number a row, ten times as fast; None where that cannot be.

    It can where rows come by place, each place has one post, and the rest fits into 63 bits.
    """
    place, post, metric, taken = columns
    steps = place[1:] != place[:-1]
    if len(place) == 0 or (place[1:] < place[:-1]).any() or (post[1:] != post[:-1])[~steps].any():
        return None
    rank = np.append(0, np.cumsum(steps))
    since = taken - taken.min()
    bits = [int(one.max()).bit_length() for one in (rank, metric, since)]
    if sum(bits) > 63:  # noqa: PLR2004 - bits of a number that is not negative
        return None
    return np.argsort((rank << bits[1] | metric) << bits[2] | since, kind="stable")


def _sortable(table: pa.Table, name: str) -> NDArray[np.int64]:
    if name not in _NAMES:
        return numbers_of(table, name)
    if not pa.types.is_dictionary(table.schema.field(name).type):
        table = pa.table({name: table.column(name).dictionary_encode()})
    return codes_of(table, name)[0]
