"""What is gathered from a ledger for the screen of a post: newest numbers, pace, reasons."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from watchword.cli.measured import of_same_accounts, scores_of
from watchword.cli.progress import waiting

if TYPE_CHECKING:
    import pyarrow as pa

    from watchword.measure.effects import Decomposition
    from watchword.measure.ledger import Ledger

MOST_EXPLAINED = 50_000
"""Posts up to which the other accounts help to explain one; beyond, its own account alone."""


@waiting("weighing what goes with better posts")
def why_of(
    ledger: Ledger, posts: pa.Table, number: int, metric: str, age: int, until: datetime | None
) -> Decomposition | None:
    """Why a post has its number at an age; None for rates and where it cannot be told.

    Args:
        ledger: Where the numbers are.
        posts: POSTS of the ledger.
        number: The post's.
        metric: What is compared.
        age: In seconds.
        until: What is known later is not looked at.
    """
    import numpy as np
    import pyarrow.compute as pc

    from watchword.measure.benchmark.measures import measure
    from watchword.measure.effects import explain

    if measure(metric).under:
        return None
    if len(posts) > MOST_EXPLAINED:
        its = posts.filter(pc.equal(posts.column("post"), number))
        posts = of_same_accounts(posts, its)
    scores = scores_of(ledger, posts, metric, [age], as_of=until)
    known = posts.filter(pc.is_in(posts.column("post"), scores.column("post").combine_chunks()))
    values = dict(
        zip(scores.column("post").to_pylist(), scores.column("value").to_pylist(), strict=True)
    )
    ordered = [values[post] for post in known.column("post").to_pylist()]
    numbers = np.array([math.nan if value is None else value for value in ordered])
    return explain(known, numbers).decompose(number)


def paces_of(
    posts: pa.Table, until: datetime | None, *, pool_kinds: bool = False
) -> dict[tuple[object, ...], str]:
    """How often is posted lately, in words, by channel, account and kind (None where pooled)."""
    import numpy as np

    from watchword.measure.benchmark.sufficiency import pace

    weeks: dict[tuple[object, ...], list[float]] = {}
    rows = posts.select(["channel", "account", "kind", "published"]).to_pylist()
    for row in rows:
        published = row["published"]
        if published is not None and (until is None or published <= until):
            key = (row["channel"], row["account"], None if pool_kinds else row["kind"])
            weeks.setdefault(key, []).append(published.timestamp() / _WEEK)
    gaps = {key: pace(np.sort(np.array(all_)), max(all_)) for key, all_ in weeks.items()}
    return {key: pace_words(gap) for key, gap in gaps.items() if gap}


_WEEK = 7 * 86_400


def pace_words(gap: float) -> str:
    """Weeks between posts as a pace: ``3 a week``, ``2 a day``, ``1 every 4 weeks``."""
    if gap > 1.5:  # noqa: PLR2004 - nearer to every second week than to weekly
        return f"1 every {gap:.0f} weeks"
    if gap < 1 / 10:
        return f"{1 / (7 * gap):.0f} a day"
    return f"{1 / gap:.0f} a week"


def latest_of(
    ledger: Ledger, posts: pa.Table, until: datetime | None, *, all_numbers: bool = False
) -> pa.Table:
    """LATEST of some posts.

    Args:
        ledger: Where the numbers are.
        posts: The posts.
        until: What was taken later is not looked at.
        all_numbers: Whether to give the parts of numbers and what CrowdTangle reckoned as well.
    """
    from watchword.measure.latest import everyday_metrics, latest_numbers

    wanted = None if all_numbers else everyday_metrics()
    batches = ledger.snapshot_batches(wanted, posts.column("post").combine_chunks())
    return latest_numbers(batches, as_of=until)
