"""People reached."""

from watchword.measure.kpi.base import total_of

KPI = total_of(
    "reach",
    "Reach",
    counts_people=True,
    what="reach of each post, added up",
)
