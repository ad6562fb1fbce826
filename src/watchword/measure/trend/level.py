"""The level of an account over time, and how sure it is.

A level that moves from week to week by chance (local level) and has a steady slope besides, weeks
that share a shock, and single posts around it, all on the log scale (Harvey 1989, chapter 2; Durbin
and Koopman 2012). How much the level moves (r, variance a week) and how much a week's posts share
(h), both in units of the variance of single posts, nobody knows: they are integrated over a grid
with a prior. The variance of single posts is integrated in closed form, which gives a t.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from watchword.measure.trend.series import Floats, Series

MOVES = np.array([0.0, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1])
MOVES_PRIOR = np.array([1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 1.0])
"""Movement of the level in a week, and how likely each is held to be beforehand: around the 0.001
of the rule of thumb and the 0.006 to 0.06 seen on real pages."""

SHOCKS = np.array([0.0, 0.05, 0.15, 0.4])
SHOCKS_PRIOR = np.array([1.0, 1.0, 1.0, 0.5])
"""What a week's posts share, and how likely each is held to be."""

SLOPE = 0.02
"""Standard deviation of the steady slope a week (log scale) beforehand: times 2.8 a year."""

LEVEL = 0.90
"""Share of intervals that hold."""

_HALVINGS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixture:
    """Numbers of which each is a mixture of t distributions.

    Attributes:
        shares: Of the parts, summing to 1.
        means: Parts x numbers.
        scales: Parts x numbers.
        degrees: Degrees of freedom of all.
    """

    shares: Floats
    means: Floats
    scales: Floats
    degrees: int

    def quantile(self, share: float) -> Floats:
        """The quantile of each number, by halving."""
        reach = float(stdtrit(self.degrees, 1 - 1e-6)) * self.scales
        low = (self.means - reach).min(axis=0)
        high = (self.means + reach).max(axis=0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            below = stdtr(self.degrees, (middle - self.means) / self.scales)
            is_low = (self.shares[:, None] * below).sum(axis=0) < share
            low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
        found: Floats = (low + high) / 2
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """The level on the log scale.

    Attributes:
        weeks: One number a week, from the series' first to its last, with its median and ends.
        low: Lower ends of their 90 % intervals.
        high: Upper ends.
        change: Median of the last week's level less that of the week ``back`` before.
        change_low: Lower end of its 90 % interval.
        change_high: Upper end.
        back: Weeks between the two.
        spread: Standard deviation of single posts.
        shared: Variance that a week's posts share, in units of a single post's.
    """

    weeks: Floats
    low: Floats
    high: Floats
    change: float
    change_low: float
    change_high: float
    back: int
    spread: float
    shared: float


def level_of(series: Series, back: int) -> Level:
    """The level of a series.

    Args:
        series: The posts.
        back: Weeks over which change is told; no more than the series has are taken.
    """
    back = min(back, series.span - 1)
    asked = _asked(series.span, back)
    posts = int(series.counts.sum())
    unit = max((series.within + _between(series)) / (posts - 1), 1e-12)
    parts = [
        _part(series, asked, move, shock, SLOPE**2 / unit) for move in MOVES for shock in SHOCKS
    ]
    prior = np.log(np.outer(MOVES_PRIOR, SHOCKS_PRIOR).ravel())
    logs = np.array([one[0] for one in parts]) + prior
    shares = np.exp(logs - logs.max())
    shares /= shares.sum()
    variance = np.array([one[1] for one in parts])
    numbers = Mixture(
        shares=shares,
        means=np.stack([one[2] for one in parts]),
        scales=np.sqrt(np.stack([one[3] for one in parts]) * variance[:, None]),
        degrees=posts - 1,
    )
    middle, low, high = (numbers.quantile(one) for one in (0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Level(
        weeks=middle[:-1],
        low=low[:-1],
        high=high[:-1],
        change=float(middle[-1]),
        change_low=float(low[-1]),
        change_high=float(high[-1]),
        back=back,
        spread=float(np.sqrt(shares @ variance)),
        shared=float(shares @ np.tile(SHOCKS, len(MOVES))),
    )


def _asked(span: int, back: int) -> Floats:
    """What is asked of the weeks' levels: each of them, and last the change."""
    change = np.zeros(span)
    change[-1] += 1
    change[-1 - back] -= 1
    return np.vstack([np.eye(span), change])


def _between(series: Series) -> float:
    middle = (series.means * series.counts).sum() / series.counts.sum()
    return float((series.counts * (series.means - middle) ** 2).sum())


def _part(
    series: Series, asked: Floats, move: float, shock: float, slope: float
) -> tuple[float, float, Floats, Floats]:
    """Log likelihood, variance of single posts, and mean and variance (in its units) of what is
    asked, for one movement and shock.
    """
    every = np.arange(series.span, dtype=float)
    prior = move * np.minimum.outer(every, every) + slope * np.outer(every, every)
    seen = series.weeks
    noise = shock + 1 / series.counts
    total = prior[np.ix_(seen, seen)] + np.diag(noise)
    root = np.linalg.cholesky(total)
    columns = np.column_stack([np.ones(len(seen)), series.means, prior[seen] @ asked.T])
    solved = np.linalg.solve(root, columns)
    ones, means, link = solved[:, 0], solved[:, 1], solved[:, 2:]
    weight = float(ones @ ones)
    mean = float(ones @ means) / weight
    rest = means - mean * ones
    posts = int(series.counts.sum())
    squares = series.within + float(rest @ rest)
    # a prior sum of squares of one millionth keeps posts that are all alike from dividing by zero
    variance = max(squares, 1e-6) / (posts - 1)
    likelihood = (
        -np.log(np.diag(root)).sum() - 0.5 * np.log(weight) - 0.5 * (posts - 1) * np.log(variance)
    )
    whole = asked.sum(axis=1)
    lever = whole - link.T @ ones
    place = whole * mean + link.T @ rest
    width = np.einsum("ai,ij,aj->a", asked, prior, asked, optimize=True)
    width = width - (link**2).sum(axis=0) + lever**2 / weight
    return float(likelihood), variance, place, np.maximum(width, 1e-12)
