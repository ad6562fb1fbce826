"""The numbers in Sprout Social's reports of posts (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

POSTS = Figures(
    metrics={
        "impressions": ("=impressions",),
        "impressions_organic": ("organic impressions",),
        "impressions_paid": ("paid impressions",),
        "impressions_viral": ("viral impressions",),
        "reach": ("=reach",),
        "reach_organic": ("organic reach",),
        "reach_paid": ("paid reach",),
        "reach_viral": ("viral reach",),
        "engagement_rate_reported": ("Engagement Rate (per Impression)", "engagement rate"),
        "interactions_reported": ("engagements",),
        "reactions": ("reactions",),
        "reactions_like": ("likes",),
        "reactions_love": ("love reactions",),
        "reactions_haha": ("haha reactions",),
        "reactions_wow": ("wow reactions",),
        "reactions_sad": ("sad reactions",),
        "reactions_angry": ("angry reactions",),
        "comments": ("comments",),
        "shares": ("shares",),
        "saves": ("saves",),
        "link_clicks": ("post link clicks",),
        "other_clicks": ("other post clicks",),
        "clicks": ("Post Clicks (All)",),
        "negative_feedback": ("negative feedback",),
        "video_views": ("video views",),
        "video_views_organic": ("organic video views",),
        "video_views_paid": ("paid video views",),
        "full_video_views": ("full video views",),
    },
    more={"taken": ("snapshot date",)},
    sums={"reactions": ("reactions_like",)},
)
"""Where a network has no other reactions than likes, the report gives ``Likes`` alone."""
