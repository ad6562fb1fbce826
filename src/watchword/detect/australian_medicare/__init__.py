"""Australian Medicare card numbers: ten digits with a check digit, beside a word."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_GAP = r"[ \x{A0}\x{2011}-]?"
_SHAPE = rf"\b[2-6]\d{{3}}{_GAP}\d{{5}}{_GAP}[1-9](?:[ /-]?[1-9])?\b"
_CARD = pattern(_SHAPE)
_CONTEXT = pattern(r"\bmedicare\b")
_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)
"""Of the first eight digits; the last digit of the sum is the ninth. The tenth counts the
cards issued, an eleventh the person on the card. Source: Australian Institute of Health and
Welfare, METeOR 270101 (Medicare card number), 2024."""


def _is_medicare(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:8], strict=True))
    return len(set(digits[:8])) > 1 and total % 10 == int(digits[8])


def find(text: str) -> Iterator[Span]:
    """Numbers whose check digit is right, near the word "Medicare"."""
    return numbers(text, _CARD, _is_medicare, context=_CONTEXT, joiners="_/@$")


DETECTOR = Detector(
    name="australian-medicare",
    title="Australian Medicare number",
    validates="Ten or eleven digits that begin with 2 to 6, with the check digit in ninth "
    "place, beside the word Medicare.",
    gates=(_SHAPE,),
    find=find,
)
