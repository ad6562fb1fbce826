"""Secrets as they may be shown."""

from __future__ import annotations

from collections.abc import Iterable

from watchword.base.span import Span

DOT = "•"
_KEPT = 2
_SHORT = 8
"""A secret of so many signs at most is dotted out altogether."""


def mask(words: str) -> str:
    """A secret as it may be shown: its first and last two signs, the rest as dots.

    Short words are dotted altogether; white space and separators stay, so that the shape
    can be recognised.
    """
    kept = _KEPT if len(words) > _SHORT else 0
    last = len(words) - kept
    return "".join(
        char if not char.isalnum() or index < kept or index >= last else DOT
        for index, char in enumerate(words)
    )


def masked(text: str, secrets: Iterable[Span]) -> str:
    """A text with every secret in it masked, as long as it was; secrets may overlap."""
    shown = list(text)
    for start, end in secrets:
        for place, char in enumerate(mask(text[start:end]), start):
            if char == DOT:
                shown[place] = DOT
    return "".join(shown)
