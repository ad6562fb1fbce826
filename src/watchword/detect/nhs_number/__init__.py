"""NHS numbers of England, Wales and the Isle of Man, and Northern Ireland's H&C numbers."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import is_near, numbers

_GAP = r"[ \x{A0}\x{202F}\x{3000}\x{2011}.-]?"
_SHAPE = rf"\b[34679]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{4}}\b"
_TEN_DIGITS = pattern(_SHAPE)
_SPACED = pattern(r"^\d{3}[ \x{A0}\x{202F}\x{3000}]\d{3}[ \x{A0}\x{202F}\x{3000}]\d{4}$")
_NAME = pattern(r"\b(?:nhs|h&c|h ?and ?c|hsc)\b")
_CONTEXT = pattern(
    r"\b(?:nhs|h&c|h ?and ?c|patients?|hospital|ward|clinic|medical|health|gp|surgery|referral|"
    r"records?|admitted|appointments?|results?)\b"
)
_PHONE = pattern(
    r"\b(?:tel|telephone|phone|call|calling|ring|dial|mobile|cell|fax|text|sms|whatsapp)\b"
)
_LONGER = pattern(r"(?:[+]|\d[ .)-]{1,2})$")
"""A country code, or an area code or other group of digits right before it."""


def _is_nhs(digits: str) -> bool:
    """Ranges and check digit.

    Source: NHS Data Dictionary, NHS number (2026-11): 4, 6 and 7 are issued in England, Wales
    and the Isle of Man, 32 to 39 in Northern Ireland, 9 in printed and test numbers.
    """
    if digits[0] == "3" and digits[1] < "2":
        return False
    from stdnum.gb import nhs

    return bool(nhs.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Numbers in three groups with spaces, others beside a word about care; telephones not.

    Northern Ireland's need the number's name: few are issued, and many numbers begin with 3.
    Ten digits with hyphens or dots are how North America writes telephones.
    """
    for span in numbers(
        text,
        _TEN_DIGITS,
        _is_nhs,
        context=_CONTEXT,
        needs_context=lambda words: not _SPACED.found_in(words),
        joiners="_/@",
    ):
        before = text[max(0, span.start - 14) : span.start]
        if _LONGER.found_in(before):
            continue
        is_doubtful = _PHONE.found_in(before) or text[span.start] == "3"
        if is_doubtful and not is_near(text, span, _NAME):
            continue
        yield span


DETECTOR = Detector(
    name="nhs-number",
    title="NHS number",
    validates="Ten digits of an issued range with the modulus 11 check digit, in groups of "
    "3-3-4 with spaces or beside a word about care.",
    gates=(_SHAPE,),
    find=find,
)
