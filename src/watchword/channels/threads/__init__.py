"""Threads: characters, but an emoji counts as its bytes."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.channels.base import Channel, Fixed
from watchword.channels.emoji import emoji_spans
from watchword.channels.units import Unit, bytes_in


def fixed(text: str, unit: Unit) -> Iterator[Fixed]:
    """Emoji, each as long as its UTF-8 bytes."""
    if unit is Unit.CODE_POINTS:
        for span in emoji_spans(text):
            yield Fixed(span, bytes_in(span.of(text)))


CHANNEL = Channel(name="threads", title="Threads", fixed=fixed)
