"""How posts did, month by month."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from watchword.measure.kpi.above import Z
from watchword.measure.report.frame import MONTHS_BEFORE, Frame, age_words, first_of
from watchword.measure.report.month import TrendMonth
from watchword.measure.report.number import count
from watchword.measure.report.phrases import month_name

LEAST = 6
"""Posts from which on the middle one has an interval: with fewer, nine times of ten it lies
beyond the least and the greatest of them (binomial, 1 - 2 / 2**n)."""


def trend(frame: Frame) -> tuple[TrendMonth, ...]:
    """The report's month and up to 12 before, from the first one with a number."""
    made: list[TrendMonth] = []
    values = frame.values
    for number in range(frame.month - MONTHS_BEFORE, frame.month + 1):
        found = values[frame.months == number]
        found = np.sort(found[np.isfinite(found)])
        if len(found) or made:
            made.append(_month(number, found))
    return tuple(made)


def _month(number: int, found: NDArray[np.float64]) -> TrendMonth:
    size = len(found)
    low = high = None
    if size >= LEAST:
        reach = Z * np.sqrt(size) / 2
        low = float(found[max(0, int(np.floor(size / 2 - reach)))])
        high = float(found[min(size - 1, int(np.ceil(size / 2 + reach)))])
    value = float(np.median(found)) if size else None
    return TrendMonth(first=first_of(number), value=value, low=low, high=high, posts=size)


def trend_words(frame: Frame, months: tuple[TrendMonth, ...]) -> str:
    """The newest month against the one before, in a sentence."""
    seen = [one for one in months if one.value is not None]
    if len(seen) < 2:  # noqa: PLR2004 - nothing to compare
        return "Not enough yet: a trend needs numbers of two months."
    last, before = seen[-1], seen[-2]
    said = (
        f"The middle post of {month_name(last.first)} had {count(last.value).words} {frame.metric} "
        f"at {age_words(frame.age)}; of {month_name(before.first)}, {count(before.value).words}."
    )
    if None in (last.low, last.high, before.low, before.high):
        return f"{said} Too few posts to say whether that is a change."
    is_apart = last.low > before.high or before.low > last.high  # type: ignore[operator]
    if is_apart:
        return f"{said} Their 90 % intervals do not meet: a change."
    return f"{said} Their 90 % intervals overlap: it may be chance."
