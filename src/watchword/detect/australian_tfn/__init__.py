"""Australian tax file numbers: eight or nine digits with weights, beside a word."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_GAP = r"[ \x{A0}\x{2011}.-]?"
_DIGITS = pattern(rf"\b\d{{2,3}}{_GAP}\d{{3}}{_GAP}\d{{3}}\b|\b\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{2}}\b")
_CONTEXT = pattern(r"\b(?:tfns?|tax[ -]?file)\b")


def _is_tfn(digits: str) -> bool:
    from stdnum.au import tfn

    return len(set(digits)) > 1 and bool(tfn.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Numbers whose weighted sum fits, near the words "TFN" or "tax file"."""
    return numbers(text, _DIGITS, _is_tfn, context=_CONTEXT, joiners="_/@$")


DETECTOR = Detector(
    name="australian-tfn",
    title="Australian tax file number",
    validates="Eight or nine digits whose weighted sum is a multiple of eleven, beside a word "
    "that names it.",
    gates=(r"(?:tfn|tax[ -]?file)",),
    find=find,
)
