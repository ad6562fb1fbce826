"""How far an address goes on after its street: flat, town, region, postcode, country."""

from __future__ import annotations

from dataclasses import dataclass

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.postal_address.words import UNIT
from watchword.detect.postcode import is_british

_NAME = r"\p{Lu}[\pL\pM'’.\-]*"
_LINK = r"d[eiu]l?|la|le|les|sur|upon|on|of|the|and|a|am|an der|im|i|nad|pod|u"
_TOWN = rf"{_NAME}(?: (?:{_NAME}|{_LINK})){{0,4}}(?: \d{{1,2}})?"
_DIGITS = (
    r"(?:[A-Z]{1,2}-)?(?:\d{5}(?:-\d{3,4})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4}(?: [A-Z]{2}\b)?|\d{6})"
)
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
_GAP = r"\.?(?:[ \t]{0,3}(?:,|\r?\n|\\n|;)?){0,3}[ \t>?•*]{0,5}"
_STEPS = tuple(
    (pattern(rf"^({_GAP})({shape})(?:[^\pL\pN]|$)", case=True), is_proof)
    for shape, is_proof in (
        (UNIT, True),
        (_BRITISH, True),
        (rf"{_TOWN},?\s{{1,3}}{_BRITISH}", True),
        (rf"(?:{_TOWN})?,?\s{{0,3}},? ?[A-Z]{{2,3}}\.?,?\s{{1,3}}\d{{5}}(?:-\d{{4}})?", True),
        (r"(?:APO|FPO|DPO) A[AEP] \d{5}", True),
        (rf"{_DIGITS} {_TOWN}", True),
        (rf"{_TOWN},?\s{{1,3}}(?:[A-Z]{{2,3}} )?{_DIGITS}", True),
        (_DIGITS, True),
        (_TOWN, False),
    )
)
_OPENING = pattern(rf"(?:^|[^\pL\pN])((?:{UNIT}[,\s]{{1,3}})?(?:\d{{1,3}},? )?)$", case=True)
_MOST_STEPS, _REACH, _OPENING_REACH = 6, 140, 30
_ENDS = frozenset(",.;:!?)\n\r\"'”\\")
_LEAST_DIGITS = 5
"""Digits that a number needs to be a postcode where no comma or line break stands before it."""
_YEAR = pattern(r"\b(?:19|20)\d{2}\b", case=True)


@dataclass(frozen=True, slots=True)
class Extent:
    """An address with what follows its street.

    Attributes:
        span: The whole.
        street_end: Where the street ends.
        is_proved: Whether a flat, region or postcode proves it to be an address.
    """

    span: Span
    street_end: int
    is_proved: bool


def _is_proof(words: str, *, is_broken: bool) -> bool:
    """Whether a flat, region or postcode is one: no year, no bare number, a British area."""
    if _YEAR.found_in(words) or (words.isdigit() and len(words) < _LEAST_DIGITS and not is_broken):
        return False
    if not (words[-3:-2].isdigit() and words[-2:].isupper()):
        return True
    last = words.split()[-2:]
    return is_british(" ".join(last)) or is_british(last[-1])


def _step(text: str, start: int) -> tuple[int, bool]:
    """Where the next part ends, and whether it proves the address; ``start`` for no part."""
    ahead = text[start : start + _REACH]
    for shape, may_prove in _STEPS:
        for _, gap, part in shape.groups(ahead):
            words = part.of(ahead)
            is_broken = any(char in gap.of(ahead) for char in ",;\n")
            after = ahead[part.end : part.end + 1]
            if may_prove and _is_proof(words, is_broken=is_broken):
                return start + part.end, True
            ends = not after or after in _ENDS
            if not may_prove and is_broken and ends and len(words) > 1:
                return start + part.end, False
    return start, False


def _start(text: str, street: Span) -> int:
    """Where the address starts, with a flat or its number before the house."""
    behind = text[max(0, street.start - _OPENING_REACH) : street.start]
    if not street.of(text)[:1].isdigit():
        return street.start
    for _, opening in _OPENING.groups(behind):
        return street.start - len(behind) + opening.start
    return street.start


def extent(text: str, street: Span) -> Extent:
    """The address around this street."""
    end, proved = street.end, False
    for _ in range(_MOST_STEPS):
        reached, is_proof = _step(text, end)
        if reached == end:
            break
        end, proved = reached, proved or is_proof
    start = _start(text, street)
    words = text[start:end]
    return Extent(Span(start, start + len(words.rstrip(" .,;\n"))), street.end, proved)
