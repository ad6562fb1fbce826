"""Clicks."""

from watchword.measure.kpi.base import total_of

KPI = total_of("clicks", "Clicks")
