"""National numbers of European states, each by its own check."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.european_national_id.schemes import GAP, SCHEMES, SHAPE_OF, Scheme
from watchword.detect.numbers import numbers
from watchword.detect.surroundings import apart

_LONGER_BEFORE = pattern(r"(?:\d[.,/\-]|[$€£#=])$")
_LONGER_AFTER = pattern(r"^(?:[.,/\-]\d|[%€])")


def _of(text: str, scheme: Scheme) -> Iterator[Span]:
    """The numbers of one scheme, those within longer numbers and prices left out."""
    for span in numbers(
        text,
        scheme.shape,
        scheme.is_valid,
        context=scheme.context,
        needs_context=scheme.needs_context,
        joiners="_/@",
    ):
        is_longer = _LONGER_BEFORE.found_in(text[max(0, span.start - 2) : span.start])
        if not is_longer and not _LONGER_AFTER.found_in(text[span.end : span.end + 2]):
            yield span


def find(text: str) -> Iterator[Span]:
    """All national numbers of a text."""
    return apart(span for scheme in SCHEMES for span in _of(text, scheme))


DETECTOR = Detector(
    name="european-national-id",
    title="European national identity number",
    validates="The check digits, dates and places of each state's own scheme, and where these "
    "prove little a word of its language or English that names it.",
    gates=(
        rf"\d(?:{GAP}\d){{8}}",
        r"\b[xyz]?-?\d(?:\.?\d){6,7}[ -]?[a-z]{1,2}\b",
        SHAPE_OF["codice fiscale"],
        SHAPE_OF["hetu"],
        rf"\b[12]{GAP}\d\d{GAP}\d\d{GAP}2[ab]",
        SHAPE_OF["personalausweis"],
    ),
    find=find,
)
