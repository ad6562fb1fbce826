"""Daily numbers of a YouTube channel: Totals.csv beside a table of videos."""

from __future__ import annotations

from watchword.archive.readers.series import Series
from watchword.archive.readers.youtube.figures import DAYS

TOTALS = Series(
    format="YouTube Studio, totals of days",
    needs=("date",),
    metrics=DAYS.metrics,
    channel="youtube",
    rates="percent",
)
"""A day and one number: known only by the company of a table of videos."""
