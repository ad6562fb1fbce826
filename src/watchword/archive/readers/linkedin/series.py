"""Daily numbers of a LinkedIn Page: content metrics, followers, visitors, competitors.

Headers of real files (import-formats research, 2026-10). Followers are those won on the day,
whatever their columns are called: the sheet's own name is "New followers". Days can be below
zero, as LinkedIn corrects earlier ones; the sign is kept.
"""

from __future__ import annotations

from watchword.archive.readers.dates import Order
from watchword.archive.readers.series import Series

SERIES = (
    Series(
        format="LinkedIn Page export, daily metrics",
        needs=("date", "impressions", "clicks", "reactions"),
        metrics={
            "impressions_1d": ("Impressions (total)", "impressions"),
            "impressions_organic_1d": ("Impressions (organic)",),
            "impressions_paid_1d": ("Impressions (sponsored)",),
            "reach_organic_1d": ("Unique impressions (organic)", "unique impressions"),
            "clicks_1d": ("Clicks (total)",),
            "clicks_organic_1d": ("Clicks (organic)",),
            "clicks_paid_1d": ("Clicks (sponsored)",),
            "reactions_1d": ("Reactions (total)",),
            "comments_1d": ("Comments (total)",),
            "shares_1d": ("Reposts (total)", "Shares (total)"),
            "engagement_rate_reported_1d": ("Engagement rate (total)",),
        },
        channel="linkedin",
        order=Order.MONTH_FIRST,
        rates="fraction",
    ),
    Series(
        format="LinkedIn Page export, new followers",
        needs=("date", "sponsored followers", "organic followers", "total followers"),
        metrics={
            "follows_1d": ("total followers",),
            "follows_organic_1d": ("organic followers",),
            "follows_paid_1d": ("sponsored followers",),
        },
        channel="linkedin",
        order=Order.MONTH_FIRST,
    ),
    Series(
        format="LinkedIn Page export, visitors",
        needs=("date", "total page views", "total unique visitors"),
        metrics={
            "page_views_1d": ("Total page views (total)",),
            "page_visitors_1d": ("Total unique visitors (total)",),
        },
        channel="linkedin",
        order=Order.MONTH_FIRST,
    ),
    Series(
        format="LinkedIn Page export, competitors",
        needs=("page", "total followers", "new followers", "total posts"),
        metrics={"followers": ("total followers",)},
        channel="linkedin",
        day=(),
        account=("page",),
    ),
)
