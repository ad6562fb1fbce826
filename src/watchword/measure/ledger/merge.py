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
    return canonical(pa.concat_tables(filled), kind) if len(filled) > 1 else [*filled, *parts][0]


def canonical(table: pa.Table, kind: str) -> pa.Table:
    """The rows sorted by key; of several with one key the last."""
    order, is_last, _ = ordered(table, kind)
    whole = table.unify_dictionaries().combine_chunks()
    return whole.take(pa.array(order[is_last]))


def ordered(
    table: pa.Table, kind: str
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """The order by key, in which rows with one key keep theirs; and of each row in that order
    whether it is the last of its key, and whether it has the key of the row before.
    """
    columns = [_sortable(table, name) for name in KEYS[kind]]
    order = np.lexsort(columns[::-1])
    is_again = np.zeros(len(order), np.bool_)
    is_again[1:] = True
    for column in columns:
        sorted_ = column[order]
        is_again[1:] &= sorted_[1:] == sorted_[:-1]
    return order, ~np.append(is_again[1:], False)[: len(order)], is_again


def _sortable(table: pa.Table, name: str) -> NDArray[np.int64]:
    if name not in _NAMES:
        return numbers_of(table, name)
    if not pa.types.is_dictionary(table.schema.field(name).type):
        table = pa.table({name: table.column(name).dictionary_encode()})
    return codes_of(table, name)[0]
