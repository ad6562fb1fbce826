"""Postal addresses: a house in a street, in the orders of many countries."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.postal_address import words
from watchword.detect.surroundings import apart, stands_alone


def _found(text: str) -> Iterator[Span]:
    # A tenth of a second goes into compiling the shapes: only for a text that passed a gate.
    from watchword.detect.postal_address.extent import extent
    from watchword.detect.postal_address.shapes import SHAPES

    for shape in SHAPES:
        for street in shape.core.find(text):
            if not stands_alone(text, street, joiners="_#@$£€"):
                continue
            whole = extent(text, street)
            if shape.is_enough(text, whole):
                yield whole.span


def find(text: str) -> Iterator[Span]:
    """All postal addresses of a text."""
    return apart(_found(text))


_ENGLISH = f"{words.STREET}|{words.MAYBE_STREET}"
_JOINED, _APART, _BEFORE = words.JOINED, words.APART, words.BEFORE
_WORD = r"[^\s\d@:/#]+"
_HOUSE = r"\d{1,4}(?: ?[a-z])?(?:[\-–/]\d{1,4}[a-z]?)?"

DETECTOR = Detector(
    name="postal-address",
    title="Postal address",
    validates="a house number and the street words of a dozen languages in their order, or a box, "
    "and what follows: flat, town, region, postcode",
    gates=(
        rf"\d[a-z]?,? (?:\S+ ){{1,6}}(?:{_ENGLISH})\b",
        r"\d[a-z]? (?:\S+ )?(?:hwy|highway|county road|state road) \d",
        rf"(?:{_JOINED}|{_APART}) \d",
        rf"\b(?:{_BEFORE}) ?{_WORD}(?: {_WORD}){{0,10}}(?:[ ,]{{0,2}}|,? s/n)\d",
        rf"\d(?: ?(?:bis|ter|quater|[a-d]))?,? (?:{_BEFORE}) ?{_WORD}",
        rf"[^\s\d],? {_HOUSE}[,;\n\\]",
        words.CONTEXT,
        rf"\b{words.UNIT}",
        r"(?:^|[^a-z\d/_])[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?:[^a-z\d]|$)",
        rf"{words.BOX}:? ?#?\d",
        r"(?:apo|fpo|dpo) a[aep] \d",
    ),
    find=find,
    secret=False,
    group="location",
)
