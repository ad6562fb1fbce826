"""What is believed of an account before its own posts are seen: learnt from its channel's past.

Three things are shared among the accounts of a channel, each step of age for itself: how much
posts spread around their level, how fast levels drift, and the shape of the spread. Before any
post is seen they are as set here; then they move towards what the channel's accounts show. What
is believed in a month was learnt from months before, so no score looks ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

REACH = 16.0
"""Furthest standardised value that is told apart: a post that went viral on a page where most
have none."""

NODES = 321
"""Places at which a shape is held."""

SHAPE = np.linspace(-REACH, REACH, NODES)
"""Standardised values: steps of a tenth."""

DRIFTS = np.array([0.0, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3])
"""Drifts that are weighed: variance of a level's change in a week over the posts' variance."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Start:
    """How drifts are weighed.

    Attributes:
        likely: How likely each drift is before any post is seen; together 1.
        near: How likely a group has each drift (column) where its channel has one (row).
        own: How much of what a group's own posts say is believed.
    """

    likely: Numbers
    near: Numbers
    own: float


def _near(lower: float, same: float, higher: float) -> Numbers:
    size = len(DRIFTS)
    near: Numbers = lower * np.eye(size, k=-1) + same * np.eye(size) + higher * np.eye(size, k=1)
    return near


EVEN = Start(
    likely=np.array([0.17, 0.22, 0.22, 0.15, 0.12, 0.08, 0.03, 0.01]),
    near=_near(0.25, 0.5, 0.25),
    own=1.0,
)
"""For saying how many posts a benchmark is worth: as likely too high as too low. The middle of
the weights is 0.001, so that 21 daily or 24 to 26 weekly posts are usable, the field's rule of
thumb."""

CAUTIOUS = Start(
    likely=np.array([0.08, 0.13, 0.21, 0.27, 0.21, 0.09, 0.009, 0.001]),
    near=_near(0.05, 0.3, 0.65),
    own=0.6,
)
"""For intervals, which must hold before the drift is known: real pages have 0.006 to 0.06 a week. A
drift that is taken too low costs more than one too high, so doubt goes upward (set by the worlds
of docs/calibration.md)."""

TEMPER = 0.7
"""How much of what other groups say of the drift is believed: they are not exactly alike."""

DOUBT = 0.02
"""How far, as a share, the shape at first may be from the channel's (standard deviation)."""

UNLIKE = 0.022
"""How far, as a share, the shape of one account may be from its channel's."""

ACCOUNTS = 2.0
"""Groups that what is believed of the spread at first is worth against what a channel shows."""

SPREAD = 1.0
"""Variance of log(1 + value) around its level: real pages have 0.75 to 1.9 within a kind."""

WORTH = 8.0
"""Posts that the spread among peers is worth against an account's own."""

TAILS = 10.0
"""Degrees of freedom of the shape of posts around their level before any is seen."""

SHAPE_WORTH = 150.0
"""Posts that the shape at first is worth against the channel's own."""

LEAST_POSTS = 10
"""Posts of a group before it teaches its channel."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Belief:
    """What is believed of accounts of one channel, one row a step.

    Attributes:
        drift: Logarithm of what the channel's groups together say of each of ``DRIFTS``, beyond
            what is likely at first: steps x drifts.
        spread: Variance of posts around their level, on the scale log(1 + value).
        worth: Posts that ``spread`` is worth.
        shape: Share of posts below each node of ``SHAPE``: steps x nodes.
        points: Where 50 %, 5 % and 95 % of posts lie below: steps x 3.
        doubt: ``wildness`` of the shape, and how far (a share) it may be from the true one:
            steps x 2.
    """

    drift: Numbers
    spread: Numbers
    worth: Numbers
    shape: Numbers
    points: Numbers
    doubt: Numbers


def first_belief(steps: int) -> Belief:
    """What is believed before any post of a channel is seen."""
    shape = np.tile(usual_shape(), (steps, 1))
    return Belief(
        drift=np.zeros((steps, len(DRIFTS))),
        spread=np.full(steps, SPREAD),
        worth=np.full(steps, WORTH),
        shape=shape,
        points=points_of(shape),
        doubt=np.stack([wildness(shape), np.full(steps, DOUBT)], axis=1),
    )


def belief_from(posts: NDArray[np.int64], squares: Numbers, logs: Numbers, seen: Numbers) -> Belief:
    """What a channel's accounts show, joined to what was believed at first.

    Args:
        posts: Groups x steps: posts so far.
        squares: Groups x steps x drifts: sums of squared steps of the filters.
        logs: The same: sums of the logarithms of their variances.
        seen: Steps x nodes - 1: how posts lay around what was expected of them.
    """
    likely = log_likelihoods(posts, squares, logs)
    together = _added(likely)
    chance = np.log(CAUTIOUS.likely) + TEMPER * together
    chance = np.exp(chance - chance.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    below = np.concatenate([np.zeros((len(seen), 1)), np.cumsum(seen, axis=1)], axis=1)
    count = below[:, -1:]
    shape = (SHAPE_WORTH * usual_shape() + below) / (SHAPE_WORTH + count)
    doubt = np.hypot(UNLIKE, DOUBT * np.sqrt(SHAPE_WORTH / (SHAPE_WORTH + count[:, 0])))
    return Belief(
        drift=TEMPER * together,
        spread=_spread(posts, squares, chance),
        worth=np.full(len(seen), WORTH),
        shape=shape,
        points=points_of(shape),
        doubt=np.stack([wildness(shape), doubt], axis=1),
    )


def _spread(posts: NDArray[np.int64], squares: Numbers, chance: Numbers) -> Numbers:
    """Spread of posts in a typical group: the mean on the scale of the logarithm."""
    free = np.maximum(posts - 1, 0).astype(np.float64)
    variance = np.maximum((squares * chance).sum(axis=2) / np.maximum(free, 1), 1e-6)
    trust = np.where(posts >= LEAST_POSTS, free / (free + WORTH), 0.0)
    logarithm = ACCOUNTS * np.log(SPREAD) + _added(trust * np.log(variance))
    spread: Numbers = np.exp(logarithm / (ACCOUNTS + _added(trust)))
    return spread


def _added(groups: Numbers) -> Numbers:
    """The sum over groups, one after the other: one without posts changes not even the last bit."""
    total: Numbers = np.cumsum(groups, axis=0)[-1]
    return total


def weights_of(
    belief: Belief, posts: NDArray[np.int64], squares: Numbers, logs: Numbers, start: Start
) -> Numbers:
    """How likely each drift is for each group: as in its channel, and by its own posts.

    Args:
        belief: Of the channel.
        posts: As ``belief_from``.
        squares: Likewise.
        logs: Likewise.
        start: How drifts are weighed.

    Returns:
        Groups x steps x drifts; the last axis together 1.
    """
    mine = log_likelihoods(posts, squares, logs)
    others = np.log(start.likely) + belief.drift - TEMPER * mine
    channel = np.exp(others - others.max(axis=2, keepdims=True)) @ start.near
    weights: Numbers = channel * np.exp(start.own * mine)
    weights /= weights.sum(axis=2, keepdims=True)
    return weights


def wildness(shape: Numbers) -> Numbers:
    """How uncertain a spread is: its variance is ``wild`` x 4 spread squared over the posts.

    A half for normal posts (kurtosis 3), more for heavy tails.
    """
    share = np.diff(shape, axis=1)
    middle = np.clip((SHAPE[1:] + SHAPE[:-1]) / 2, -3, 3)
    second, fourth = (share * middle**2).sum(axis=1), (share * middle**4).sum(axis=1)
    wild: Numbers = np.maximum((fourth / second**2 - 1) / 4, 0.5)
    return wild


def log_likelihoods(posts: NDArray[np.int64], squares: Numbers, logs: Numbers) -> Numbers:
    """Logarithm of how likely each group's posts are under each drift, the greatest being 0."""
    free = (np.maximum(posts - 1, 0) + WORTH)[..., None]
    likely: Numbers = -0.5 * logs - 0.5 * free * np.log(WORTH * SPREAD + squares)
    likely -= likely.max(axis=2, keepdims=True)
    return likely


def points_of(shape: Numbers) -> Numbers:
    """Where shapes have 50 %, 5 % and 95 % below: shapes x 3."""
    return np.array([np.interp([0.5, 0.05, 0.95], one, SHAPE) for one in shape])


@cache
def usual_shape() -> Numbers:
    """Student's t with ``TAILS`` degrees of freedom and variance 1 at the nodes."""
    from scipy.special import stdtr

    shape: Numbers = stdtr(TAILS, SHAPE * np.sqrt(TAILS / (TAILS - 2)))
    return shape


@cache
def students() -> Numbers:
    """The 95 % point of Student's t for 0, 1, 2 ... 300 degrees of freedom."""
    from scipy.special import stdtrit

    points: Numbers = stdtrit(np.maximum(np.arange(301.0), 1.0), 0.95)
    return points
