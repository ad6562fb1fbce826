"""Interactions over the people reached."""

from watchword.measure.kpi.base import rate_by

KPI = rate_by("reach", "reach", "reach")
