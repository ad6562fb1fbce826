"""Daily numbers of an account on TikTok (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.series import Series

SERIES = (
    Series(
        format="TikTok Studio, overview",
        needs=("date", "video views", "profile views"),
        metrics={
            "views_1d": ("video views",),
            "profile_visits_1d": ("profile views",),
            "reactions_1d": ("likes",),
            "comments_1d": ("comments",),
            "shares_1d": ("shares",),
            "follows_net_1d": ("net followers", "new followers", "followers gained"),
        },
        channel="tiktok",
    ),
    Series(
        format="TikTok Studio, followers",
        needs=("date", "followers", "difference in followers from previous day"),
        metrics={
            "followers": ("followers",),
            "follows_net_1d": ("difference in followers from previous day",),
        },
        channel="tiktok",
    ),
)
