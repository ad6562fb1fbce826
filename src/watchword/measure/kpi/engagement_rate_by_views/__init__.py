"""Interactions over views."""

from watchword.measure.kpi.base import rate_by

KPI = rate_by("views", "views", "views")
