"""International bank account numbers: the country's length and the check digits."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import stands_alone

_SHAPE = pattern(r"[a-z]{2}\d{2}(?:[ \x{a0}-]?[a-z0-9]{1,4}){3,9}")
_LONGEST = 34


def _is_iban(words: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(words, check_country=False))


def _length(country: str) -> int:
    return _LENGTHS.get(country, 0)


_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30,
    "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23,
    "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""Letters and digits by country. Source: SWIFT IBAN registry (2026-11)."""


def find(text: str) -> Iterator[Span]:
    """Account numbers, in groups or not; words that follow are left out."""
    for found in _SHAPE.find(text):
        size = _length(found.of(text)[:2].upper())
        end, count = found.start, 0
        while end < found.end and count < size:
            count += text[end].isalnum()
            end += 1
        span = Span(found.start, end)
        words = "".join(char for char in span.of(text).upper() if char.isalnum())
        if size and count == size and stands_alone(text, span) and _is_iban(words):
            yield span


DETECTOR = Detector(
    name="iban",
    title="Bank account number (IBAN)",
    validates="The length is that of the country and the ISO 7064 check digits are right.",
    gates=(r"\b[a-z]{2}\d{2}[ \x{a0}-]?[a-z0-9]{4}[ \x{a0}-]?[a-z0-9]{4}",),
    find=find,
    group="financial",
)
