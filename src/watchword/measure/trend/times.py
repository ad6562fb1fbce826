"""Weekdays and parts of the day: what posts of each come to beside the level of their week.

A field of the map is told only where enough posts of enough weeks are in it. What is told is drawn
towards ×1 as far as the fields agree (the hierarchy of effects), and whether they differ at all is
seen by shuffling posts within their weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from watchword.measure.effects.attributes import HOURS
from watchword.measure.effects.pool import pooled
from watchword.measure.trend.level import Level
from watchword.measure.trend.series import Floats, Ints, Series

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = tuple(name for _, name in HOURS)
"""Parts of the day; the night is that before the morning and after the evening."""

CELL_POSTS = 5
CELL_WEEKS = 4
"""Posts, and weeks, below which a field is left blank."""

LEAST_CELLS = 2
CHANCE = 0.05
SHUFFLES = 499
BLOCK = 13
"""Weeks within which posts are shuffled where most weeks have one or two."""

OFTEN = 3.0
"""Posts a week from which on posts are shuffled within their week."""

_SEED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A field of the map.

    Attributes:
        day: The weekday.
        part: The part of the day.
        posts: Posts in it.
        weeks: In how many weeks.
        times: Its posts against the usual ones of their weeks; None where they are too few.
        low: Lower end of the 90 % interval.
        high: Upper end.
        reason: Why nothing is told; "" otherwise.
    """

    day: str
    part: str
    posts: int
    weeks: int
    times: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """The map.

    Attributes:
        cells: Days in order, and in each its parts.
        p: Share of shuffles in which fields differ as much; None where too few fields are told.
    """

    cells: tuple[Cell, ...]
    p: float | None

    @property
    def is_clear(self) -> bool:
        """Whether fields differ more than chance has it."""
        return self.p is not None and self.p <= CHANCE

    @property
    def told(self) -> int:
        """How many fields have a number."""
        return sum(one.times is not None for one in self.cells)


def places_of(when: Floats, zone: ZoneInfo) -> Ints:
    """Place of each moment (ms) in the map, weekday by weekday, told in a zone."""
    return np.array([_place(datetime.fromtimestamp(one / 1000, UTC), zone) for one in when], int)


def _place(moment: datetime, zone: ZoneInfo) -> int:
    local = moment.astimezone(zone)
    part = next((place for place, (before, _) in enumerate(HOURS) if local.hour < before), 0)
    return local.weekday() * len(PARTS) + part


def times_of(series: Series, level: Level, places: Ints) -> Times:
    """The map of a series.

    Args:
        series: The posts.
        level: Their level.
        places: Place of each post in the map.
    """
    count = len(DAYS) * len(PARTS)
    posts = np.bincount(places, minlength=count)
    weeks = np.array([len(np.unique(series.of[places == one])) for one in range(count)])
    is_told = (posts >= CELL_POSTS) & (weeks >= CELL_WEEKS)
    rest = series.logs - level.weeks[series.of]
    rest = rest - rest.mean()
    numbers, p = None, None
    if is_told.sum() >= LEAST_CELLS:
        means = np.bincount(places, rest, count) / np.maximum(posts, 1)
        errors = _errors(series, level, places, posts)
        middle, low, high, _ = pooled(means[is_told], errors[is_told])
        numbers = dict(
            zip(np.flatnonzero(is_told), zip(middle, low, high, strict=True), strict=True)
        )
        p = _chance(series, rest, places, is_told)
    cells = [
        _cell(place, int(posts[place]), int(weeks[place]), (numbers or {}).get(place))
        for place in range(count)
    ]
    return Times(cells=tuple(cells), p=p)


def _cell(place: int, posts: int, weeks: int, number: Sequence[float] | None) -> Cell:
    day, part = divmod(place, len(PARTS))
    if number is None:
        reason = f"{posts} posts of {weeks} weeks, and it takes {CELL_POSTS} of {CELL_WEEKS}"
        if posts >= CELL_POSTS and weeks >= CELL_WEEKS:
            reason = "no other field has enough posts to compare with"
        return Cell(day=DAYS[day], part=PARTS[part], posts=posts, weeks=weeks, reason=reason)
    times, low, high = (float(np.exp(one)) for one in number)
    return Cell(
        day=DAYS[day], part=PARTS[part], posts=posts, weeks=weeks, times=times, low=low, high=high
    )


def _errors(series: Series, level: Level, places: Ints, posts: Ints) -> Floats:
    """Standard error of each field's mean: single posts, and what those of a week share."""
    count = len(posts)
    pairs, sizes = np.unique(series.of * count + places, return_counts=True)
    shared = np.bincount(pairs % count, sizes.astype(float) ** 2, count)
    some = np.maximum(posts, 1)
    found: Floats = level.spread * np.sqrt(1 / some + level.shared * shared / some**2)
    return found


def _chance(series: Series, rest: Floats, places: Ints, is_told: np.ndarray) -> float:
    """Share of shuffles in which the told fields' means differ as much."""
    count = len(is_told)
    posts = np.maximum(np.bincount(places, minlength=count), 1)

    def spread(numbers: Floats) -> float:
        means = np.bincount(places, numbers, count) / posts
        return float((posts * means**2)[is_told].sum())

    random = np.random.default_rng(_SEED)
    block = series.of if series.pace >= OFTEN else series.of // BLOCK
    order = np.argsort(block, kind="stable")
    own = spread(rest)
    larger = 0
    shuffled = np.empty_like(rest)
    for _ in range(SHUFFLES):
        mixed = np.lexsort((random.random(len(rest)), block))
        shuffled[order] = rest[mixed]
        larger += spread(shuffled) >= own
    return (1 + larger) / (1 + SHUFFLES)
