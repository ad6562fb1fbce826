"""NHS numbers of England, Wales and the Isle of Man: ten digits with a check digit."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import has_gaps, is_near, numbers

_SHAPE = pattern(r"\d{3}[ \x{a0}.-]?\d{3}[ \x{a0}.-]?\d{4}")
_CONTEXT = pattern(
    r"\b(?:nhs|patients?|hospital|ward|clinic|medical|health|gp|surgery|h&c|referral|records?|"
    r"admitted|appointments?|results?)\b"
)
_PHONE = pattern(r"\b(?:tel|phone|telephone|call|ring|mobile|fax|text|whatsapp)\b")


def _is_nhs(digits: str) -> bool:
    from stdnum.gb import nhs

    return digits[0] in "4679" and bool(nhs.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Numbers in three groups, or beside a word about care; telephones are left out."""
    for span in numbers(
        text, _SHAPE, _is_nhs, context=_CONTEXT, needs_context=lambda words: not _is_grouped(words)
    ):
        before = text[max(0, span.start - 14) : span.start]
        is_named = is_near(text, span, pattern(r"\bnhs\b"))
        if _PHONE.found_in(before) and not is_named:
            continue
        if before.endswith(("+", "+1 ", "(")):
            continue
        yield span


def _is_grouped(words: str) -> bool:
    return has_gaps(words) and len(words) == len("000 000 0000")


DETECTOR = Detector(
    name="nhs-number",
    title="NHS number",
    validates="Ten digits of an issued range with the modulus 11 check digit, in groups of "
    "3-3-4 or beside a word about care.",
    gates=(r"\d{3}[ \x{a0}.-]?\d{3}[ \x{a0}.-]?\d{4}",),
    find=find,
)
