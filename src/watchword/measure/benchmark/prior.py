"""What is believed of an account before its own posts are seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

NODES = 321
"""Places at which a shape is held: standardised values from -8 to 8 in steps of 0.05."""

SHAPE = np.linspace(-8.0, 8.0, NODES)

DRIFT = 0.001
"""Variance of a level's change in a week over the variance of posts around it. Calibrated so that
21 daily or 24 to 26 weekly posts are a usable benchmark, the field's rule of thumb."""

SPREAD = 1.0
"""Variance of log(1 + value) around its level: real pages have 0.75 to 1.9 within a kind."""

WORTH = 8.0
"""Posts that the spread among peers is worth against an account's own."""

TAILS = 10.0
"""Degrees of freedom of the shape of posts around their level before any is seen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prior:
    """What is believed of accounts of one channel, one row a step.

    Attributes:
        drift: Variance of the level's change in a week over the variance of posts around it.
        spread: Variance of posts around their level, on the scale log(1 + value).
        worth: Posts that ``spread`` is worth.
        shape: Share of posts below each node of ``SHAPE``: steps x nodes.
        points: Where 50 %, 5 % and 95 % of posts lie below: steps x 3.
    """

    drift: NDArray[np.float64]
    spread: NDArray[np.float64]
    worth: NDArray[np.float64]
    shape: NDArray[np.float64]
    points: NDArray[np.float64]


def first_prior(steps: int) -> Prior:
    """What is believed before any post of a channel is seen."""
    shape = np.tile(usual_shape(), (steps, 1))
    return Prior(
        drift=np.full(steps, DRIFT),
        spread=np.full(steps, SPREAD),
        worth=np.full(steps, WORTH),
        shape=shape,
        points=np.array([points_of(one) for one in shape]),
    )


def points_of(shape: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where a shape has 50 %, 5 % and 95 % below."""
    return np.interp([0.5, 0.05, 0.95], shape, SHAPE)


@cache
def usual_shape() -> NDArray[np.float64]:
    """Student's t with ``TAILS`` degrees of freedom and variance 1 at the nodes."""
    from scipy.special import stdtr

    wide = np.sqrt(TAILS / (TAILS - 2))
    shape: NDArray[np.float64] = stdtr(TAILS, SHAPE * wide)
    return shape


@cache
def students() -> NDArray[np.float64]:
    """The 95 % point of Student's t for 0, 1, 2 ... 300 degrees of freedom."""
    from scipy.special import stdtrit

    points: NDArray[np.float64] = stdtrit(np.maximum(np.arange(301.0), 1.0), 0.95)
    return points
