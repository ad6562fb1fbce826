"""Driving licence numbers: Great Britain's by structure, others beside the word."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import GAP
from watchword.detect.surroundings import apart, stands_alone

_BIRTH = rf"[a-z9]{GAP}\d{GAP}[0156]\d{GAP}[0-3]\d{GAP}\d"
"""The end of the name and the date: what nominates a text, without a look at every letter."""
_BRITISH = pattern(rf"\b[a-z9]{{4}}{_BIRTH}{GAP}[a-z9]{{2}}{GAP}[a-z0-9]{GAP}[a-z]{{2}}\b")

_WORD = (
    r"(?:driv(?:ing|er|ers|er'?s|er’s)[ -](?:licen[cs]e|permit)s?|permis de conduire|führerschein|"
    r"rijbewijs|(?:carnet|permiso|licencia) de conducir|carta de condução|patente di guida|"
    r"prawo jazdy|prawa jazdy|körkort|førerkort)"
)
_SHORT = r"\b(?:dln?|cdl)[ .]{0,2}(?:#|:|no\b|num|is\b)"
"""Short for driver's license, and what shows that it is meant so."""

_BETWEEN = (
    r"(?:[\s\x{A0}:#.=()'’-]{0,3}(?:s?nummer|number|num|numéro|número|numero|nr|no|n°|nº|n\b|is|was|est|es|"
    r"ist|id)){0,4}[\s\x{A0}:#.=()’-]{0,3}"
)
_BEFORE = pattern(rf"(?:{_WORD}|{_SHORT}){_BETWEEN}$")
_AFTER = pattern(rf"^[\s,]{{1,2}}(?:is|was) (?:my|his|her|their|our|the|your)(?: \pL+)? {_WORD}")
_REACH = 60
"""Characters beside a number in which the words are looked for."""

_NUMBER = pattern(r"\b[a-z]{0,3}\d(?:-?[a-z0-9]){4,15}\b")
_DATE = pattern(r"^(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?(?:[0-2]\d|3[01])$|^\d\d?-\d\d?-\d{4}$")
_LEAST_DIGITS = 5


def _is_british(words: str) -> bool:
    """Name padded with 9, decade, month (50 more for women), day, year. Source: DVLA (2026-11)."""
    compact = "".join(char for char in words.upper() if char.isalnum())
    name, month, day = compact[:5], int(compact[6:8]), int(compact[8:10])
    is_padded = name.rstrip("9").isalpha()
    return is_padded and (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31  # noqa: PLR2004


def _is_named(text: str, span: Span) -> bool:
    return _BEFORE.found_in(text[max(0, span.start - _REACH) : span.start]) or _AFTER.found_in(
        text[span.end : span.end + _REACH]
    )


def _found(text: str) -> Iterator[Span]:
    for span in _BRITISH.find(text):
        if stands_alone(text, span) and _is_british(span.of(text)):
            yield span
    for span in _NUMBER.find(text):
        words = span.of(text)
        enough = sum(char.isdigit() for char in words) >= _LEAST_DIGITS
        is_number = enough and not _DATE.found_in(words) and stands_alone(text, span)
        if is_number and _is_named(text, span):
            yield span


def find(text: str) -> Iterator[Span]:
    """British numbers anywhere, others directly beside the words."""
    return apart(_found(text))


DETECTOR = Detector(
    name="driving-licence",
    title="Driving licence number",
    validates="Great Britain's numbers hold a padded name and a date that exists; other numbers "
    "are no date and stand directly beside the words for a licence.",
    gates=(_BIRTH, _WORD, _SHORT),
    find=find,
)
