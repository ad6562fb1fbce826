"""Made accounts whose level is known, to see whether intervals of change and steps hold."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from watchword.measure.trend.level import level_of
from watchword.measure.trend.series import MONDAY, WEEK, series_of
from watchword.measure.trend.steps import steps_of

FIRST_WEEK = 2924
"""A week of January 2026."""


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """How made accounts post and change; the log scale throughout.

    Attributes:
        name: For people.
        weeks: How long they post.
        posts: Posts of each account.
        slope: Steady growth a week.
        moves: Variance of the level's movement a week, in units of a single post's variance.
        step: Growth at one go, in the middle.
        shock: Standard deviation of what a week's posts share.
        noise: Standard deviation of single posts.
        is_heavy: Whether single posts have heavy tails (t of 4 degrees of freedom).
    """

    name: str
    weeks: int = 52
    posts: int = 156
    slope: float = 0.0
    moves: float = 0.0
    step: float = 0.0
    shock: float = 0.2
    noise: float = 1.0
    is_heavy: bool = False


WORLDS = (
    World(name="no change, three a week"),
    World(name="no change, weekly", posts=52),
    World(name="no change, daily, half a year", weeks=26, posts=182),
    World(name="no change, heavy tails", is_heavy=True),
    World(name="steady growth, ×1.7 a year", slope=0.01),
    World(name="steady growth, ×2.8 a year", slope=0.02),
    World(name="drift 0.001 a week", moves=0.001),
    World(name="drift 0.001 a week, weekly, two years", weeks=104, posts=104, moves=0.001),
    World(name="drift 0.01 a week", moves=0.01),
    World(name="drift 0.01 a week, weekly, two years", weeks=104, posts=104, moves=0.01),
    World(name="a step of ×2", step=math.log(2)),
    World(name="a step of ×3", step=math.log(3)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """How an account came out.

    Attributes:
        is_covered: Whether the 90 % interval of the change holds the truth.
        is_clear: Whether it leaves out ×1.
        width: Its half-width, as a multiplier.
        covered: Share of weeks whose level lies in its interval.
        steps: Steps that were told.
        is_found: Whether one of them has the true week between its earliest and its latest.
    """

    is_covered: bool
    is_clear: bool
    width: float
    covered: float
    steps: int
    is_found: bool


def held(world: World, seed: int) -> Held | None:
    """Make an account and compare what is told of it with the truth."""
    random = np.random.default_rng(seed)
    path = world.slope * np.arange(world.weeks) + world.step * (
        np.arange(world.weeks) >= world.weeks // 2
    )
    path += np.cumsum(random.normal(size=world.weeks)) * math.sqrt(world.moves) * world.noise
    week = random.integers(0, world.weeks, world.posts)
    if world.posts == world.weeks:
        week = np.arange(world.weeks)
    shock = random.normal(0, world.shock, world.weeks)
    single = (
        random.standard_t(4, world.posts) / math.sqrt(2)
        if world.is_heavy
        else random.normal(size=world.posts)
    )
    logs = 6 + path[week] + shock[week] + world.noise * single
    when = (FIRST_WEEK + week) * WEEK + MONDAY + random.integers(0, WEEK, world.posts)
    series = series_of(np.expm1(np.maximum(logs, 0)), when.astype(float), np.arange(world.posts))
    if series is None:
        return None
    level = level_of(series, world.weeks - 1)
    own = path[series.first - FIRST_WEEK :][: series.span]
    true = own[-1] - own[-1 - level.back]
    steps = steps_of(series.weeks, series.means, level.shared + 1 / series.counts)
    middle = world.weeks // 2 - (series.first - FIRST_WEEK)
    truth = own + 6
    return Held(
        is_covered=level.change_low <= true <= level.change_high,
        is_clear=level.change_low > 0 or level.change_high < 0,
        width=math.exp((level.change_high - level.change_low) / 2),
        covered=float(((level.low <= truth) & (truth <= level.high)).mean()),
        steps=len(steps),
        is_found=any(one.earliest <= middle <= one.latest for one in steps),
    )
