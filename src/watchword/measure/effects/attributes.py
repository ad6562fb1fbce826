"""Attributes of posts that may go with how they do. To add one, add it to ATTRIBUTES."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow as pa

from watchword.base.pattern import pattern

YES, NO = "yes", "no"
SHORT, LONG = 80, 250
"""Characters: a text below is short, one from there on long; on most networks a text is cut off
near the second."""
MANY_TAGS = 3
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_LEVELS = 8
"""Different values of an own column beyond which the rarer ones are taken together."""
LEAST_OF_ONE = 3
"""Posts of a value below which it is taken together with the other rare ones."""
OTHER = "other"
THIRDS = ("lowest third", "middle third", "highest third")
"""What numbers of an own column are told by where there are many of them."""

HOURS = ((6, "night"), (11, "morning"), (14, "midday"), (18, "afternoon"), (22, "evening"))
"""Hour before which a part of the day ends, local time."""

_TAG = r"(?:^|\s)#[\pL\pN_]"
_LINK = r"(?:https?://|\bwww\.)"

Row = Mapping[str, object]
"""One row of POSTS; ``published`` in the zone asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribute:
    """Something about a post.

    Attributes:
        name: As tables write it.
        title: For people, before the level: ``video``.
        level: The level of a post; None when it is not known or does not apply.
        base: The level that others are compared with; the most frequent one where it is "".
    """

    name: str
    title: str
    level: Callable[[Row], str | None]
    base: str = ""


def _flag(column: str) -> Callable[[Row], str | None]:
    def level(row: Row) -> str | None:
        value = row[column]
        return None if value is None else YES if value else NO

    return level


def _named(column: str, missing: str | None = None) -> Callable[[Row], str | None]:
    def level(row: Row) -> str | None:
        value = row[column]
        return missing if value is None or value == "" else str(value)

    return level


def _weekday(row: Row) -> str | None:
    when = row["published"]
    if not isinstance(when, datetime):
        return None
    return DAYS[when.weekday()]


def _hour(row: Row) -> str | None:
    when = row["published"]
    if not isinstance(when, datetime):
        return None
    return next((name for before, name in HOURS if when.hour < before), "night")


def _text(row: Row) -> str | None:
    return row["text"] if isinstance(row["text"], str) else None


def _length(row: Row) -> str | None:
    text = _text(row)
    if text is None:
        return None
    return "short" if len(text) < SHORT else "long" if len(text) >= LONG else "middling"


def _has(test: Callable[[str], bool]) -> Callable[[Row], str | None]:
    def level(row: Row) -> str | None:
        text = _text(row)
        return None if text is None else YES if test(text) else NO

    return level


def _hashtags(row: Row) -> str | None:
    text = _text(row)
    if text is None:
        return None
    count = sum(1 for _ in pattern(_TAG).find(text))
    return "none" if not count else "several" if count >= MANY_TAGS else "one or two"


ATTRIBUTES = (
    Attribute(name="is_video", title="video", level=_flag("is_video"), base=NO),
    Attribute(name="style", title="style", level=_named("style"), base="live action"),
    Attribute(name="kind", title="kind", level=_named("kind")),
    Attribute(name="campaign", title="campaign", level=_named("campaign", "none"), base="none"),
    Attribute(name="pillar", title="pillar", level=_named("pillar")),
    Attribute(name="is_paid", title="paid", level=_flag("is_paid"), base=NO),
    Attribute(name="weekday", title="day", level=_weekday),
    Attribute(name="hour", title="time", level=_hour),
    Attribute(name="length", title="length", level=_length, base="middling"),
    Attribute(name="question", title="question", level=_has(lambda text: "?" in text), base=NO),
    Attribute(name="link", title="link", level=_has(pattern(_LINK).found_in), base=NO),
    Attribute(name="hashtags", title="hashtags", level=_hashtags, base="none"),
)


def levels_of(
    posts: pa.Table, zone: ZoneInfo, attributes: Sequence[Attribute] = ATTRIBUTES
) -> dict[str, list[str | None]]:
    """The level of every post for every attribute, own columns of few values included.

    Args:
        posts: Of POSTS.
        zone: Where weekdays and hours are told.
        attributes: Which.
    """
    rows = posts.to_pylist()
    for row in rows:
        when = row["published"]
        row["published"] = when.astimezone(zone) if when is not None else None
    found = {one.name: [one.level(row) for row in rows] for one in attributes}
    own = [dict(row["own"] or ()) for row in rows]
    for name in sorted({name for one in own for name in one}):
        levels = _few([one.get(name) or None for one in own])
        if levels is not None:
            found[f"own.{name}"] = levels
    return found


def _few(values: list[str | None]) -> list[str | None] | None:
    """The values of an own column as a few levels; None for names that hardly ever come twice.

    Many different numbers become thirds; of many different words the most frequent stay, and the
    others are taken together.
    """
    counts = Counter(one for one in values if one is not None)
    if len(counts) <= MOST_LEVELS:
        return values
    numbers = [_number(one) for one in values]
    if all(
        one is not None for one, value in zip(numbers, values, strict=True) if value is not None
    ):
        known = sorted(one for one in numbers if one is not None)
        first, second = known[len(known) // 3], known[2 * len(known) // 3]
        return [
            None if one is None else THIRDS[(one >= first) + (one >= second)] for one in numbers
        ]
    frequent = [
        name for name, count in counts.most_common(MOST_LEVELS - 1) if count >= LEAST_OF_ONE
    ]
    if len(frequent) < 2:  # noqa: PLR2004 - one value against all others is no attribute
        return None
    return [one if one is None or one in frequent else OTHER for one in values]


def _number(value: str | None) -> float | None:
    try:
        return None if value is None else float(value.replace(",", ""))
    except ValueError:
        return None


def title_of(name: str) -> str:
    """An attribute's name for people."""
    known = next((one.title for one in ATTRIBUTES if one.name == name), "")
    return known or name.removeprefix("own.")


def base_of(name: str) -> str:
    """The level that an attribute's others are compared with; "" for the most frequent."""
    return next((one.base for one in ATTRIBUTES if one.name == name), "")
