"""CrowdTangle's overperforming score, kept exactly so that old figures can be continued.

The benchmark E is the mean of the middle half of an account's last 100 posts of one kind at the
same age; the score says how many times above (positive) or below (negative) it a post is. Rules
from CrowdTangle's help pages 2013937, 1141056 and 2489774; those for low benchmarks, and the
minimum of 19, deduced from 2,767 published rows of 2021.
"""

from __future__ import annotations

MINIMUM = 19
"""Benchmarks below it count as it for posts above them (in force in 2021)."""

WINDOW = 100
"""Posts that a benchmark is made of at most."""

LEAST = 20
"""Posts that a benchmark is made of at least. CrowdTangle did not say; this is ours."""

TRIM = 0.25
"""Share of posts left out at the top and at the bottom."""

AGES = (
    *range(15 * 60, 90 * 60 + 1, 15 * 60),
    *range(120 * 60, 720 * 60 + 1, 30 * 60),
    *range(13 * 3600, 48 * 3600 + 1, 3600),
)
"""CrowdTangle's own age steps in seconds: each quarter of an hour to 1.5 h, each half to 12 h,
hourly after (deduced from seven published rows; to 48 h here)."""


def score(actual: float, expected: float, *, minimum: float = MINIMUM) -> float:
    """CrowdTangle's score.

    Args:
        actual: The post's number, 0 or more.
        expected: The benchmark E at the post's age, 0 or more.
        minimum: Least benchmark that a ratio above 1 is taken of.

    Returns:
        ``A / max(E, minimum)`` for a post at or above its benchmark; ``-(E - A) / E`` below a
        benchmark that is below the minimum; ``-E / A`` below others, ``-2 E`` for a post with less
        than one (so that none is worse than one).
    """
    if actual >= expected:
        return actual / max(expected, minimum)
    if expected < minimum:
        return -(expected - actual) / expected
    if actual < 1:
        return -2 * expected
    return -expected / actual


def benchmark(values: list[float]) -> float | None:
    """The benchmark E from the last numbers of earlier posts at one age; None of too few."""
    last = sorted(values[-WINDOW:])
    if len(last) < LEAST:
        return None
    cut = int(len(last) * TRIM)
    middle = last[cut : len(last) - cut]
    return sum(middle) / len(middle)
