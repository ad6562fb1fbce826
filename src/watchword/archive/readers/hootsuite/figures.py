"""The numbers in Hootsuite's reports of posts, older and newer (import-formats, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

TWEETS = Figures(
    metrics={
        "impressions": ("impressions",),
        "interactions_reported": ("engagements",),
        "reactions": ("likes",),
        "shares": ("retweets",),
        "quotes": ("quote tweets",),
        "comments": ("replies",),
        "engagement_rate_reported": ("engagement rate",),
        "link_clicks": ("ow ly clicks",),
    },
)

_SHARED = {
    "impressions": ("impressions", "post impressions"),
    "impressions_organic": ("organic impressions",),
    "impressions_viral": ("viral impressions",),
    "impressions_paid": ("paid impressions",),
    "reach": ("reach", "post reach"),
    "reach_organic": ("organic reach",),
    "reach_viral": ("viral reach",),
    "reach_paid": ("paid reach",),
    "views": ("views",),
    "interactions_reported": ("engagement", "engagements"),
    "engagement_rate_reported": ("engagement rate",),
    "engaged_people": ("engaged users",),
    "comments": ("comments",),
    "shares": ("shares",),
    "saves": ("saves", "saved"),
    "clicks": ("clicks", "post clicks"),
    "link_clicks": ("link clicks", "post link clicks", "ow ly clicks"),
    "other_clicks": ("other actions",),
    "video_views": ("video views",),
}

FACEBOOK = Figures(
    metrics=_SHARED
    | {
        "reactions": ("reactions",),
        "reactions_like": ("reactions like", "likes"),
        "reactions_love": ("reactions love",),
        "reactions_haha": ("reactions haha",),
        "reactions_wow": ("reactions wow",),
        "reactions_sad": ("reactions sad", "reactions sorry"),
        "reactions_angry": ("reactions anger", "reactions angry"),
        "photo_clicks": ("photo views",),
    },
)

OTHERS = Figures(metrics=_SHARED | {"reactions": ("likes", "reactions")})

MESSAGES = Figures(names_account=False)
