"""Synthetic channels whose posts' true places are known.

A world has accounts, each with a level that drifts, a spread of its own, and posts around the
level in one of several shapes. A post's true place is the share of posts of the same account, as
it is that day, that do worse; half of those that do the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

WEEK_MS = 7 * 24 * 3600 * 1000
START_MS = 1_704_096_000_000
"""1 January 2024, 08:00 UTC."""

DRAWS = 200_000
"""Draws that a shape's distribution is worked out from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadence:
    """How often an account posts, how long, and how its level drifts.

    Attributes:
        name: For people.
        posts: Posts an account.
        gap: Weeks between posts on average.
        drift: Variance of the level's change in a week over the posts' variance.
        is_bursty: Whether posts come in bursts of ten with long pauses.
        trend: Growth of the level in a week, in standard deviations of posts.
    """

    name: str
    posts: int
    gap: float
    drift: float
    is_bursty: bool = False
    trend: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """One channel to draw from.

    Attributes:
        shape: Name of one of ``SHAPES``.
        cadence: How its accounts post.
        level: Mean of the accounts' levels, on the scale log(1 + value).
    """

    shape: str
    cadence: Cadence
    level: float = 5.0


CADENCES = (
    Cadence(name="daily, 3 weeks and a half", posts=25, gap=1 / 7, drift=0.001),
    Cadence(name="daily, 15 weeks", posts=105, gap=1 / 7, drift=0.003),
    Cadence(name="daily, 15 weeks, drift", posts=105, gap=1 / 7, drift=0.01),
    Cadence(name="three a week", posts=60, gap=1 / 3, drift=0.003),
    Cadence(name="weekly, half a year", posts=30, gap=1, drift=0.001),
    Cadence(name="weekly, half a year, drift", posts=30, gap=1, drift=0.01),
    Cadence(name="weekly, two years", posts=105, gap=1, drift=0.001),
    Cadence(name="weekly, two years, drift", posts=105, gap=1, drift=0.01),
    Cadence(name="in bursts", posts=60, gap=1 / 2, drift=0.003, is_bursty=True),
    Cadence(name="growing audience", posts=105, gap=1 / 3, drift=0.001, trend=0.02),
)


def _normal(random: np.random.Generator, count: int) -> Numbers:
    return random.normal(size=count)


def _heavy(random: np.random.Generator, count: int) -> Numbers:
    heavy: Numbers = random.standard_t(4, size=count) / np.sqrt(2)
    return heavy


def _skewed(random: np.random.Generator, count: int) -> Numbers:
    skewed: Numbers = (random.gamma(4, size=count) - 4) / 2
    return skewed


OUTLIERS, SECOND_SORT = 0.03, 0.3
"""Shares of posts."""


def _viral(random: np.random.Generator, count: int) -> Numbers:
    usual = random.normal(size=count) * 0.8
    return usual + (random.random(count) < OUTLIERS) * random.normal(3.5, 1, size=count)


def _mixed(random: np.random.Generator, count: int) -> Numbers:
    """Two sorts of posts that nobody told apart."""
    return 0.75 * _normal(random, count) + np.where(random.random(count) < SECOND_SORT, 1.1, -0.45)


SHAPES: dict[str, Callable[[np.random.Generator, int], Numbers]] = {
    "normal": _normal,
    "heavy tails": _heavy,
    "skewed": _skewed,
    "viral outliers": _viral,
    "hidden mixture": _mixed,
    "low counts": _normal,
}

LOW = 2.4
"""Level of accounts with low counts: about ten a post."""

WORLDS = tuple(
    World(shape=shape, cadence=cadence, level=LOW if shape == "low counts" else 5.0)
    for shape in SHAPES
    for cadence in CADENCES
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """Posts of one channel, account by account in order of publication.

    Attributes:
        account: Of each post.
        published: When, in ms since 1970 UTC.
        values: Whole numbers.
        truth: True place, 0 to 1.
    """

    account: NDArray[np.int64]
    published: NDArray[np.int64]
    values: Numbers
    truth: Numbers


def draw(world: World, accounts: int, random: np.random.Generator) -> Drawn:
    """Posts of some accounts of a world."""
    cadence = world.cadence
    size = (accounts, cadence.posts)
    gaps = random.gamma(4, cadence.gap / 4, size=size)
    if cadence.is_bursty:
        pause = np.arange(cadence.posts) % 10 == 0
        gaps = np.where(pause, gaps * 6, gaps * 4 / 9)
    spread = np.exp(random.normal(0, 0.2, size=(accounts, 1)))
    steps = random.normal(size=size) * np.sqrt(cadence.drift * gaps) + cadence.trend * gaps
    level = world.level + random.normal(0, 0.5, size=(accounts, 1))
    level = level + spread * np.cumsum(steps, axis=1)
    shape = SHAPES[world.shape]
    off = shape(random, accounts * cadence.posts).reshape(size)
    usual = np.sort(shape(random, DRAWS))
    if world.shape == "low counts":
        values, truth = _counted(level, spread, off, usual, random)
    else:
        values = np.maximum(np.round(np.expm1(level + spread * off)), 0.0)
        truth = (
            _below(usual, (np.log(values + 0.5) - level) / spread)
            + _below(usual, (np.log(values + 1.5) - level) / spread)
        ) / 2
    return Drawn(
        account=np.repeat(np.arange(accounts), cadence.posts),
        published=(START_MS + np.cumsum(gaps, axis=1) * WEEK_MS).astype(np.int64).ravel(),
        values=values.ravel(),
        truth=truth.ravel(),
    )


def _below(usual: Numbers, where: Numbers) -> Numbers:
    """Share of draws below; values are rounded, so half a step lies to each side."""
    return np.searchsorted(usual, where) / len(usual)


def _counted(
    level: Numbers, spread: Numbers, off: Numbers, usual: Numbers, random: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Poisson counts around a rate that varies, and their true places."""
    from scipy.special import gammaincc

    values = random.poisson(np.expm1(np.maximum(level + spread * off, 0.05))).astype(np.float64)
    some = usual[:: len(usual) // 200]
    rates = np.expm1(np.maximum(level[..., None] + spread[..., None] * some, 0.05))
    below = np.where(values > 0, gammaincc(np.maximum(values, 1)[..., None], rates).mean(-1), 0.0)
    upto = gammaincc(values[..., None] + 1, rates).mean(-1)
    return values, (below + upto) / 2
