"""CHI numbers of Scotland: a date of birth, a serial number and a check digit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import GAP, numbers

_SHAPE = rf"\b[0-3]\d{GAP}[01]{GAP}\d{GAP}\d\d{GAP}\d{{4}}\b"
_TEN_DIGITS = pattern(_SHAPE)
_CONTEXT = pattern(
    r"\b(?:chi|nhs|patients?|hospital|ward|clinic|medical|health|gp|surgery|referral|records?|"
    r"admitted|appointments?|results?)\b"
)
_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)


def _is_chi(digits: str) -> bool:
    """Date and check digit. Source: NHS Scotland, CHI number structure (2026-11)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    if (11 - total % 11) % 11 != int(digits[9]):
        return False
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return any(_is_date(century + year, month, day) for century in (1900, 2000))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def find(text: str) -> Iterator[Span]:
    """Numbers beside a word about care."""
    return numbers(text, _TEN_DIGITS, _is_chi, context=_CONTEXT, joiners="_/@")


DETECTOR = Detector(
    name="chi-number",
    title="CHI number (Scotland)",
    validates="Six digits are a date, the modulus 11 check digit is right, and a word about care "
    "stands near.",
    gates=(_SHAPE,),
    find=find,
)
