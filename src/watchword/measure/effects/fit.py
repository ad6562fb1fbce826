"""Fitting one account, and how sure that is: the jackknife over weeks.

Posts of one week share what happened in it, so whole weeks are left out, one after the other
(CR3: Bell and McCaffrey 2002; Cameron, Gelbach and Miller 2008). Of the estimators tried it is the
one whose 90 % intervals hold (docs/calibration.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtr, stdtrit

from watchword.measure.effects.design import Floats

LEAST_WEEKS = 5
"""Weeks below which intervals mean nothing."""

Z90 = 1.6448536269514722


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """Coefficients on the log scale.

    Attributes:
        beta: One a column.
        error: Standard error of each, widened so that 1.645 of them make a 90 % interval.
        p: Two-sided p-value of each.
        weeks: How many there are.
        spread: Standard deviation of single posts around the model, on the log scale.
    """

    beta: Floats
    error: Floats
    p: Floats
    weeks: int
    spread: float


def fit(matrix: Floats, logs: Floats, weeks: NDArray[np.int64]) -> Fit | None:
    """Least squares with errors by the jackknife over weeks; None with too few weeks or posts.

    Args:
        matrix: Posts x columns.
        logs: log(1 + value) of each post.
        weeks: Number of each post's week.
    """
    names, cluster = np.unique(weeks, return_inverse=True)
    count, width = len(names), matrix.shape[1]
    if count < LEAST_WEEKS or len(logs) <= width + 1:
        return None
    gram = matrix.T @ matrix
    total = matrix.T @ logs
    beta: Floats = np.linalg.pinv(gram, hermitian=True) @ total
    own = [matrix[cluster == one] for one in range(count)]
    less = np.stack([gram - one.T @ one for one in own])
    rest = np.stack([total - one.T @ logs[cluster == week] for week, one in enumerate(own)])
    without = np.einsum("gij,gj->gi", np.linalg.pinv(less, hermitian=True), rest)
    squares = ((without - beta) ** 2).sum(axis=0)
    plain = np.sqrt(squares * (count - 1) / count)
    degrees = count - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(degrees, -np.abs(beta / plain))
    return Fit(
        beta=beta,
        error=plain * float(stdtrit(degrees, 0.95)) / Z90,
        p=np.where(np.isfinite(p), p, 1.0),
        weeks=count,
        spread=float(np.sqrt(((logs - matrix @ beta) ** 2).sum() / (len(logs) - width))),
    )


def normal_p(mean: Floats, error: Floats) -> Floats:
    """Two-sided p-values of numbers that are normal with known errors."""
    found: Floats = 2 * ndtr(-np.abs(mean / error))
    return found


def discoveries(p: Floats, share: float) -> NDArray[np.bool_]:
    """Which of several differences stand, so that at most this share of them is chance.

    Benjamini and Hochberg 1995.

    Args:
        p: Their p-values.
        share: Share of false ones that is accepted, as a fraction.
    """
    count = len(p)
    order = np.argsort(p)
    passes = np.flatnonzero(p[order] <= share * np.arange(1, count + 1) / max(count, 1))
    found = np.zeros(count, bool)
    if len(passes):
        found[order[: passes[-1] + 1]] = True
    return found
