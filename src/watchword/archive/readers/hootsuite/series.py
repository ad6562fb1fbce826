"""Hootsuite's account metrics: very long headers that say network and accounts.

``Followers > Social network - Instagram Business (Daily aggregated values for Social
Networks: A, B)`` and, older, ``Page Reactions by Type - Wow (Daily aggregated values for
Facebook pages: A, B)``. Sums over networks (``This column might contain aggregated values
across networks``) are left out: what they add is in the other columns. So is what Hootsuite
itself calls ``UNRELIABLE_``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchword.archive.readers.convert import channel_named
from watchword.archive.readers.figures import Figure, clean
from watchword.archive.readers.headers import plain
from watchword.archive.readers.series import Series

UNRELIABLE = "UNRELIABLE_"
_NETWORK = "> Social network -"
_METRICS = {
    "followers": "followers",
    "page followers": "followers",
    "page fans": "followers",
    "page likes": "followers",
    "post impressions": "impressions_1d",
    "impressions": "impressions_1d",
    "page impressions": "impressions_1d",
    "post reach": "reach_1d",
    "reach": "reach_1d",
    "page reach": "reach_1d",
    "post engagements": "interactions_reported_1d",
    "engagement": "interactions_reported_1d",
    "post reactions and likes": "reactions_1d",
    "post likes": "reactions_1d",
    "page reactions": "reactions_1d",
    "post comments": "comments_1d",
    "page comments": "comments_1d",
    "post shares": "shares_1d",
    "page shares": "shares_1d",
    "post link clicks": "link_clicks_1d",
    "post video views": "video_views_1d",
    "page video views": "video_views_1d",
    "page views": "page_views_1d",
    "profile visits": "profile_visits_1d",
    "new followers": "follows_1d",
    "page new likes": "follows_1d",
    "posts": "posts_1d",
}


def _columns(names: Sequence[str], above: Sequence[Sequence[str]]) -> Sequence[Figure]:  # noqa: ARG001 - one shape for all
    return tuple(_found(names))


def _found(names: Sequence[str]) -> Iterator[Figure]:
    seen: set[tuple[str, str]] = set()
    for place, name in enumerate(names):
        title, _, network = clean(name).partition("(")[0].partition(_NETWORK)
        note = clean(name).partition("(")[2]
        channel = _channel(network, note)
        metric = _METRICS.get(plain(title), "")
        if not metric or not channel or (metric, channel) in seen:
            continue
        seen.add((metric, channel))
        yield Figure(
            metric=metric, place=place, name=clean(name), channel=channel, account=_account(note)
        )


def _channel(network: str, note: str) -> str:
    if network.strip():
        return channel_named(network)
    return "facebook" if "facebook page" in note.lower() else ""


def _account(note: str) -> str:
    """The account, where the note names one alone."""
    listed = note.partition(":")[2].strip(" )").split(",")
    return listed[0].strip() if len(listed) == 1 else ""


SERIES = (
    Series(
        format="Hootsuite account metrics",
        needs=("date",),
        find=_columns,
        metrics={
            metric: tuple(name for name, one in _METRICS.items() if one == metric)
            for metric in dict.fromkeys(_METRICS.values())
        },
        order=None,
    ),
)
