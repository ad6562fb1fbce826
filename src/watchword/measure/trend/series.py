"""The posts of one account, week by week, on the log scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WEEK = 7 * 86_400_000
MONDAY = 4 * 86_400_000
"""The epoch was a Thursday: ms from it to the first Monday."""

MOST_WEEKS = 260
"""Weeks that are looked back on: five years."""

LEAST_POSTS = 15
LEAST_WEEKS = 8
"""Posts, and weeks with posts, below which nothing is said of a trend."""

NEIGHBOURS = 10
"""Posts before and after from which the usual level of a post is taken, to find what is far off."""

FAR = 3.0
"""Standard deviations beyond which a post counts as being just so far off: it is kept, but
cannot move the level unduly."""

_NORMAL_MAD = 1.4826


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Posts in weeks.

    Attributes:
        rows: Places of the posts in what they were taken from, in order of time.
        logs: log(1 + value) of each post, what is far off drawn in.
        first: Number of the first week, weeks since the Monday of 5 January 1970.
        of: For each post the place of its week, from 0.
        weeks: Places of the weeks that have posts.
        means: Mean of the logs in each of these.
        counts: Posts in each.
        within: Sum of squares of the logs around their week's mean.
    """

    rows: Ints
    logs: Floats
    first: int
    of: Ints
    weeks: Ints
    means: Floats
    counts: Floats
    within: float

    @property
    def span(self) -> int:
        """Weeks from the first with posts to the last, both counted."""
        return int(self.weeks[-1]) + 1

    @property
    def pace(self) -> float:
        """Posts in a week that has any, on average."""
        return float(self.counts.mean())


def series_of(values: Floats, when: Floats, rows: Ints) -> Series | None:
    """Some posts as a series of weeks; None where they are too few (see ``too_few``).

    Args:
        values: Numbers of all posts; those of ``rows`` are known and not below zero.
        when: Milliseconds of all posts.
        rows: Which posts, in any order.
    """
    if not len(rows):
        return None
    # equal moments are told apart by their numbers, so that the order given changes nothing
    rows = rows[np.lexsort((values[rows], when[rows]))]
    week = week_of(when[rows])
    is_recent = week > week[-1] - MOST_WEEKS
    rows, week = rows[is_recent], week[is_recent]
    if too_few(week):
        return None
    logs = _drawn_in(np.log1p(values[rows]))
    first = int(week[0])
    of = week - first
    weeks, inverse, counts = np.unique(of, return_inverse=True, return_counts=True)
    means = np.bincount(inverse, logs) / counts
    return Series(
        rows=rows,
        logs=logs,
        first=first,
        of=of,
        weeks=weeks,
        means=means,
        counts=counts.astype(float),
        within=float(((logs - means[inverse]) ** 2).sum()),
    )


def week_of(when: Floats) -> Ints:
    """Number of the week, which begins on Monday (UTC), of each moment in ms."""
    found: Ints = ((when - MONDAY) // WEEK).astype(np.int64)
    return found


def too_few(weeks: Ints) -> str:
    """Why posts of these weeks tell nothing; "" where they do."""
    if len(weeks) < LEAST_POSTS:
        return f"{len(weeks)} posts with a number, and it takes {LEAST_POSTS}"
    seen = len(np.unique(weeks))
    if seen < LEAST_WEEKS:
        return f"posts of {seen} weeks, and it takes {LEAST_WEEKS}"
    return ""


def _drawn_in(logs: Floats) -> Floats:
    padded = np.pad(logs, NEIGHBOURS, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEIGHBOURS + 1)
    usual = np.median(windows, axis=1)
    off = logs - usual
    reach = FAR * _NORMAL_MAD * float(np.median(np.abs(off)))
    if reach == 0:
        return logs
    found: Floats = usual + np.clip(off, -reach, reach)
    return found
