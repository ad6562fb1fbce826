"""What may not enter a ledger."""

from __future__ import annotations

from datetime import UTC, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from watchword.base.errors import LedgerError
from watchword.measure.schema import KEY

BEFORE = timedelta(hours=24)
"""How long before its publication a post may have numbers: some exports give only the day of
publication, and some zones are unknown."""


def require_sound(
    posts: pa.Table, snapshots: pa.Table, audience: pa.Table, known: pa.Table
) -> None:
    """Refuse rows that contradict each other.

    Raises:
        LedgerError: A post or number occurs twice, a number has no post, was taken before
            its post was published, or is not finite.
    """
    _once(posts, ("post",), "post")
    _once(snapshots, ("post", "metric", "taken"), "number of a post")
    _once(audience, ("channel", "account", "metric", "taken"), "number of an account")
    for table in (snapshots, audience):
        if len(table) and not pc.all(pc.is_finite(table.column("value"))).as_py():
            raise _refused("a number is not finite", "leave the row out")
    numbers = pa.concat_tables([posts.select(["post"]), known.select(["post"])]).column("post")
    strangers = snapshots.filter(pc.invert(pc.is_in(snapshots.column("post"), numbers)))
    if len(strangers):
        raise _refused(
            f"{len(strangers):,} numbers are of posts that nobody told of",
            "add the posts with them",
        )
    _require_after(posts, snapshots, known)


def _once(table: pa.Table, key: tuple[str, ...], noun: str) -> None:
    found = table.select(key).group_by(list(key)).aggregate([([], "count_all")])
    if len(found) < len(table):
        twice = found.filter(pc.greater(found.column("count_all"), 1)).slice(0, 1).to_pylist()[0]
        what = ", ".join(f"{name} {twice[name]}" for name in key)
        raise _refused(f"a {noun} occurs twice: {what}", "settle which row counts first")


def _require_after(posts: pa.Table, snapshots: pa.Table, known: pa.Table) -> None:
    told = posts.select(["post", "published"])
    older = known.select(["post", "published"])
    older = older.filter(pc.invert(pc.is_in(older.column("post"), told.column("post"))))
    when = pa.concat_tables([told, older])
    when = when.filter(pc.is_valid(when.column("published")))
    rows = pc.index_in(snapshots.column("post"), when.column("post").combine_chunks())
    published = when.column("published").combine_chunks().take(rows)
    earliest = pc.subtract(published, pa.scalar(BEFORE, pa.duration("ms")))
    is_early = pc.less(snapshots.column("taken"), earliest).fill_null(fill_value=False)
    if len(snapshots) and pc.any(is_early).as_py():
        first = snapshots.filter(is_early).slice(0, 1).to_pylist()[0]
        raise _refused(
            f"the number {first['metric']} of post {first['post']} was taken on "
            f"{first['taken'].astimezone(UTC):%Y-%m-%d}, before the post was published",
            "leave the row out, or correct the date",
        )


def without_clash(posts: pa.Table, known: pa.Table) -> None:
    """Refuse a post whose number another post has.

    Raises:
        LedgerError: Two different posts have the same number.
    """
    rows = pc.index_in(posts.column("post"), known.column("post").combine_chunks())
    both = posts.select(["post", *KEY]).filter(pc.is_valid(rows))
    theirs = known.select(KEY).take(pc.drop_null(rows))
    for name in KEY:
        differs = pc.not_equal(both.column(name), theirs.column(name))
        if len(both) and pc.any(differs).as_py():
            one = both.filter(differs).slice(0, 1).to_pylist()[0]
            other = theirs.filter(differs).slice(0, 1).to_pylist()[0]
            raise _refused(
                f"the posts {_named(one)} and {_named(other)} share the number {one['post']}",
                "this is a chance of one in millions; write to the makers, and leave one out",
            )


def _named(row: dict[str, str]) -> str:
    return " ".join(row[name] for name in KEY)


def _refused(message: str, hint: str) -> LedgerError:
    return LedgerError(message, hint=hint, code="ledger-rows")
