"""Dates of birth: a past date beside words that say it is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, stands_alone

_MONTH_NAMES = """
january jan januar jänner januari janvier enero janeiro gennaio styczeń styczen stycznia
february feb februar februari février fevrier febrero fevereiro febbraio luty lutego
march mar märz maerz maart mars marzo março marco marzec marca
april apr avril abril aprile kwiecień kwiecien kwietnia
may mai mei mayo maio maggio maj maja
june jun juni juin junio junho giugno czerwiec czerwca
july jul juli juillet julio julho luglio lipiec lipca
august aug augustus août aout agosto sierpień sierpien sierpnia
september sep sept septembre septiembre setembro settembre wrzesień wrzesien września wrzesnia
october oct oktober okt octobre octubre outubro ottobre październik pazdziernik października
november nov novembre noviembre novembro listopad listopada
december dec dezember dez décembre decembre diciembre dezembro dicembre grudzień grudzien grudnia
"""
"""The months, one a line, as eight languages write them in a date."""
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_NAMES.strip().splitlines(), 1)
    for name in names.split()
}
_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_OF = r"(?:st|nd|rd|th|er|[.º°])?(?: of| de| d'| d’)? ?"
_DATE = pattern(
    r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})"
    r"|(\d{4})[./-](\d{1,2})[./-](\d{1,2})"
    rf"|(\d{{1,2}}){_OF}({_WORD})\.?,?(?: de)? ?(\d{{4}})"
    rf"|({_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
)
_NAME = r"(?-i:\p{Lu})[\pL\pM'’.-]*"
_PLACE = rf"{_NAME}(?:,? (?:{_NAME}|of|the|upon|on|de|del|da|di|la|le|am|an der|aan)){{0,3}},?"
_BORN_AT = "|".join(
    (
        rf"born (?:in|at) {_PLACE} on",
        rf"geboren (?:in|te) {_PLACE} (?:am|op)",
        rf"née? (?:à|au|en) {_PLACE} le",
        rf"nacid[oa] en {_PLACE} el",
        rf"nascid[oa] em {_PLACE} (?:em|a)",
        rf"nat[oa] a {_PLACE} il",
    )
)
_BEFORE = pattern(
    r"(?:\b(?:d\.?o\.?b\.?|date of birth|birth date|birthdate|born(?: on)?|b\."
    r"|geb(?:oren)?(?: am| op)?\.?|geburtsdatum|né(?:e)? le|date de naissance|fecha de nacimiento"
    r"|nacid[oa](?: el)?|data de nascimento|nascid[oa](?: em)?|data di nascita|nat[oa] il"
    rf"|geboortedatum|data urodzenia|urodzon[ya](?: w dniu)?|{_BORN_AT})"
    r"[\s:=(,-]{0,4}(?:is|was|the|on|:)?[\s:]{0,2})$"
)
_REACH = 80
"""Characters before a date in which the words may stand that call it a birth."""

_AFTER = pattern(
    r"^[\s,)]{0,3}(?:is (?:my|his|her|their) (?:birthday|date of birth)"
    r"|\(?(?:dob|d\.o\.b))"
)
_OLDEST = 125
"""Years: nobody is known to have lived longer than 122 (Jeanne Calment, 1997)."""


def _is_birth(year: int, month: int, day: int) -> bool:
    if year < 100:  # noqa: PLR2004 - two digits
        return _is_birth(1900 + year, month, day) or _is_birth(2000 + year, month, day)
    try:
        date(year, month, day)
    except ValueError:
        return False
    this_year = date.today().year  # noqa: DTZ011 - a year on the wall
    return this_year - _OLDEST <= year <= this_year


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
        before = text[max(0, span.start - _REACH) : span.start]
        if _BEFORE.found_in(before) or _AFTER.found_in(text[span.end : span.end + 30]):
            yield span


def find(text: str) -> Iterator[Span]:
    """Dates that the words beside them call a birth."""
    return apart(_found(text))


_STARTS = "|".join(sorted({name[:3] for name in _MONTHS}))
_GATES = (
    r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}",
    rf"\d{{1,2}}{_OF}(?:{_STARTS})",
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
