"""Length, as the post's channel counts it."""

from __future__ import annotations

from math import ceil, floor

from watchword.base.span import Span
from watchword.channels.base import channel, channel_names, length, limits
from watchword.channels.table import TEXT
from watchword.channels.units import Unit
from watchword.rules.base import Gates
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.terms.post import Post

_LINK = 23
"""What X and Mastodon count for a link, at most more than it has characters."""

_BYTE = 1.5
"""What a byte weighs at most, on X: U+1D160 has four and weighs six."""

_X_LINK = r"[^\s]\.[^\s]"


def _length(post: Post, options: MeasureOptions) -> Taken:
    """Length in the channel's first unit; in characters where the channel is unknown."""
    name = options.channel_of(post)
    rows = limits(name, TEXT) if name in channel_names() else ()
    if not rows:
        beyond = options.limit is not None and len(post.text) > options.limit
        start = floor(options.limit or 0)
        spans = (Span(start, len(post.text)),) if beyond else ()
        return Taken(value=len(post.text), spans=spans)
    where, unit = channel(name), rows[0].unit
    free = where.reply_prefix(post.text) if _is_reply(post) else 0
    said = post.text[free:]
    over = None if options.limit is None else where.over(said, unit, options.limit)
    spans = (Span(over.start + free, over.end + free),) if over else ()
    return Taken(value=where.count(said, unit), spans=spans)


def _length_of_channel(post: Post, options: MeasureOptions) -> tuple[Taken, ...]:
    name = options.channel_of(post)
    if name not in channel_names():
        return ()
    return tuple(
        Taken(
            value=one.counted,
            spans=(one.over_span,) if one.over_span else (),
            limit=one.limit.number,
            unit=one.unit,
        )
        for one in length(name, post.text, is_reply=_is_reply(post))
    )


def _is_reply(post: Post) -> bool:
    return "reply" in post.facts.get("direction", frozenset())


def _gates(limit: float, options: MeasureOptions) -> Gates:
    """Bytes that a text needs to be longer than a limit; of any channel when none is named."""
    rows = limits(options.channel, TEXT)
    if rows:
        units = {row.unit for row in rows[:1]}
    else:
        units = {Unit.CODE_POINTS, Unit.X_WEIGHT, Unit.GRAPHEMES}
    found = Gates(min_bytes=floor(limit) + 1)
    if Unit.GRAPHEMES in units:
        found = found | Gates(min_bytes=_bytes_with_short_links(limit))
    if Unit.X_WEIGHT in units:
        found = found | Gates(raw=(_X_LINK,), min_bytes=max(ceil((floor(limit) + 1) / _BYTE), 1))
    return found


def _at_most(text: str, _: MeasureOptions) -> float:
    """What a text counts at most, whichever channel counts."""
    size = len(text) if text.isascii() else _BYTE * len(text.encode())
    return size + _LINK * text.count(".")


def _bytes_with_short_links(limit: float) -> int:
    """Mastodon: the shortest link, ``http://a.co``, has 11 bytes and counts 23; a space is one."""
    return max(ceil(floor(limit) / 2), 1)


SIZE: tuple[Measure, ...] = (
    Measure(
        name="length",
        title="Length as the channel counts it",
        unit="characters, as the channel counts",
        take=_length,
        take_channel=_length_of_channel,
        most=_at_most,
        gates=_gates,
        what=TEXT,
    ),
)
