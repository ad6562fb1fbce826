"""LinkedIn: UTF-16 units, and characters that its text format reserves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.base import Channel
from watchword.channels.x.entities import hashtags

RESERVED = frozenset("|()[]{}@#*~<>_\\")
"""Characters that must be escaped in LinkedIn's text format, else the text is cut.

Source: ``@linkedctl/core``, read in 2026."""


def reserved_spans(text: str) -> Iterator[Span]:
    """Every reserved character, left to right, but for the sign that opens a hashtag."""
    if not any(char in text for char in RESERVED):
        return
    opens = {tag.span.start for tag in hashtags(text)}
    for span in _reserved().find(text):
        if span.start not in opens:
            yield span


@cache
def _reserved() -> Pattern:
    return pattern(r"[|()\[\]{}@#*~<>_\\]")


CHANNEL = Channel(name="linkedin", title="LinkedIn")
