"""Daily numbers of profiles in Sprout Social's reports (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.dates import Order
from watchword.archive.readers.series import Series

SERIES = (
    Series(
        format="Sprout Social profile performance",
        needs=("date", "network", "audience", "net audience growth"),
        metrics={
            "followers": ("audience", "followers"),
            "follows_net_1d": ("net audience growth",),
            "posts_1d": ("Published Posts (Total)",),
            "impressions_1d": ("impressions",),
            "interactions_reported_1d": ("engagements",),
            "reactions_1d": ("reactions",),
            "comments_1d": ("comments",),
            "shares_1d": ("shares",),
            "saves_1d": ("saves",),
            "video_views_1d": ("video views",),
            "engagement_rate_reported_1d": ("Engagement Rate (per Impression)",),
        },
        network=("network",),
        account=("profile",),
        order=Order.MONTH_FIRST,
    ),
)
