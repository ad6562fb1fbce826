"""Growth of an account's audience apart from how its posts do."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from watchword.measure.trend.series import WEEK, Floats

FOLLOWERS = "followers"

NEAR = 2 * WEEK
"""How far from a moment, in ms, the nearest count of followers may be where none lie on both sides
of it."""

Counts = tuple[Floats, Floats]
"""Moments in ms, in order, and followers at them."""


def followers_of(audience: pa.Table | None) -> Mapping[tuple[str, str], Counts]:
    """The counts of followers of each account (channel, account).

    Args:
        audience: Of AUDIENCE; None where there is none.
    """
    found: dict[tuple[str, str], dict[float, float]] = {}
    if audience is None:
        return {}
    columns = [audience.column(name) for name in ("channel", "account", "metric", "value")]
    taken = audience.column("taken").cast(pa.int64()).to_pylist()
    rows = zip(*(one.to_pylist() for one in columns), taken, strict=True)
    for channel, account, metric, value, moment in rows:
        if metric == FOLLOWERS and value > 0:
            found.setdefault((channel, account), {})[float(moment)] = float(value)
    return {
        key: (np.array(sorted(one)), np.array([one[moment] for moment in sorted(one)]))
        for key, one in found.items()
    }


def followers_at(counts: Counts, moment: float) -> float | None:
    """Followers at a moment: between two counts by a steady rate, else the nearest within two
    weeks; None where there is none.
    """
    moments, numbers = counts
    if not len(moments):
        return None
    if moments[0] <= moment <= moments[-1]:
        return float(np.exp(np.interp(moment, moments, np.log(numbers))))
    nearest = int(np.argmin(np.abs(moments - moment)))
    return float(numbers[nearest]) if abs(moments[nearest] - moment) <= NEAR else None
