"""What posts are compared by: one metric, several added up, or a rate."""

from __future__ import annotations

from dataclasses import dataclass

from watchword.base.errors import InputError
from watchword.measure.metrics import Sort, metrics

INTERACTIONS = ("reactions", "comments", "shares", "quotes", "saves")

SUMS = {"interactions": INTERACTIONS}
"""Measures that add metrics up. What a network does not tell is left out for all of an account's
posts alike: posts are compared only with posts of which the same parts are known."""

RATES = {
    "engagement_rate_by_reach": (INTERACTIONS, "reach", "engagement rate by reach"),
    "engagement_rate_by_impressions": (
        INTERACTIONS,
        "impressions",
        "engagement rate by impressions",
    ),
    "engagement_rate_by_views": (INTERACTIONS, "views", "engagement rate by views"),
    "engagement_rate_by_followers": (
        INTERACTIONS,
        "followers_at_posting",
        "engagement rate by followers at posting",
    ),
    "click_rate_by_impressions": (("link_clicks",), "impressions", "click-through rate"),
    "click_rate_by_reach": (("link_clicks",), "reach", "click rate by reach"),
    "completion_rate": (("full_video_views",), "video_views", "video completion rate"),
    "conversion_rate": (("conversions",), "link_clicks", "conversion rate"),
}
"""Measures that are what is counted over what it is counted of, both at the same age."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """What posts are compared by.

    Attributes:
        name: As tables write it.
        title: For people, in the middle of a sentence.
        parts: Metrics, added up; for a rate what is counted.
        under: For a rate the metric that it is of; else "".
    """

    name: str
    title: str
    parts: tuple[str, ...]
    under: str = ""


def measure(name: str) -> Measure:
    """The measure of a name.

    Raises:
        InputError: There is no such measure, or it cannot be compared at equal age: a rate that
            the network worked out, a number of some days only, a level.
    """
    if name in SUMS:
        return Measure(name=name, title=name, parts=SUMS[name])
    if name in RATES:
        parts, under, title = RATES[name]
        return Measure(name=name, title=title, parts=parts, under=under)
    one = metrics().get(name)
    if one is None:
        raise InputError(f"there is no metric {name!r}", hint=f"there are {_names()}")
    if one.sort is not Sort.CUMULATIVE:
        raise InputError(
            f"{one.title.lower()} cannot be compared at equal age: it does not grow with a post",
            hint=f"compare by one of {_names()}",
        )
    return Measure(name=name, title=one.title.lower(), parts=(name,))


def _names() -> str:
    cumulative = [one.name for one in metrics().values() if one.sort is Sort.CUMULATIVE]
    return ", ".join(sorted([*SUMS, *RATES, *cumulative]))
