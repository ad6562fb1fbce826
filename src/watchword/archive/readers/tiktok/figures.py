"""The numbers of videos in TikTok Studio's exports (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

CONTENT = Figures(
    metrics={
        "views": ("total views", "views"),
        "views_7d": ("views in the last 7 days",),
        "reactions": ("total likes", "likes"),
        "comments": ("total comments", "comments"),
        "shares": ("total shares", "shares"),
        "saves": ("add to favorites", "total favorites", "favorites", "saves"),
        "reach": ("reached audience", "total viewers"),
        "watch_time": ("total play time",),
        "average_watch_time": ("average watch time",),
        "average_viewed_share": ("watched full video",),
    },
    more={"taken": ("snapshot date",)},
)
"""``Time`` is a day without a year whose meaning differs between versions; it is not read."""
