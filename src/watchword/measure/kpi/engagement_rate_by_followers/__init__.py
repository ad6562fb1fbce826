"""Interactions over the followers when it was posted."""

from watchword.measure.kpi.base import rate_by

KPI = rate_by("followers_at_posting", "followers", "followers of the account when it was posted")
