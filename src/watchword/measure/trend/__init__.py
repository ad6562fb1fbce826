"""Trends: the level of an account and its change, steps, weekdays and hours, and its audience."""

from watchword.measure.trend.tables import LEVELS, STEPS, TIMES, TRENDS
from watchword.measure.trend.tell import (
    Change,
    Trend,
    as_levels,
    as_steps,
    as_times,
    as_trends,
    trends,
)

__all__ = [
    "LEVELS",
    "STEPS",
    "TIMES",
    "TRENDS",
    "Change",
    "Trend",
    "as_levels",
    "as_steps",
    "as_times",
    "as_trends",
    "trends",
]
