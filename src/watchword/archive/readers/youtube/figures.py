"""The numbers of videos in YouTube Studio's exports (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

VIDEOS = Figures(
    metrics={
        "views": ("views",),
        "watch_time": ("watch time",),
        "follows": ("subscribers gained",),
        "unfollows": ("subscribers lost",),
        "follows_net": ("=subscribers",),
        "revenue": ("estimated revenue", "your estimated revenue"),
        "impressions": ("impressions", "thumbnail impressions"),
        "click_rate_reported": ("impressions click through rate", "thumbnail click through rate"),
        "engaged_views": ("engaged views",),
        "average_watch_time": ("average view duration",),
        "average_viewed_share": ("average percentage viewed",),
        "like_share_reported": ("Likes (vs. dislikes) (%)",),
        "reactions": ("=likes",),
        "dislikes": ("dislikes",),
        "comments": ("comments added", "comments"),
        "shares": ("shares",),
        "reach": ("unique viewers",),
        "new_viewers": ("new viewers",),
        "returning_viewers": ("returning viewers",),
        "premium_views": ("youtube premium views",),
    },
    more={"taken": ("snapshot date",)},
    rates="percent",
)

DAYS = Figures(
    metrics={
        "views_1d": ("views",),
        "watch_time_1d": ("watch time",),
        "follows_net_1d": ("=subscribers",),
        "follows_1d": ("subscribers gained",),
        "unfollows_1d": ("subscribers lost",),
        "revenue_1d": ("estimated revenue", "your estimated revenue"),
        "impressions_1d": ("impressions", "thumbnail impressions"),
        "click_rate_reported_1d": (
            "impressions click through rate",
            "thumbnail click through rate",
        ),
        "reactions_1d": ("=likes",),
        "comments_1d": ("comments added", "comments"),
        "shares_1d": ("shares",),
        "reach_1d": ("unique viewers",),
    },
    more={"day": ("date",)},
    rates="percent",
)
"""Chart data: one row a video and day, so that each number is of one day."""
