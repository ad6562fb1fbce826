"""Mastodon: graphemes, with short links and short @names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from watchword.base.pattern import WORD, Pattern, pattern
from watchword.base.span import Span
from watchword.channels.base import Channel, Fixed
from watchword.channels.units import Unit
from watchword.channels.x.links import links

LINK = 23
"""What any link counts. Source: Mastodon's ``StatusLengthValidator``."""


def fixed(text: str, unit: Unit) -> Iterator[Fixed]:
    """Links with a protocol, and @names with a server."""
    if unit is not Unit.GRAPHEMES:
        return
    found = [Fixed(link.span, LINK) for link in links(text) if link.has_protocol]
    if "@" in text:
        found += _far_names(text)
        found.sort(key=lambda one: one.span)
    position = 0
    for one in found:
        if one.span.start >= position:
            yield one
            position = one.span.end


def _far_names(text: str) -> Iterator[Fixed]:
    for _, whole, near in _far_name().groups(text):
        yield Fixed(Span(whole.start, whole.end), near.end - near.start)


@cache
def _far_name() -> Pattern:
    """``@name@server``, of which ``@name`` counts. Source: Mastodon's ``Account::MENTION_RE``."""
    word = WORD[1:-1]
    near = r"@[a-z0-9_]+(?:[.\-]+[a-z0-9_]+)*"
    return pattern(rf"(?:^|[^=/{word}])(({near})@[{word}.\-]+{WORD}+)")


CHANNEL = Channel(name="mastodon", title="Mastodon", fixed=fixed, warning_counts=True)
