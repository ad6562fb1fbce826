"""Dates of birth: a past date beside words that say it is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, stands_alone

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero janeiro gennaio styczen",
            "february feb februar février fevrier febrero fevereiro febbraio",
            "march mar märz maerz mars marzo março",
            "april apr avril abril aprile",
            "may mai mayo maio maggio",
            "june jun juni juin junio junho giugno",
            "july jul juli juillet julio julho luglio",
            "august aug août aout agosto",
            "september sep sept septembre septiembre setembro settembre",
            "october oct oktober okt octobre octubre outubro ottobre",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre diciembre dezembro dicembre",
        ),
        1,
    )
    for name in names.split()
}
_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = pattern(
    r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})"
    r"|(\d{4})[./-](\d{1,2})[./-](\d{1,2})"
    rf"|(\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of| de| d')? ?({_WORD})\.?,?(?: de)? ?(\d{{4}})"
    rf"|({_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
)
_BEFORE = pattern(
    r"(?:\b(?:d\.?o\.?b\.?|date of birth|birth date|birthdate|born(?: on)?|b\."
    r"|geb(?:oren)?(?: am)?\.?|geburtsdatum|né(?:e)? le|date de naissance|fecha de nacimiento"
    r"|nacid[oa](?: el)?|data de nascimento|nascid[oa](?: em)?|data di nascita|nat[oa] il"
    r"|geboortedatum|data urodzenia)"
    r"[\s:=(,-]{0,4}(?:is|was|the|on|:)?[\s:]{0,2})$"
)
_AFTER = pattern(
    r"^[\s,)]{0,3}(?:is (?:my|his|her|their) (?:birthday|date of birth)"
    r"|\(?(?:dob|d\.o\.b))"
)
_OLDEST = 125
"""Years: nobody is known to have lived longer than 122 (Jeanne Calment, 1997)."""

_TODAY_OR_LATER = 2100


def _is_birth(year: int, month: int, day: int) -> bool:
    if year < 100:  # noqa: PLR2004 - two digits
        return _is_birth(1900 + year, month, day) or _is_birth(2000 + year, month, day)
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _TODAY_OR_LATER - 2 * _OLDEST < year < _TODAY_OR_LATER


def _is_date(parts: tuple[str, ...]) -> bool:
    """Whether the groups of a match make a date; day and month may stand in either order."""
    if parts[0]:
        first, second, year = int(parts[0]), int(parts[1]), int(parts[2])
        return _is_birth(year, second, first) or _is_birth(year, first, second)
    if parts[3]:
        return _is_birth(int(parts[3]), int(parts[4]), int(parts[5]))
    day, month, year_text = (
        (parts[6], parts[7], parts[8]) if parts[6] else (parts[10], parts[9], parts[11])
    )
    return _is_birth(int(year_text), _MONTHS[month.casefold()], int(day))


def _found(text: str) -> Iterator[Span]:
    for spans in _DATE.groups(text):
        span = spans[0]
        parts = tuple("" if one.start < 0 else one.of(text) for one in spans[1:])
        if not stands_alone(text, span) or not _is_date(parts):
            continue
        before = text[max(0, span.start - 40) : span.start]
        if _BEFORE.found_in(before) or _AFTER.found_in(text[span.end : span.end + 30]):
            yield span


def find(text: str) -> Iterator[Span]:
    """Dates that the words beside them call a birth."""
    return apart(_found(text))


_STARTS = (
    "jan|feb|fév|mar|mär|mae|apr|avr|abr|may|mai|mag|maio|jun|jui|giu|jul|lug|aug|aoû|aou|ago"
    "|sep|set|oct|okt|out|ott|nov|dec|dez|déc|dic|ene|gen|sty"
)
_GATES = (
    r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}",
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of| de| d')? ?(?:{_STARTS})",
    rf"(?:{_STARTS})\pL*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
)

DETECTOR = Detector(
    name="date-of-birth",
    title="Date of birth",
    validates="A date that exists, beside words such as born or date of birth in eight languages.",
    gates=_GATES,
    find=find,
    secret=False,
)
