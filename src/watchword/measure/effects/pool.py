"""The hierarchy over accounts: what one account cannot tell alone, its peers help to.

Effects of one attribute differ between accounts by a standard deviation tau that nobody knows.
To plug in an estimate of it collapses where that is zero; so it is integrated over a half-normal
prior with scale 0.25 on the log scale (a video that brings two times on one account brings 1.6 to
2.6 on most others).
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from watchword.measure.effects.design import Floats

SCALE = 0.25
GRID = np.linspace(0.0, 1.0, 81)
_STEPS = 60


def pooled(estimates: Floats, errors: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Effects of accounts, each drawn towards the others as far as the data say.

    Args:
        estimates: On the log scale, one an account; NaN where an account cannot tell.
        errors: Their standard errors.

    Returns:
        Median, both ends of the 90 % interval, and standard deviation of each account's effect;
        accounts that cannot tell get what the others say, NaN where nobody can.
    """
    told = np.isfinite(estimates) & np.isfinite(errors) & (errors > 0)
    if told.sum() < 2:  # noqa: PLR2004 - one has no peers
        error = np.where(told, errors, np.nan)
        wide = 1.6448536269514722 * error
        middle = np.where(told, estimates, np.nan)
        return middle, middle - wide, middle + wide, error
    values, spread = estimates[told], errors[told] ** 2
    variance = spread[None, :] + GRID[:, None] ** 2
    weights = 1 / variance
    centre_spread = 1 / weights.sum(axis=1)
    centre = (weights * values).sum(axis=1) * centre_spread
    logs = (
        0.5 * np.log(centre_spread)
        - 0.5 * np.log(variance).sum(axis=1)
        - 0.5 * (weights * (values - centre[:, None]) ** 2).sum(axis=1)
        - 0.5 * (GRID / SCALE) ** 2
    )
    share = np.exp(logs - logs.max())
    share /= share.sum()
    means, spreads = _given(estimates, errors, told, centre, centre_spread)
    middle = (share[:, None] * means).sum(axis=0)
    total = (share[:, None] * (spreads + (means - middle) ** 2)).sum(axis=0)
    ends = [_quantile(share, means, np.sqrt(spreads), level) for level in (0.5, 0.05, 0.95)]
    return ends[0], ends[1], ends[2], np.sqrt(total)


def _given(
    estimates: Floats, errors: Floats, told: np.ndarray, centre: Floats, centre_spread: Floats
) -> tuple[Floats, Floats]:
    """Mean and variance of each account's effect for each tau: tau x accounts."""
    tau = GRID[:, None] ** 2
    own = np.where(told, errors, 1.0) ** 2
    lean = np.where(told, tau / (tau + own), 0.0)  # how far an account believes itself
    value = np.where(told, estimates, 0.0)
    means = lean * value + (1 - lean) * centre[:, None]
    spreads = np.where(told, lean * own, tau) + (1 - lean) ** 2 * centre_spread[:, None]
    return means, np.maximum(spreads, 1e-12)


def _quantile(share: Floats, means: Floats, errors: Floats, level: float) -> Floats:
    """Quantile of a mixture of normals, by halving."""
    low = (means - 8 * errors).min(axis=0)
    high = (means + 8 * errors).max(axis=0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = (share[:, None] * ndtr((middle - means) / errors)).sum(axis=0)
        low = np.where(below < level, middle, low)
        high = np.where(below < level, high, middle)
    found: Floats = (low + high) / 2
    return found
