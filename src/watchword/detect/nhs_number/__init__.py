"""NHS numbers of England, Wales and the Isle of Man, and Northern Ireland's H&C numbers."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import is_near, numbers

_GAP = r"[ \x{A0}\x{202F}\x{2011}.-]?"
_SHAPE = rf"\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}"
_NUMBER = pattern(_SHAPE)
_CONTEXT = pattern(
    r"\b(?:nhs|patients?|hospital|ward|clinic|medical|health|gp|surgery|h&c|referral|records?|"
    r"admitted|appointments?|results?)\b"
)
_NAMED = pattern(r"\b(?:nhs|h&c)\b")
_NORTHERN = pattern(r"\b(?:nhs|h&c|hsc|hscni|health (?:and|&) (?:social )?care|northern ireland)\b")
_PHONE = pattern(r"\b(?:tel|phone|telephone|call|ring|mobile|fax|text|whatsapp)\b")
_GROUPED = pattern(r"^\d{3}[ \x{a0}\x{202f}]\d{3}[ \x{a0}\x{202f}]\d{4}$")
_FIRST_NORTHERN, _LAST_NORTHERN = "320", "399"
"""First three digits of Northern Ireland's numbers. Source: NHS data dictionary, NHS NUMBER, and
Business Services Organisation, Health and Care Number (2026-11)."""


def _is_nhs(digits: str) -> bool:
    from stdnum.gb import nhs

    return digits[0] in "4679" and bool(nhs.is_valid(digits))


def _is_northern(digits: str) -> bool:
    from stdnum.gb import nhs

    return _FIRST_NORTHERN <= digits[:3] <= _LAST_NORTHERN and bool(nhs.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Numbers in three groups, or beside a word about care; telephones are left out."""
    issued = numbers(text, _NUMBER, _is_nhs, context=_CONTEXT, needs_context=_is_unsure)
    northern = numbers(text, _NUMBER, _is_northern, context=_NORTHERN)
    return apart(span for span in (*issued, *northern) if not _is_phone(text, span))


def _is_phone(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 14) : span.start]
    if before.endswith(("+", "+1 ", "(")):
        return True
    return _PHONE.found_in(before) and not is_near(text, span, _NAMED)


def _is_unsure(words: str) -> bool:
    """American telephone numbers are written 3-3-4 with hyphens or dots as well."""
    return not _GROUPED.found_in(words)


DETECTOR = Detector(
    name="nhs-number",
    title="NHS number",
    validates="Ten digits of an issued range with the modulus 11 check digit, in groups of "
    "3-3-4 with spaces or beside a word about care.",
    gates=(_SHAPE,),
    find=find,
)
