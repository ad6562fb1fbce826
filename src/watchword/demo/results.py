"""What the invented posts came to: numbers that grow with age, with known effects in them.

A video does 1.7 times as well as another post, the winter campaign 1.4 times, thanks to staff
1.3 times; the accounts grow by a sixth over the year; the rest is chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from random import Random

from watchword.demo.year import DAYS, SEED, DemoPost

VIDEO, CAMPAIGN, PEOPLE, GROWTH = 1.7, 1.4, 1.3, 1 / 6
SPREAD = 0.6
"""Standard deviation of chance on the log scale; of real pages 0.9 to 1.2."""
DAY = 86_400.0
_WINTER = ("vaccination", "flu", "winter", "#WinterWellness", "cold weather")


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """Numbers of a post at one age."""

    views: int
    reach: int
    reactions: int
    comments: int
    shares: int
    saves: int
    clicks: int
    follows: int

    @property
    def interactions(self) -> int:
        """Reactions, comments and shares."""
        return self.reactions + self.comments + self.shares


_TOPICS = {
    "people": ("Thank you", "Congratulations", "Welcome", "Meet our", "volunteers"),
    "jobs": ("We are looking for", "#NHSJobs"),
    "jabs": ("vaccin", "flu ", "jab"),
    "wellness": ("More advice", "NHS 111", "miracle"),
    "services": ("clinic", "pharmacy", "appointment", "Visiting"),
}

_PILLARS = {
    "x": {"people": "thanks", "wellness": "health warnings"},
    "facebook": {
        "people": "stories with consent",
        "wellness": "questions answered",
        "jobs": "jobs",
    },
    "instagram": {"people": "people at work"},
    "linkedin": {"people": "awards", "news": "partnership"},
}

_ELSE = {
    "people": "thanks",
    "jobs": "vacancies",
    "jabs": "vaccination",
    "wellness": "health warnings",
    "services": "service news",
    "news": "service news",
}


def campaign_of(post: DemoPost) -> str:
    """The campaign that a post belongs to, or ""."""
    is_winter = post.published.month in (11, 12, 1, 2)
    if is_winter and any(word in post.text for word in _WINTER):
        return "Winter wellness"
    return "Come and work here" if "#NHSJobs" in post.text else ""


def topic_of(post: DemoPost) -> str:
    """What a post is about."""
    return next(
        (topic for topic, words in _TOPICS.items() if any(word in post.text for word in words)),
        "news",
    )


def pillar_of(post: DemoPost) -> str:
    """The content pillar of a post: its account's, as the policy plans them, where one fits."""
    topic = topic_of(post)
    return _PILLARS.get(post.channel, {}).get(topic, _ELSE[topic])


def numbers_at(post: DemoPost, moment: datetime) -> Numbers:
    """A post's numbers at a moment; the same each time."""
    random = Random(SEED * 1_000_003 + post.number)  # noqa: S311 - the same numbers each time
    day = (post.published - datetime(2025, 11, 1, tzinfo=post.published.tzinfo)).days
    effect = (1 + GROWTH * day / DAYS) * random.lognormvariate(0, SPREAD)
    effect *= VIDEO if post.is_video else 1
    effect *= CAMPAIGN if campaign_of(post) == "Winter wellness" else 1
    effect *= PEOPLE if topic_of(post) == "people" else 1
    reach = post.reach * math.sqrt(effect) * _share(post, moment)
    acts = 0.03 * post.reach * effect * _share(post, moment)
    return Numbers(
        views=round(reach * 1.25),
        reach=round(reach),
        reactions=round(acts * 0.7),
        comments=round(acts * random.uniform(0.05, 0.15)),
        shares=round(acts * random.uniform(0.1, 0.2)),
        saves=round(acts * random.uniform(0.02, 0.06)),
        clicks=round(acts * random.uniform(0.3, 0.6)),
        follows=round(acts * random.uniform(0.0, 0.03)),
    )


def _share(post: DemoPost, moment: datetime) -> float:
    """How much of its final numbers a post has: a third after five hours, nearly all in a week."""
    age = max(0.0, (moment - post.published).total_seconds())
    return 1 - math.exp(-((age / DAY / 1.2) ** 0.55))


def followers_on(usual_reach: int, day: int) -> int:
    """Followers of an account on a day of the year, from 0."""
    return round(usual_reach * 6 * (1 + GROWTH * day / DAYS))
