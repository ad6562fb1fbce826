"""Daily numbers of an account on X (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.series import Series

SERIES = (
    Series(
        format="X analytics account overview",
        needs=("date", "impressions", "engagements", "new follows", "profile visits"),
        metrics={
            "impressions_1d": ("impressions",),
            "interactions_reported_1d": ("engagements",),
            "reactions_1d": ("likes",),
            "comments_1d": ("replies",),
            "shares_1d": ("reposts",),
            "follows_1d": ("new follows",),
            "unfollows_1d": ("unfollows",),
            "saves_1d": ("bookmarks",),
            "sends_1d": ("shares",),
            "profile_visits_1d": ("profile visits",),
            "posts_1d": ("create post",),
            "video_views_1d": ("video views",),
            "media_views_1d": ("media views",),
        },
        channel="x",
    ),
)
