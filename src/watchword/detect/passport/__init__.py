"""Passport numbers: beside the word, or in the machine-readable zone with check digits."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, stands_alone

_NUMBER = pattern(
    r"\b(?:passport|reisepass|passeport|pasaporte|passaporto|paspoort)"
    r"(?:\s{0,2}(?:no|nr|num|number|nummer|numéro|número|numero|n°|is|:|#|\.|-)){0,3}\s{0,2}"
    r"([a-z]{0,2}\d{6,9}|[a-z0-9]{9})"
)
_ZONE = pattern(
    r"(?-i:[A-Z0-9<]{9}[0-9][A-Z]{3}[0-9]{6}[0-9][MF<X][0-9]{6}[0-9][A-Z0-9<]{14}[0-9<][0-9])"
)
_LEAST_DIGITS = 6


def _check_digit(words: str) -> str:
    """Source: ICAO Doc 9303-3, 4.9: weights 7, 3, 1, modulus 10."""
    values = (0 if char == "<" else int(char, 36) for char in words)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _is_zone(words: str) -> bool:
    parts = ((0, 9), (13, 19), (21, 27))
    return all(_check_digit(words[start:end]) == words[end] for start, end in parts)


def _found(text: str) -> Iterator[Span]:
    for spans in _NUMBER.groups(text):
        words = spans[1].of(text)
        if sum(char.isdigit() for char in words) >= _LEAST_DIGITS and stands_alone(text, spans[1]):
            yield spans[1]
    for span in _ZONE.find(text):
        if _is_zone(span.of(text)):
            yield span


def find(text: str) -> Iterator[Span]:
    """Numbers after the word passport, and machine-readable zones."""
    return apart(_found(text))


DETECTOR = Detector(
    name="passport",
    title="Passport number",
    validates="The word passport stands directly before it, or the check digits of the "
    "machine-readable zone are right.",
    gates=(
        r"pass(?:port|aporto|eport)|pasaporte|paspoort|reisepass",
        r"[A-Z0-9<]{9}[0-9][A-Z]{3}[0-9]{7}[MF<X][0-9]{7}",
    ),
    find=find,
)
