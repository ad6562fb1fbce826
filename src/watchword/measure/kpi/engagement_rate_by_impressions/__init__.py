"""Interactions over impressions."""

from watchword.measure.kpi.base import rate_by

KPI = rate_by("impressions", "impressions", "impressions")
