"""Numbers that cannot be: of posts that nobody told of, or from before they were published."""

from __future__ import annotations

from datetime import UTC, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from watchword.measure.ledger.prepare import keys_only, refused

BEFORE = timedelta(hours=24)
"""How long before its publication a post may have numbers: some exports give only the day of
publication, and some zones are unknown."""


def with_known(posts: pa.Table, snapshots: pa.Table, known: pa.Table) -> pa.Table:
    """The posts and, by their keys alone, those that only the ledger has: so an import stands
    by itself, and undoing another leaves no number without its post.

    Args:
        posts: As ``given_posts``.
        snapshots: SNAPSHOTS.
        known: Post, key and ``published`` of those that the ledger has.

    Raises:
        LedgerError: A number is of a post that neither has.
    """
    numbers = posts.column("post").combine_chunks()
    wanted = pc.unique(snapshots.column("post"))
    wanted = wanted.filter(pc.invert(pc.is_in(wanted, numbers)))
    if not len(wanted):
        return posts
    found = known.filter(pc.is_in(known.column("post"), wanted))
    if found.num_rows < len(wanted):
        raise refused(
            f"{len(wanted) - found.num_rows:,} posts have numbers, and nobody told of them",
            "add the posts with their numbers",
        )
    return pa.concat_tables([posts, keys_only(found)])


def require_after(posts: pa.Table, snapshots: pa.Table, known: pa.Table) -> None:
    """Refuse numbers from more than a day before their post was published.

    Args:
        posts: With those that the snapshots are of.
        snapshots: SNAPSHOTS.
        known: As above.

    Raises:
        LedgerError: There is one; the first is named.
    """
    at = pc.index_in(posts.column("post"), known.column("post").combine_chunks())
    earlier = known.column("published").combine_chunks().take(at.combine_chunks())
    when = pc.coalesce(posts.column("published").combine_chunks(), earlier)
    rows = pc.index_in(snapshots.column("post"), posts.column("post").combine_chunks())
    earliest = pc.subtract(when, pa.scalar(BEFORE, pa.duration("ms"))).take(rows.combine_chunks())
    is_early = pc.less(snapshots.column("taken").combine_chunks(), earliest).fill_null(False)
    if pc.any(is_early).as_py():
        first = snapshots.filter(is_early).slice(0, 1).to_pylist()[0]
        raise refused(
            f"the number {first['metric']} of post {first['post']} was taken on "
            f"{first['taken'].astimezone(UTC):%Y-%m-%d}, before the post was published",
            "leave the row out, or correct the date",
        )
