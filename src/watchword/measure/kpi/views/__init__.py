"""Views."""

from watchword.measure.kpi.base import total_of

KPI = total_of("views", "Views")
