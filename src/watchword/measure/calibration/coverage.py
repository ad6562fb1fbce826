"""How often intervals hold the truth: in synthetic worlds, and from post to post on real pages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import Groups
from watchword.measure.benchmark.measures import measure
from watchword.measure.benchmark.numbers import Values
from watchword.measure.benchmark.peers import no_state, places_of
from watchword.measure.calibration.worlds import World, draw
from watchword.measure.kernel.steps import DAY, steps

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]

TYPICAL = (0.4, 0.6)
"""True places of typical posts."""

NOMINAL = (50, 80, 90)
"""Percent of posts that forecast intervals are to hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Percentiles of posts, 0 to 1, with what they rest on.

    Attributes:
        percentile: Share of comparable posts below.
        low: Lower end of its 90 % interval.
        high: Upper end.
        effective: What the posts behind the benchmark are worth.
        numbers: How many they are.
        tiers: 0 to 3.
    """

    percentile: Numbers
    low: Numbers
    high: Numbers
    effective: Numbers
    numbers: Ints
    tiers: Ints


def placed(account: Ints, published: Ints, values: Numbers, counts_in: NDArray[np.bool_]) -> Placed:
    """Percentiles of posts of one channel at one age, each by earlier posts only.

    Args:
        account: Of each post, from 0.
        published: In ms since 1970 UTC.
        values: What is compared; NaN: not observed.
        counts_in: Whether each teaches later ones.
    """
    size, accounts = len(values), int(account.max()) + 1
    asked = Values(
        measure=measure("reactions"),
        steps=steps([DAY]),
        posts=np.arange(size),
        published=published,
        values=values[:, None],
        under=None,
        known=np.full((size, 1), DAY, np.int32),
        counted=np.ones(size, np.int64),
        now=int(published.max()),
    )
    groups = Groups(
        of=account, channel=np.zeros(accounts, np.int64), count=accounts, counts_in=counts_in
    )
    parts = list(places_of(asked, groups, no_state(accounts, 1)))
    back = np.argsort(np.concatenate([one.rows for one in parts]))
    places = np.concatenate([one.places for one in parts])[back, 0].astype(np.float64)
    return Placed(
        percentile=places[:, 3] / 100,
        low=places[:, 4] / 100,
        high=places[:, 5] / 100,
        effective=np.concatenate([one.effective for one in parts])[back, 0].astype(np.float64),
        numbers=np.concatenate([one.numbers for one in parts])[back, 0].astype(np.int64),
        tiers=np.concatenate([one.tiers for one in parts])[back, 0].astype(np.int64),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How well percentiles and their intervals did in one world.

    Attributes:
        world: Which.
        posts: That had a percentile.
        share: Of them, whose true place lies in the interval.
        usable: The same among posts with a usable or firm benchmark.
        width: Of a typical post's interval at 20 to 22 earlier posts: the median.
        error: Mean distance of the percentile from the true place.
    """

    world: World
    posts: int
    share: float
    usable: float
    width: float
    error: float


def world_coverage(world: World, *, channels: int, accounts: int = 8, seed: int = 0) -> Coverage:
    """How intervals did in some channels of a world.

    Args:
        world: To draw from.
        channels: To draw.
        accounts: Of each channel: what is learnt of one helps the others.
        seed: Of the first channel.
    """
    held, shown, widths, errors = [], [], [], []
    for number in range(channels):
        posts = draw(world, accounts, np.random.default_rng(seed + number))
        everyone = np.ones(len(posts.values), np.bool_)
        found = placed(posts.account, posts.published, posts.values, everyone)
        seen = found.tiers > 0
        held.append(((found.low <= posts.truth) & (posts.truth <= found.high))[seen])
        shown.append(found.tiers[seen])
        errors.append(np.abs(found.percentile - posts.truth)[seen])
        typical = (posts.truth > TYPICAL[0]) & (posts.truth < TYPICAL[1])
        at = typical & (np.abs(found.numbers - 21) <= 1)
        widths.append((found.high - found.low)[at])
    hold, tiers = np.concatenate(held), np.concatenate(shown)
    return Coverage(
        world=world,
        posts=len(hold),
        share=float(hold.mean()),
        usable=float(hold[tiers > 1].mean()) if (tiers > 1).any() else float("nan"),
        width=float(np.median(np.concatenate(widths))),
        error=float(np.concatenate(errors).mean()),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """How often forecast intervals held the next post.

    Attributes:
        posts: Forecast.
        held: Share inside the intervals of ``NOMINAL``.
        places: Percentile of each post, 0 to 1; even if the forecasts are right.
    """

    posts: int
    held: tuple[float, ...]
    places: Numbers


def forecast(published: Ints, values: Numbers, *, seed: int = 0) -> Forecast:
    """Rolling origin: each post of one account forecast from the posts before it.

    Counts are whole numbers: a post's place is drawn evenly within the step of its number, as is
    usual for counts, or none could be even.

    Args:
        published: In ms since 1970 UTC.
        values: Whole numbers; NaN: not observed.
        seed: Of the draws.
    """
    size = len(values)
    found = placed(
        np.zeros(3 * size, np.int64),
        np.repeat(published, 3),
        # two shadows that teach nothing at the ends of a number's step, then the post
        np.stack([np.maximum(values - 0.5, 0), values + 0.5, values], axis=1).ravel(),
        np.tile([False, False, True], size),
    )
    lower = np.where(values > 0, found.percentile[0::3], 0)
    upper = found.percentile[1::3]
    within = lower + (upper - lower) * np.random.default_rng(seed).random(size)
    places = within[found.tiers[2::3] > 0]
    inside = [float((np.abs(places - 0.5) <= one / 200).mean()) for one in NOMINAL]
    return Forecast(posts=len(places), held=tuple(inside), places=places)
