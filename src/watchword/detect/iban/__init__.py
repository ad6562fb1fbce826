"""International bank account numbers: the country's length and the check digits."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import GAP
from watchword.detect.surroundings import stands_alone

_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BI": 27, "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27,
    "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27,
    "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23,
    "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24,
    "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28,
    "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip
"""Letters and digits by country. Source: SWIFT IBAN registry, release 101 (2026-11)."""

_START = rf"\b(?:{'|'.join(_LENGTHS)})\d{{2}}"
_NEXT = rf"{GAP}(?:\d|[a-z]{{1,2}}{GAP}\d|[a-z]{{4}}{GAP}[a-z\d])(?:{GAP}[a-z\d]){{3}}"
"""A bank's code: digits, letters before digits, or four letters. Source: as above."""

_COUNTRY = pattern(_START, captures=False)
_BANK = pattern(rf"^{_NEXT}", captures=False)


def _span(text: str, start: int) -> Span | None:
    """As many letters and digits as the country's numbers have, with single gaps at most."""
    size, place, count = _LENGTHS[text[start : start + 2].upper()], start, 0
    was_gap = False
    while count < size and place < len(text):
        char = text[place]
        is_part = char.isascii() and char.isalnum()
        if not is_part and (was_gap or char not in " \u00a0\u202f\u3000\u2011-"):
            return None
        was_gap = not is_part
        count += is_part
        place += 1
    return Span(start, place) if count == size else None


def _is_iban(words: str) -> bool:
    from stdnum import iban

    compact = "".join(char for char in words.upper() if char.isalnum())
    return bool(iban.is_valid(compact, check_country=False))


def find(text: str) -> Iterator[Span]:
    """Account numbers, in groups or not; words that follow are left out."""
    for found in _COUNTRY.find(text):
        if not _BANK.found_in(text[found.end : found.end + 16]):
            continue
        span = _span(text, found.start)
        if span is not None and stands_alone(text, span) and _is_iban(span.of(text)):
            yield span


DETECTOR = Detector(
    name="iban",
    title="Bank account number (IBAN)",
    validates="The length is that of the country and the ISO 7064 check digits are right.",
    gates=(_START + _NEXT,),
    find=find,
    group="financial",
)
