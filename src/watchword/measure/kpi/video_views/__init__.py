"""Video views."""

from watchword.measure.kpi.base import total_of

KPI = total_of("video_views", "Video views")
