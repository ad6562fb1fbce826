"""Is there enough to compare with, when will there be, and what to do where there never will.

One rule for every pace. What the posts behind a benchmark are worth today (``n_eff``) grows with
each post and shrinks with each week, since levels drift; the tiers are thresholds of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchword.measure.benchmark.prior import DRIFTS
from watchword.measure.benchmark.tiers import ENOUGH, LEAST_WEEKS, TIERS, Tier

Numbers = NDArray[np.float64]

FORESIGHT = 520
"""Posts that are looked ahead at most: what is not reached by then never is."""

RECENT = 10
"""Posts that the present pace is told from."""

ALL_COUNT = 0.9
"""Share of posts that are worth today's, above which age is no reason that there are too few."""

SLOW = 8
"""A group that has not posted for so many of its gaps has no pace any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """Where a benchmark stands and where it goes.

    Attributes:
        tier: Now.
        reason: Why it is no higher, for people, without a full stop; "" for ``firm``.
        next_tier: The next one; None for ``firm``.
        weeks: Until then at the present pace; None if that never comes.
        advice: What to do, for people; "" where nothing need be done but go on.
    """

    tier: Tier
    reason: str
    next_tier: Tier | None
    weeks: float | None
    advice: str


def outlook(
    bank: tuple[Numbers, Numbers], *, posts: int, worth: float, span: float, gap: float | None
) -> Outlook:
    """Where a benchmark stands and where it goes.

    Args:
        bank: Variance of the level over the posts' now, for each of ``DRIFTS``, and how likely each
            drift is.
        posts: Behind the benchmark.
        worth: Of today's posts.
        span: Weeks from the first post to now.
        gap: Weeks between posts at the present pace; None where there is none.
    """
    place = sum(worth >= least for least in ENOUGH)
    short = place > 1 and span < LEAST_WEEKS
    tier = TIERS[1 if short else place]
    if tier is Tier.FIRM:
        return Outlook(tier=tier, reason="", next_tier=None, weeks=None, advice="")
    following = TIERS[TIERS.index(tier) + 1]
    if short:
        reason = f"{_posts(posts)} in less than two weeks: each weekday is needed twice"
        weeks: float | None = LEAST_WEEKS - span
    else:
        reason = _reason(posts, worth, ENOUGH[TIERS.index(tier)])
        weeks = _weeks_until(bank, ENOUGH[TIERS.index(tier)], gap)
        if weeks is not None and following is Tier.USABLE:
            weeks = max(weeks, LEAST_WEEKS - span)
    advice = "" if weeks is not None else _advice(gap)
    return Outlook(tier=tier, reason=reason, next_tier=following, weeks=weeks, advice=advice)


def worth_of(variances: Numbers, weights: Numbers) -> float:
    """What posts are worth: the answer in the middle of the weights, as ``level.worth_now``."""
    answers = 1.0 / variances
    middles = np.cumsum(weights) - weights / 2
    return float(np.interp(0.5, middles, answers))


def pace(published: Numbers, now: float) -> float | None:
    """Weeks between posts lately; None for fewer than two posts or where they have stopped.

    Args:
        published: Weeks of a group's posts in order.
        now: Week.
    """
    last = published[-RECENT:]
    if len(last) < 2:  # noqa: PLR2004 - one post has no pace
        return None
    usual = float(np.median(np.diff(last)))
    if now - last[-1] > SLOW * max(usual, 1 / 7):
        return None
    return max(float((now - last[0]) / len(last)), 1e-4)


def _weeks_until(bank: tuple[Numbers, Numbers], least: float, gap: float | None) -> float | None:
    """Weeks until posts at this pace are worth so much; None if they never are."""
    if gap is None:
        return None
    variances, weights = bank
    for ahead in range(1, FORESIGHT + 1):
        before = variances + DRIFTS * gap
        variances = before / (1 + before)
        if worth_of(variances + DRIFTS * gap, weights) >= least:
            return ahead * gap
    return None


def _reason(posts: int, worth: float, least: float) -> str:
    if posts == 0:
        return "no post to compare with"
    if worth > ALL_COUNT * posts:
        return f"{_posts(posts)} to compare with, and {least:.0f} of today's are needed"
    return (
        f"{_posts(posts)} to compare with, worth {worth:.0f} of today's since the account's level "
        f"changes with time, and {least:.0f} are needed"
    )


def _advice(gap: float | None) -> str:
    if gap is None:
        return "post again: there is no present pace to tell a date from"
    return (
        "older posts will not help: at this pace the level changes faster than it can be "
        "learnt; post more often, or pool the kinds of posts"
    )


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count:,} posts"
