"""The numbers in LinkedIn's exports of Pages (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

ALL_POSTS = Figures(
    metrics={
        "impressions": ("impressions",),
        "video_views": ("views",),
        "video_views_offsite": ("offsite views",),
        "clicks": ("clicks",),
        "click_rate_reported": ("click through rate",),
        "reactions": ("likes", "reactions"),
        "comments": ("comments",),
        "shares": ("reposts", "shares"),
        "follows": ("follows",),
        "engagement_rate_reported": ("engagement rate",),
    },
    more={"is_paid": ("post type",), "taken": ("snapshot date",)},
    rates="fraction",
    names_account=False,
)
"""Likes are all reactions; ``Post type`` is Organic or Sponsored."""

SHARES = Figures(names_account=False)
