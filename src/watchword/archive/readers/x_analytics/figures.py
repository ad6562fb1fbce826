"""The numbers in exports of X analytics (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

CONTENT = Figures(
    metrics={
        "impressions": ("impressions",),
        "reactions": ("likes",),
        "interactions_reported": ("engagements",),
        "saves": ("bookmarks",),
        "sends": ("shares",),
        "follows": ("new follows",),
        "comments": ("replies",),
        "shares": ("reposts",),
        "profile_visits": ("profile visits",),
        "detail_expands": ("detail expands",),
        "link_clicks": ("url clicks",),
        "hashtag_clicks": ("hashtag clicks",),
        "permalink_clicks": ("permalink clicks",),
        "video_views": ("video views",),
        "media_views": ("media views",),
    },
    more={"taken": ("snapshot date",)},
)
"""``Shares`` are passed on by message or copied link; ``Reposts`` are what others call shares."""

ACTIVITY = Figures(
    metrics={
        "impressions": ("impressions",),
        "interactions_reported": ("engagements",),
        "engagement_rate_reported": ("engagement rate",),
        "shares": ("retweets",),
        "comments": ("replies",),
        "reactions": ("likes", "favorites"),
        "profile_visits": ("user profile clicks",),
        "link_clicks": ("url clicks",),
        "hashtag_clicks": ("hashtag clicks",),
        "detail_expands": ("detail expands",),
        "permalink_clicks": ("permalink clicks",),
        "app_opens": ("app opens",),
        "app_installs": ("app installs", "app install attempts"),
        "follows": ("follows",),
        "emails": ("email tweet",),
        "calls": ("dial phone",),
        "media_views": ("media views",),
        "media_engagements": ("media engagements",),
        "impressions_paid": ("promoted impressions",),
        "interactions_reported_paid": ("promoted engagements",),
        "link_clicks_paid": ("promoted url clicks",),
    },
    more={"taken": ("snapshot date",)},
    rates="fraction",
)
"""Numbers such as ``1203.0``, rates as fractions, ``-`` for none."""
