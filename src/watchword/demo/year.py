"""A year of invented posts: mostly what a health board says, now and then what it should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from watchword.demo.words import MISTAKES, PLACES, SLOTS, USUAL

SEED = 1948
DAYS = 365


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPost:
    """One invented post.

    Attributes:
        number: From 1.
        channel: The network.
        account: Its handle there.
        text: What it says.
        published: When (UTC).
        alt_texts: One for each picture; "" without a description.
        is_video: Whether it is a video.
        reach: People who saw it.
        interactions: What they did.
    """

    number: int
    channel: str
    account: str
    text: str
    published: datetime
    alt_texts: tuple[str, ...] = ()
    is_video: bool = False
    reach: int = 0
    interactions: int = 0
    tags: tuple[str, ...] = field(default=())


ACCOUNTS = {
    "facebook": ("GlenmarrowHealthBoard", 5, 4200),
    "instagram": ("glenmarrowcareers", 3, 1300),
    "x": ("GlenmarrowHealth", 7, 2600),
    "linkedin": ("glenmarrow-health-board", 2, 900),
    "mastodon": ("glenmarrow", 2, 240),
}
"""Handle, usual posts a weekday (halved at weekends, give or take), usual reach."""


def year_of_posts(first: date) -> list[DemoPost]:
    """Posts of a year on five accounts; the same each time.

    Args:
        first: The first day.
    """
    random = Random(SEED)  # noqa: S311 - the same posts each time
    posts: list[DemoPost] = []
    for day in range(DAYS):
        when = first + timedelta(days=day)
        for channel, (handle, usual, reach) in ACCOUNTS.items():
            busy = usual if when.weekday() < 5 else usual // 2  # noqa: PLR2004 - weekdays
            for _ in range(random.randint(0, busy)):
                posts.append(_post(len(posts) + 1, channel, handle, when, reach, random))
    return posts


def _post(
    number: int, channel: str, handle: str, day: date, reach: int, random: Random
) -> DemoPost:
    is_mistake = random.random() < 0.06  # noqa: PLR2004 - about one post in sixteen
    pattern = random.choice(MISTAKES if is_mistake else USUAL)
    text = filled(pattern, random)
    minute = random.randint(7 * 60, 19 * 60)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    pictures = random.choices((0, 1, 2), (5, 4, 1))[0]
    described = random.random() > 0.12  # noqa: PLR2004 - most are described
    seen = int(reach * random.lognormvariate(0, 0.5))
    return DemoPost(
        number=number,
        channel=channel,
        account=handle,
        text=text,
        published=moment,
        alt_texts=tuple(filled("{alt}", random) if described else "" for _ in range(pictures)),
        is_video=channel != "linkedin" and random.random() < 0.08,  # noqa: PLR2004 - few
        reach=seen,
        interactions=int(seen * random.uniform(0.01, 0.06)),
    )


def filled(pattern: str, random: Random) -> str:
    """A pattern with each ``{slot}`` replaced by one of its words."""
    while "{" in pattern:
        start, end = pattern.index("{"), pattern.index("}")
        name = pattern[start + 1 : end]
        choices = PLACES if name == "place" else SLOTS[name]
        pattern = pattern[:start] + random.choice(choices) + pattern[end + 1 :]
    return pattern
