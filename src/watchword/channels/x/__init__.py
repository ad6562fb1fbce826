"""X, once Twitter."""

from __future__ import annotations

from collections.abc import Iterable

from watchword.channels.base import Channel, Fixed
from watchword.channels.units import Unit, length_in
from watchword.channels.x.counting import fixed_weights, plain_weight
from watchword.channels.x.entities import reply_prefix


def fixed(text: str, unit: Unit) -> Iterable[Fixed]:
    """Links and emoji sequences, where X's weights are asked for."""
    if unit is not Unit.X_WEIGHT or (text.isascii() and "." not in text):
        return ()
    return [Fixed(span, weight) for span, weight in fixed_weights(text)]


def plain(text: str, unit: Unit) -> int:
    """Length of text without links and emoji sequences."""
    return plain_weight(text) if unit is Unit.X_WEIGHT else length_in(text, unit)


CHANNEL = Channel(name="x", title="X", fixed=fixed, plain=plain, reply_prefix=reply_prefix)
