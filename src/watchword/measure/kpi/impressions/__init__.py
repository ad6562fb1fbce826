"""Impressions."""

from watchword.measure.kpi.base import total_of

KPI = total_of("impressions", "Impressions")
