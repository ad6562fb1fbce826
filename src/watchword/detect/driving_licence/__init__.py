"""Driving licence numbers: Great Britain's by structure, others beside the word."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, stands_alone

_BRITISH = pattern(
    r"[a-z9]{5}[ -]?\d[ -]?[0156]\d[ -]?[0-3]\d[ -]?\d[ -]?[a-z9]{2}[ -]?[a-z0-9][ -]?[a-z]{2}"
)
_NUMBER = pattern(
    r"\b(?:driv(?:er'?s?|ers’|er’s|ing)[ -](?:licen[cs]e|permit)|dl|permis de conduire"
    r"|führerschein|rijbewijs)"
    r"(?:\s{0,2}(?:no|nr|num|number|nummer|numéro|n°|is|:|#|\.|-)){0,3}\s{0,2}"
    r"([a-z]{0,3}[0-9][a-z0-9-]{4,15})"
)
_LEAST_DIGITS = 5


def _is_british(words: str) -> bool:
    """Name padded with 9, decade, month (50 more for women), day, year. Source: DVLA (2026-11)."""
    compact = "".join(char for char in words.upper() if char.isalnum())
    name, month, day = compact[:5], int(compact[6:8]), int(compact[8:10])
    is_padded = name.rstrip("9").isalpha()
    return is_padded and (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31  # noqa: PLR2004


def _found(text: str) -> Iterator[Span]:
    for span in _BRITISH.find(text):
        if stands_alone(text, span) and _is_british(span.of(text)):
            yield span
    for spans in _NUMBER.groups(text):
        words = spans[1].of(text)
        enough = sum(char.isdigit() for char in words) >= _LEAST_DIGITS
        if enough and stands_alone(text, spans[1]):
            yield spans[1]


def find(text: str) -> Iterator[Span]:
    """British numbers anywhere, others directly after the word."""
    return apart(_found(text))


DETECTOR = Detector(
    name="driving-licence",
    title="Driving licence number",
    validates="Great Britain's numbers hold a padded name and a date that exists; other numbers "
    "stand directly after the words for a licence.",
    gates=(
        r"[a-z9]{5}[ -]?\d[ -]?[0156]\d[ -]?[0-3]\d[ -]?\d",
        r"\b(?:driv(?:er|ing)|dl|permis de conduire|führerschein|rijbewijs)\b",
        r"drivers",
    ),
    find=find,
)
