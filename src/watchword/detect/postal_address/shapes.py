"""The orders in which a street and its house are written, and what makes each believable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from watchword.base.late import pattern
from watchword.base.pattern import Pattern
from watchword.base.span import Span
from watchword.detect.postal_address import words
from watchword.detect.postal_address.extent import Extent

_NUMBER = r"\d{1,5}[A-Za-z]?(?:[\-–/]\d{1,4}[A-Za-z]?)?"
_HOUSE = r"\d{1,4}(?: ?[a-zA-Z]\b)?(?:[\-–/]\d{1,4}[a-zA-Z]?)?"
_NAME = r"\p{Lu}[\pL\pM'’.\-]*"
_SIDE = r"(?:[NSEW]\.?|NE|NW|SE|SW|North|South|East|West)"
_STREET, _MAYBE = words.STREET, words.MAYBE_STREET
_JOINED, _APART = words.JOINED, words.APART
_BEFORE, _LINKS = words.BEFORE, words.LINKS
_NAMED = rf"(?:{_NAME}|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH))(?: (?:{_NAME}|of|the|and|on)){{0,3}}"


def _english(street: str) -> Pattern:
    number = rf"(?:{words.UNIT},? )?{_NUMBER},? (?:{_SIDE} )?(?:I-\d{{1,3}} )?"
    return pattern(rf"{number}{_NAMED} (?:{street})\b(?: (?:{_SIDE})\b)?", case=True)


_FOREIGN_NAME = rf"(?:(?:{_LINKS}) ?){{0,3}}{_NAME}(?: (?:{_LINKS}|\p{{Lu}}\.|{_NAME})){{0,5}}"
_CODE = r"(?:[A-Z]{1,2}-)?(?:\d{5}|\d{2}-\d{3}|\d{3} \d{2}|\d{4}(?: [A-Z]{2})?)"
_MILITARY = r"(?i:(?:APO|FPO|DPO) A[AEP])"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """One order in which a street is written.

    Attributes:
        core: Finds it; the address is group 1, or the whole where there is no group.
        is_enough: Whether the core, with what follows it, is an address.
    """

    core: Pattern
    is_enough: Callable[[str, Extent], bool]


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and digits[:2] in {"19", "20"}  # noqa: PLR2004 - years


def _expected(text: str, span: Span) -> bool:
    """Whether the words just before announce an address."""
    return _ANNOUNCED.found_in(text[max(0, span.start - 40) : span.start])


def _ends_here(text: str, span: Span) -> bool:
    after = text[span.end : span.end + 1]
    return not after or after in ',.;)\n\r"'


def _name_is_sound(text: str, span: Span) -> bool:
    parts = [part.strip(",.").lower() for part in span.of(text).split()]
    named = [part for part in parts if part and not part[0].isdigit()]
    return bool(named) and named[0] not in words.NO_NAME


def _is_no_date(text: str, span: Span) -> bool:
    parts = [part.strip(",.").lower() for part in span.of(text).split()]
    return not any(part in words.MONTHS or _is_year(part) for part in parts)


def _house_is_a_year(text: str, span: Span) -> bool:
    parts = span.of(text).replace(",", " ").replace(".", " ").split()
    return _is_year(parts[0]) or _is_year(parts[-1])


def _sure(text: str, found: Extent) -> bool:
    if found.is_proved or _expected(text, found.span):
        return True
    return _name_is_sound(text, found.span) and not _house_is_a_year(text, found.span)


def _at_an_end(text: str, found: Extent) -> bool:
    if found.is_proved or _expected(text, found.span):
        return True
    return _sure(text, found) and _ends_here(text, found.span) and "\n" not in found.span.of(text)


def _foreign(text: str, found: Extent) -> bool:
    """A word before the name; one that English uses too must end a line or be announced."""
    first = next((part for part in found.span.of(text).split() if part[0].isalpha()), "")
    is_ambiguous = first.lower() in words.AMBIGUOUS_BEFORE
    return _at_an_end(text, found) if is_ambiguous else _sure(text, found)


def _proved(text: str, found: Extent) -> bool:
    is_named = _name_is_sound(text, found.span) and _is_no_date(text, found.span)
    is_apart = text[found.street_end : found.street_end + 1] in tuple(",;\n\\")
    return found.is_proved and is_named and is_apart


def _announced(text: str, found: Extent) -> bool:
    after = text[found.span.end : found.span.end + 3].lower().lstrip()
    is_time = after[:2] in {"am", "pm"} or after[:1] in {":", "%"}
    return _expected(text, found.span) and _name_is_sound(text, found.span) and not is_time


def _in_a_house(text: str, found: Extent) -> bool:
    """Whether the words between a number and a flat are a name, or the flat is on its own line."""
    words_between = found.span.of(text)
    named = [part for part in words_between.split() if part[:1].isupper()]
    return _name_is_sound(text, found.span) and (len(named) > 1 or "\n" in words_between)


def _always(_text: str, _found: Extent) -> bool:
    return True


def _has_british_code(text: str, found: Extent) -> bool:
    """Whether a street without a number is followed by a British postcode."""
    return found.is_proved and found.span.of(text)[-3:-2].isdigit()


_ANNOUNCED = pattern(rf"\b{words.CONTEXT}[\s:,\-]{{1,8}}$")
SHAPES = (
    Shape(core=_english(_STREET), is_enough=_sure),
    Shape(core=_english(_MAYBE), is_enough=_at_an_end),
    Shape(
        core=pattern(
            rf"\b\d{{1,5}}[A-Za-z]? (?:{_SIDE} )?(?:Hwy|Highway|(?:County|State) Road) \d{{1,4}}\b",
            case=True,
        ),
        is_enough=_sure,
    ),
    Shape(
        core=pattern(
            rf"(?:{_NUMBER},? )?(?:{_NAME} ){{0,3}}\p{{Lu}}[\pL\pM'’.\-]*(?:{_JOINED}) {_HOUSE}",
            case=True,
        ),
        is_enough=_sure,
    ),
    Shape(
        core=pattern(
            rf"(?:{_NUMBER},? )?{_NAME}(?: {_NAME}){{0,3}} (?:{_APART}) {_HOUSE}", case=True
        ),
        is_enough=_sure,
    ),
    Shape(
        core=pattern(
            rf"(?:{_NUMBER}(?: ?(?:bis|ter|quater))?,? )?(?:{_BEFORE}) ?{_FOREIGN_NAME}"
            rf"(?:,? (?:n[º°o]\.? ?|nr\.? ?|s/n)?{_HOUSE})",
            case=True,
        ),
        is_enough=_foreign,
    ),
    Shape(
        core=pattern(
            rf"\d{{1,4}}(?: ?(?:bis|ter|quater|[A-D]))?,? (?:{_BEFORE}) ?{_FOREIGN_NAME}", case=True
        ),
        is_enough=_foreign,
    ),
    Shape(
        core=pattern(rf"{_NAME}(?: (?:{_LINKS}|{_NAME})){{0,4}},? {_HOUSE}", case=True),
        is_enough=lambda text, found: _proved(text, found) or _announced(text, found),
    ),
    Shape(
        core=pattern(
            rf"{_NUMBER},? {_NAME}(?: (?:{_LINKS}|{_NAME})){{0,4}}(?:,? {_HOUSE})?", case=True
        ),
        is_enough=_announced,
    ),
    Shape(
        core=pattern(
            rf"{_NUMBER},? (?:[\pL\pM'’.\-/]+,? ){{1,6}}?(?:{_HOUSE}\.?)?,?\s{{1,4}}{words.UNIT}\b",
            case=True,
        ),
        is_enough=_in_a_house,
    ),
    Shape(
        core=pattern(rf"(?:{_NAME},? ){{1,4}}(?:{_STREET}|{_MAYBE})\b", case=True),
        is_enough=_has_british_code,
    ),
    Shape(
        core=pattern(
            r"\b\d{1,5}[a-z]? (?:[a-z']{2,} ){1,3}(?:street|road|avenue|lane|drive|close|"
            r"crescent|terrace|boulevard|way|court|st|rd|ave)\b",
            case=True,
        ),
        is_enough=lambda text, found: _expected(text, found.span),
    ),
    Shape(
        core=pattern(rf"(?i:\d{{1,5}} )?(?:{words.BOX}:? ?#?\d{{1,6}}\b)", case=True),
        is_enough=_always,
    ),
    Shape(
        core=pattern(
            r"(?i:\b(?:psc \d{1,5},? box \d{1,5}|unit \d{1,5},? box \d{1,5}|us(?:ns|nv|s|cgc) "
            r"[\pL\pM'’.\-]+(?: [\pL\pM'’.\-]+){0,2})[,\s]{1,3}(?:apo|fpo|dpo) a[aep] \d{5}\b)",
            case=True,
        ),
        is_enough=_always,
    ),
)
"""All orders; each nominates where its core is found."""
