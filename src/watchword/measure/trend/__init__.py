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
from watchword.measure.trend.times import DAYS, PARTS, Times

__all__ = [
    "DAYS",
    "LEVELS",
    "PARTS",
    "STEPS",
    "TIMES",
    "TRENDS",
    "Change",
    "Times",
    "Trend",
    "as_levels",
    "as_steps",
    "as_times",
    "as_trends",
    "trends",
]
