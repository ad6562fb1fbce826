"""Passport numbers: beside the word, or in the machine-readable zone with check digits."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, stands_alone

_WORD = r"(?:passports?|reisep[aä]ss|passeport|pasaporte|passaport[eo]|paspoort|paszport)"
_BETWEEN = (
    r"(?:[\s\x{A0}:#.=()'’/-]{0,3}(?:nummer|number|num|numéro|número|numero|nr|no|n°|nº|n\b|is|was|est|es|"
    r"ist|uk|us|usa|eu|british|irish|indian|american|canadian|australian|s|card)){0,4}"
    r"[\s\x{A0}:#.=()’/-]{0,3}"
)
_BEFORE = pattern(rf"\b{_WORD}{_BETWEEN}$")
_AFTER = pattern(rf"^[\s,]{{1,2}}(?:is|was) (?:my|his|her|their|our|the|your)(?: \pL+)? {_WORD}\b")
_REACH = 60
"""Characters beside a number in which the word is looked for."""

_NUMBER = pattern(r"\b(?:[a-z]{0,2}\d{6,9}[a-z]?|[a-z0-9]{9,10})\b")
_GERMAN = pattern(r"^[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}\d?$", case=True)
"""Serial numbers of German passports. Source: Passverordnung, annex 11 (2026-11)."""

_DATE = pattern(r"^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$")
_LEAST_DIGITS = 6

_DATES = r"[0-9]{7}[MF<X][0-9]{7}"
_LINE = rf"[A-Z0-9<]{{9}}[0-9][A-Z][A-Z<]{{2}}{_DATES}[A-Z0-9<]{{14}}[0-9<][0-9]"
"""The second line of a passport's zone. Source: ICAO Doc 9303-4, 4.2.2 (8th edition, 2021)."""
_ZONE = pattern(_LINE, case=True)


def _check_digit(words: str) -> str:
    """Source: ICAO Doc 9303-3, 4.9 (8th edition, 2021): weights 7, 3, 1, modulus 10."""
    values = (0 if char == "<" else int(char, 36) for char in words)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _is_zone(words: str) -> bool:
    """Check digits of number, birth and expiry, and the one over all of them."""
    parts = ((0, 9), (13, 19), (21, 27))
    whole = words[:10] + words[13:20] + words[21:43]
    is_each = all(_check_digit(words[start:end]) == words[end] for start, end in parts)
    return is_each and _check_digit(whole) == words[43]


def _is_number(words: str) -> bool:
    if _DATE.found_in(words):
        return False
    enough = sum(char.isdigit() for char in words) >= _LEAST_DIGITS
    return enough or (_GERMAN.found_in(words) and not words.isalpha())


def _is_named(text: str, span: Span) -> bool:
    return _BEFORE.found_in(text[max(0, span.start - _REACH) : span.start]) or _AFTER.found_in(
        text[span.end : span.end + _REACH]
    )


def _found(text: str) -> Iterator[Span]:
    for span in _NUMBER.find(text):
        if _is_number(span.of(text)) and stands_alone(text, span) and _is_named(text, span):
            yield span
    for span in _ZONE.find(text):
        if stands_alone(text, span, joiners="_<") and _is_zone(span.of(text)):
            yield span


def find(text: str) -> Iterator[Span]:
    """Numbers beside the word passport, and machine-readable zones."""
    return apart(_found(text))


DETECTOR = Detector(
    name="passport",
    title="Passport number",
    validates="The word passport stands directly beside it and it is no date, or all check digits "
    "of the machine-readable zone are right.",
    gates=(_WORD, _DATES),
    find=find,
)
