"""Given tables as an import stores them: checked, with their place, sorted."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from watchword.base.errors import LedgerError
from watchword.measure.ledger.fold import fold_rows, without_empty
from watchword.measure.ledger.merge import KEYS, ordered
from watchword.measure.ledger.place import places
from watchword.measure.ledger.stored import CLEARED, MAY_CLEAR, PLACE, STORED_POSTS
from watchword.measure.schema import KEY, POSTS

OWN = "own."
"""Before the name of an own column, in ``cleared``."""


def refused(message: str, hint: str) -> LedgerError:
    """The error for rows that the ledger does not take."""
    return LedgerError(message, hint=hint, code="ledger-rows")


def with_schema(table: pa.Table, schema: pa.Schema, noun: str) -> pa.Table:
    """The table with the columns of a schema.

    Raises:
        LedgerError: A column is missing or of another sort, a needed value is null, or a
            number is not finite.
    """
    try:
        found = table.select(schema.names).cast(schema)
    except (KeyError, ValueError, pa.ArrowException) as error:
        words = " ".join(str(error).split())[:200]
        raise refused(f"{noun} are not as the ledger keeps them: {words}", "") from error
    for field in schema:
        if not field.nullable and found.column(field.name).null_count:
            raise refused(f"{noun} without {field.name}", "leave such rows out")
    if (
        "value" in schema.names
        and not pc.all(pc.is_finite(found.column("value")), min_count=0).as_py()
    ):
        raise refused("a number is not finite", "leave the row out: missing is never zero")
    return found


def given_posts(posts: pa.Table) -> pa.Table:
    """POSTS with ``cleared``, whether or not it was given, in which empty values say nothing.

    Raises:
        LedgerError: A column is missing or wrong, a post occurs twice, or a column is cleared
            that cannot be.
    """
    if "cleared" not in posts.schema.names:
        posts = posts.append_column(CLEARED, pa.nulls(posts.num_rows, CLEARED.type))
    found = with_schema(posts, pa.schema([*POSTS, CLEARED]), "posts")
    for name in (*MAY_CLEAR, "own"):
        column = found.column(name)
        if name == "own":
            column = without_empty(column.combine_chunks())
        elif pa.types.is_string(column.type):
            is_empty = pc.equal(column, "").fill_null(False)
            column = pc.if_else(is_empty, pa.scalar(None, pa.string()), column)
        found = found.set_column(found.schema.get_field_index(name), POSTS.field(name), column)
    number = found.column("post")
    if len(pc.unique(number)) < len(number):
        counts = pc.value_counts(number.combine_chunks())
        twice = counts.field("values").filter(pc.greater(counts.field("counts"), 1))[0]
        rows = found.filter(pc.equal(number, twice)).to_pylist()
        if any(rows[0][name] != rows[1][name] for name in KEY):
            raise clash(rows[0], rows[1])
        raise refused(f"a post occurs twice: {_named(rows[0])}", "settle which row counts first")
    return _with_cleared_own(found)


def _with_cleared_own(posts: pa.Table) -> pa.Table:
    """Own columns that were cleared as own columns with an empty value."""
    cleared = posts.column("cleared")
    if cleared.null_count == len(cleared):
        return posts
    names, own = cleared.to_pylist(), posts.column("own").to_pylist()
    for row, named in enumerate(names):
        gone = {name.removeprefix(OWN): "" for name in named or () if name.startswith(OWN)}
        if gone:
            own[row] = sorted((dict(own[row] or ()) | gone).items())
            names[row] = [name for name in named if not name.startswith(OWN)] or None
    if wrong := sorted({name for named in names for name in named or ()} - set(MAY_CLEAR)):
        raise refused(
            f"{wrong[0]!r} cannot be emptied", f"only {', '.join(MAY_CLEAR)}, {OWN}NAME can"
        )
    posts = posts.drop_columns(["own", "cleared"])
    posts = posts.append_column(POSTS.field("own"), pa.array(own, POSTS.field("own").type))
    return posts.append_column(CLEARED, pa.array(names, CLEARED.type))


def keys_only(posts: pa.Table) -> pa.Table:
    """Posts of which only the key is said, with ``cleared``."""
    known = {"post", *KEY}
    fields = [*POSTS, CLEARED]
    columns = [
        posts.column(one.name) if one.name in known else pa.nulls(posts.num_rows, one.type)
        for one in fields
    ]
    return pa.table(columns, schema=pa.schema(fields))


def stored_tables(posts: pa.Table, snapshots: pa.Table, audience: pa.Table) -> dict[str, pa.Table]:
    """The tables as an import stores them, by kind.

    Args:
        posts: As ``given_posts``; every post of the snapshots among them.
        snapshots: SNAPSHOTS.
        audience: AUDIENCE.

    Raises:
        LedgerError: A number occurs twice.
    """
    place = places(posts.column("channel"), posts.column("account"), posts.column("post"))
    placed = posts.add_column(0, PLACE, pa.array(place))
    at = pc.index_in(snapshots.column("post"), posts.column("post").combine_chunks())
    of_numbers = pa.chunked_array([pa.array(place)]).take(at)
    return {
        "posts": fold_rows(placed.select(STORED_POSTS.names)),
        "snapshots": _sorted(snapshots.add_column(0, PLACE, of_numbers), "snapshots"),
        "audience": _sorted(audience, "audience"),
    }


def _sorted(table: pa.Table, kind: str) -> pa.Table:
    order, _, is_again = ordered(table, kind)
    if is_again.any():
        row = table.slice(int(order[np.flatnonzero(is_again)[0]]), 1).to_pylist()[0]
        what = ", ".join(f"{name} {row[name]}" for name in KEYS[kind] if name != "place")
        raise refused(f"a number occurs twice: {what}", "settle which row counts first")
    return table.unify_dictionaries().combine_chunks().take(pa.array(order))


def clash(one: dict[str, str], other: dict[str, str]) -> LedgerError:
    """The error for two posts with one number."""
    return refused(
        f"the posts {_named(one)} and {_named(other)} share the number {one['post']}",
        "this is a chance of one in millions; write to the makers, and leave one out",
    )


def _named(row: dict[str, str]) -> str:
    return " ".join(row[name] for name in KEY)


def accounts_of(posts: pa.Table, audience: pa.Table) -> tuple[tuple[str, str], ...]:
    """The accounts of two tables, sorted."""
    names = ["channel", "account"]
    both = pa.concat_tables([posts.select(names), audience.select(names)])
    found = both.group_by(names).aggregate([]).sort_by([(name, "ascending") for name in names])
    return tuple(zip(*(found.column(name).to_pylist() for name in names), strict=True))
