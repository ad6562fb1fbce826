"""The numbers in Meta's exports; headers of real files (import-formats research, 2026-10)."""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

_CLICK = "Matched Audience Targeting Consumption"

PAGE = Figures(
    metrics={
        "views": ("views", "visningar"),
        "impressions": ("impressions",),
        "reach": ("reach", "viewers", "rackvidd"),
        "interactions_reported": ("reactions, comments and shares", "interactions"),
        "reactions": ("reactions", "likes and reactions", "reaktioner"),
        "comments": ("comments", "kommentarer"),
        "shares": ("shares", "delningar"),
        "saves": ("saves",),
        "clicks": ("total clicks",),
        "link_clicks": ("link clicks",),
        "other_clicks": ("other clicks",),
        "photo_clicks": (f"{_CLICK} (Photo Click)",),
        "video_clicks": (f"{_CLICK} (Video Click)",),
        "negative_feedback": ("negative feedback from users: hide all", "negative feedback"),
        "video_views": ("3-second video views", "video views"),
        "watch_time": ("seconds viewed",),
        "average_watch_time": ("average seconds viewed",),
        "revenue": ("estimated earnings",),
        "ad_impressions": ("ad impressions",),
    },
    more={"taken": ("snapshot date",)},
)

INSTAGRAM = Figures(
    metrics={
        "views": ("views", "visningar"),
        "impressions": ("impressions",),
        "reach": ("reach", "rackvidd"),
        "reactions": ("likes", "gilla markeringar"),
        "comments": ("comments", "kommentarer"),
        "shares": ("shares", "delningar"),
        "saves": ("saves", "saved"),
        "follows": ("follows",),
        "profile_visits": ("profile visits",),
        "link_clicks": ("link clicks",),
        "video_views": ("plays",),
    },
    more={"taken": ("snapshot date",)},
)

_ACTIONS = "Lifetime Post Stories by action type -"

INSIGHTS = Figures(
    metrics={
        "reach": ("lifetime post total reach",),
        "reach_organic": ("lifetime post organic reach",),
        "reach_paid": ("lifetime post paid reach",),
        "reach_viral": ("lifetime post viral reach",),
        "impressions": ("lifetime post total impressions",),
        "impressions_organic": ("lifetime post organic impressions",),
        "impressions_paid": ("lifetime post paid impressions",),
        "impressions_viral": ("lifetime post viral impressions",),
        "engaged_people": ("lifetime engaged users",),
        "clicking_people": (
            "lifetime matched audience targeting consumers on post",
            "lifetime post consumers",
        ),
        "clicks": (
            "lifetime matched audience targeting consumptions on post",
            "lifetime post consumptions",
        ),
        "negative_feedback_people": ("lifetime negative feedback from users",),
        "negative_feedback": ("lifetime negative feedback",),
        "video_views": ("lifetime total video views", "lifetime organic video views"),
        "full_video_views": ("lifetime total views to 95%", "lifetime organic views to 95%"),
        "average_watch_time": ("lifetime average time video viewed",),
        "reactions": (f"{_ACTIONS} like", f"{_ACTIONS} likes"),
        "comments": (f"{_ACTIONS} comment",),
        "shares": (f"{_ACTIONS} share",),
    },
    scales={"average_watch_time": 0.001},
    more={"taken": ("snapshot date",)},
)
"""Facebook Insights: times of videos are in milliseconds (export's own line of definitions)."""
