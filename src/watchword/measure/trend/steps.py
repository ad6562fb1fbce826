"""Steps: weeks from which on posts do better or worse at one go.

Against a level that is constant or changes steadily, the week is sought at which a step explains
most. How large such a thing gets where there is none is seen by shuffling what is left of the weeks
(Freedman and Lane 1983), so that "none in twenty" holds whatever the shape of the noise. Where a
step stands, both sides are looked at again (binary segmentation: Vostrikova 1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from watchword.measure.trend.series import Floats, Ints

CHANCE = 0.05
"""Share of accounts without any step of which one is told."""

SIDE = 5
"""Weeks with posts that there must be on each side."""

MOST_STEPS = 4
SHUFFLES = 999
_SEED = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step.

    Attributes:
        week: Place of the first week of the new level.
        earliest: Place of the first week at which it may have been (90 %).
        latest: Place of the last.
        times: The new level over the old, beside any steady change.
        low: Lower end of its 90 % interval.
        high: Upper end.
        p: Share of shuffles with as large a step.
    """

    week: int
    earliest: int
    latest: int
    times: float
    low: float
    high: float
    p: float


def steps_of(weeks: Ints, means: Floats, noise: Floats) -> tuple[Step, ...]:
    """The steps of a series, in order of time.

    Args:
        weeks: Places of the weeks that have posts.
        means: Mean of log(1 + value) in each.
        noise: Variance of each mean, in any unit.
    """
    random = np.random.default_rng(_SEED)
    found: list[Step] = []
    open_parts = [(0, len(weeks))]
    while open_parts and len(found) < MOST_STEPS:
        start, end = open_parts.pop(0)
        part = slice(start, end)
        told = _step(weeks[part], means[part], noise[part], random)
        if told is None:
            continue
        found.append(told)
        at = int(np.searchsorted(weeks, told.week))
        open_parts += [(start, at), (at, end)]
    return tuple(sorted(found, key=lambda one: one.week))


def _step(weeks: Ints, means: Floats, noise: Floats, random: np.random.Generator) -> Step | None:
    count = len(weeks)
    if count < 2 * SIDE:
        return None
    root = 1 / np.sqrt(noise)
    line = np.column_stack([np.ones(count), weeks - weeks.mean()]) * root[:, None]
    basis, _ = np.linalg.qr(line)
    places = np.arange(SIDE, count - SIDE + 1)
    raw = (np.arange(count)[None, :] >= places[:, None]) * root
    bare = raw - (raw @ basis) @ basis.T
    sizes = np.sqrt((bare**2).sum(axis=1))
    bare /= sizes[:, None]
    own = means * root
    left = own - basis @ (basis.T @ own)
    total = float(left @ left)
    if total <= 1e-12 * float(own @ own):
        return None  # exactly on a line
    shares = (bare @ left) ** 2 / total
    best = int(np.argmax(shares))
    shuffled = random.permuted(np.tile(left, (SHUFFLES, 1)), axis=1)
    shuffled -= (shuffled @ basis) @ basis.T
    chance = ((shuffled @ bare.T) ** 2).max(axis=1) / (shuffled**2).sum(axis=1)
    p = float((1 + (chance >= shares[best]).sum()) / (1 + SHUFFLES))
    if p > CHANCE:
        return None
    degrees = max(count - 3, 1)
    spread = np.sqrt(max(total * (1 - shares[best]), 1e-12) / degrees)
    size = float(bare[best] @ left / sizes[best])
    reach = float(stdtrit(degrees, 0.95)) * spread / sizes[best]
    earliest, latest = _where(shares, degrees)
    return Step(
        week=int(weeks[places[best]]),
        earliest=int(weeks[places[earliest]]),
        latest=int(weeks[places[latest]]),
        times=float(np.exp(size)),
        low=float(np.exp(size - reach)),
        high=float(np.exp(size + reach)),
        p=p,
    )


def _where(shares: Floats, degrees: int) -> tuple[int, int]:
    """First and last of the weeks that hold nine tenths of what speaks for any."""
    logs = -0.5 * degrees * np.log(np.maximum(1 - shares, 1e-12))
    likely = np.exp(logs - logs.max())
    likely /= likely.sum()
    order = np.argsort(-likely, kind="stable")
    needed = int(np.searchsorted(np.cumsum(likely[order]), 0.9)) + 1
    kept = order[:needed]
    return int(kept.min()), int(kept.max())
