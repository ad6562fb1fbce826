"""How many rows of an import are new, and how many say otherwise than before."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from watchword.measure.ledger.fold import CLEARED
from watchword.measure.ledger.records import Counts
from watchword.measure.schema import POSTS


def count_posts(told: pa.Table, known: pa.Table) -> Counts:
    """Compare posts; a column that an import leaves empty says nothing.

    Args:
        told: POSTS and ``cleared``.
        known: POSTS before.
    """
    rows = pc.index_in(told.column("post"), known.column("post").combine_chunks())
    is_known = pc.is_valid(rows)
    mine = told.filter(is_known)
    theirs = known.take(pc.drop_null(rows))
    changed = [False] * len(mine)
    for name in POSTS.names:
        left, right = mine.column(name).to_pylist(), theirs.column(name).to_pylist()
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            changed[row] = changed[row] or _differs(name, one, other)
    for row, (cleared, before) in enumerate(
        zip(mine.column(CLEARED).to_pylist(), theirs.to_pylist(), strict=True)
    ):
        changed[row] = changed[row] or any(_has(before, name) for name in cleared or ())
    updated = sum(changed)
    return Counts(new=len(told) - len(mine), updated=updated, unchanged=len(mine) - updated)


def _differs(name: str, one: object, other: object) -> bool:
    if one is None:
        return False
    if name == "own":
        before = dict(other or ())  # type: ignore[call-overload]
        return any(before.get(key) != value for key, value in one if value is not None)  # type: ignore[attr-defined]
    return one != other


def _has(before: dict[str, object], name: str) -> bool:
    if name.startswith("own."):
        own = dict(before["own"] or ())  # type: ignore[call-overload]
        return own.get(name.removeprefix("own.")) is not None
    return before[name] is not None


def count_numbers(told: pa.Table, known: pa.Table) -> Counts:
    """Compare numbers of posts or of accounts.

    Args:
        told: SNAPSHOTS or AUDIENCE.
        known: The same before.
    """
    key = [
        one for one in ("channel", "account", "post", "metric", "taken") if one in told.schema.names
    ]
    names = [*key, "value"]
    mine, theirs = (_plain(one.select(names)) for one in (told, known))
    theirs = theirs.rename_columns([*key, "before"])
    both = mine.join(theirs, key, join_type="inner")
    updated = pc.sum(pc.not_equal(both.column("value"), both.column("before"))).as_py() or 0
    return Counts(
        new=len(mine) - len(both), updated=int(updated), unchanged=len(both) - int(updated)
    )


def _plain(table: pa.Table) -> pa.Table:
    """Without dictionaries, which tables cannot be joined by."""
    fields = [
        pa.field(one.name, one.type.value_type if pa.types.is_dictionary(one.type) else one.type)
        for one in table.schema
    ]
    return table.cast(pa.schema(fields))
