"""Length as X counts it.

The text is normalised (NFC). A link counts 23, an emoji sequence 2; of what is left a
character of four ranges (Latin and its neighbours, and general punctuation) counts 1, any
other 2. Source: docs.x.com/fundamentals/counting-characters and the configuration of
twitter-text, version 3 (2018-10), proved by its official cases.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from watchword.base.span import Span
from watchword.channels.emoji import emoji_spans
from watchword.channels.units import utf16_in
from watchword.channels.x.letters import INVALID
from watchword.channels.x.links import links

LIGHT_MOST = "\u10ff"
"""Every character up to this one counts 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Configuration:
    """How a version of twitter-text counts.

    Attributes:
        most: The most that a post may weigh.
        weight: Weight of a character outside the light ranges, in units of ``scale``.
        light: First and last code points of the ranges whose characters weigh 1.
        link: Weight of a link.
        scale: What a weight of 1 is written as.
        joins_emoji: Whether an emoji sequence weighs as one character.
    """

    most: int = 280
    weight: int = 2
    light: tuple[tuple[int, int], ...] = (
        (0, 0x10FF),
        (0x2000, 0x200D),
        (0x2010, 0x201F),
        (0x2032, 0x2037),
    )
    link: int = 23
    joins_emoji: bool = True

    def of(self, char: str) -> int:
        """Weight of one character."""
        code = ord(char)
        return 1 if any(first <= code <= last for first, last in self.light) else self.weight


VERSION_3 = Configuration()
VERSION_2 = Configuration(joins_emoji=False)
VERSION_1 = Configuration(most=140, weight=1, light=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """What twitter-text says of a post; places are UTF-16 units, the last one included.

    Attributes:
        weight: The weighted length.
        is_valid: Whether it may be posted: not empty, not too long, no invalid character.
        permillage: Thousandths of the most that a post may weigh, rounded down.
        display_end: Last unit of the text.
        valid_end: Last unit that still fits.
    """

    weight: int
    is_valid: bool
    permillage: int
    display_end: int
    valid_end: int


def plain_weight(text: str) -> int:
    """Weight of text that holds no link and no emoji sequence."""
    if text.isascii():
        return len(text)
    normal = unicodedata.normalize("NFC", text)
    if max(normal) <= LIGHT_MOST:
        return len(normal)
    return sum(1 if char <= LIGHT_MOST else VERSION_3.of(char) for char in normal)


def parse(text: str, how: Configuration = VERSION_3) -> Parsed:
    """Weigh a post and say how much of it fits."""
    weight, valid_end, unit = 0, 0, 0
    is_valid = True
    for piece, heavy in pieces(text, how):
        unit += utf16_in(piece)
        weight += heavy
        is_valid = is_valid and INVALID.isdisjoint(piece)
        if is_valid and weight <= how.most:
            valid_end = unit - 1
    return Parsed(
        weight=weight,
        is_valid=is_valid and 0 < weight <= how.most,
        permillage=weight * 1000 // how.most,
        display_end=max(unit - 1, 0),
        valid_end=valid_end,
    )


def pieces(text: str, how: Configuration = VERSION_3) -> Iterator[tuple[str, int]]:
    """The original text in pieces that X weighs as one, each with its weight."""
    position = 0
    for span, weight in fixed_weights(text, how):
        yield from _single(text[position : span.start], how)
        yield span.of(text), weight
        position = span.end
    yield from _single(text[position:], how)


def fixed_weights(text: str, how: Configuration = VERSION_3) -> list[tuple[Span, int]]:
    """The links and emoji sequences of a text, each with its weight, left to right."""
    normal, origin = text, None
    if not unicodedata.is_normalized("NFC", text):
        normal, origin = _normalised(text)
    found = [(link.span, how.link) for link in links(normal)]
    if how.joins_emoji and not normal.isascii():
        found += [(span, how.weight) for span in emoji_spans(normal)]
        found = _without_overlaps(sorted(found))
    if origin is None:
        return found
    return [(Span(origin[span.start][0], origin[span.end - 1][1]), to) for span, to in found]


def _without_overlaps(found: list[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Left to right, each that begins after the end of the one before."""
    kept: list[tuple[Span, int]] = []
    for span, weight in found:
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, weight))
    return kept


def _single(text: str, how: Configuration) -> Iterator[tuple[str, int]]:
    """Characters of a text that holds no link and no emoji, composed where NFC composes."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((char, how.of(char)) for char in text)
        return
    for segment in _segments(text):
        normal = unicodedata.normalize("NFC", segment)
        yield segment, sum(map(how.of, normal))


def _normalised(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in NFC, and for each of its characters the stretch it comes from."""
    parts: list[str] = []
    origin: list[tuple[int, int]] = []
    position = 0
    for segment in _segments(text):
        normal = unicodedata.normalize("NFC", segment)
        parts.append(normal)
        end = position + len(segment)
        first = unicodedata.normalize("NFD", normal[0])
        rest = position + len(first)  # where the marks begin that nothing is composed with
        if segment.startswith(first) and segment[len(first) :] == normal[1:]:
            origin.append((position, rest))
            origin += [(at, at + 1) for at in range(rest, end)]
        else:
            origin += [(position, end)] * len(normal)
        position = end
    return "".join(parts), origin


def _segments(text: str) -> Iterator[str]:
    """Stretches that NFC treats on their own: a letter with its marks, a Hangul syllable."""
    start = 0
    for at in range(1, len(text)):
        joins = unicodedata.category(text[at])[0] == "M" or "\u1160" <= text[at] <= "\u11ff"
        if not joins:
            yield text[start:at]
            start = at
    if text:
        yield text[start:]
