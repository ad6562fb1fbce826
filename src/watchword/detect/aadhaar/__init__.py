"""Indian Aadhaar numbers: twelve digits with a Verhoeff check digit."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import has_gaps, numbers

_GAP = r"[ \x{A0}\x{2011}-]?"
_SHAPE = rf"\b[2-9]\d{{3}}{_GAP}\d{{4}}{_GAP}\d{{4}}\b"
_TWELVE_DIGITS = pattern(_SHAPE)
_CONTEXT = pattern(r"\b(?:aa?dh?aa?r|uidai|uid|e-?kyc|virtual id)\b")
_LONGER_BEFORE = pattern(r"(?:\d[ \x{A0}.,/-]|[+$€£₹#])$")
_LONGER_AFTER = pattern(r"^[ \x{A0}.,/-]\d")


def _is_aadhaar(digits: str) -> bool:
    from stdnum.in_ import aadhaar

    return len(set(digits)) > 1 and bool(aadhaar.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Numbers in groups of four, others beside a word that names them."""
    for span in numbers(
        text,
        _TWELVE_DIGITS,
        _is_aadhaar,
        context=_CONTEXT,
        needs_context=lambda words: not has_gaps(words),
        joiners="_/@",
    ):
        is_longer = _LONGER_BEFORE.found_in(text[max(0, span.start - 2) : span.start])
        if not is_longer and not _LONGER_AFTER.found_in(text[span.end : span.end + 2]):
            yield span


DETECTOR = Detector(
    name="aadhaar",
    title="Aadhaar number",
    validates="Twelve digits that begin with 2 to 9 and read differently backwards, with the "
    "Verhoeff check digit, in groups of four or beside a word that names it.",
    gates=(_SHAPE,),
    find=find,
)
