"""Canadian social insurance numbers: nine digits with a Luhn check digit."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_GAP = r"[ \x{A0}\x{2011}.-]?"
_SHAPE = rf"\b[1-79]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}\b"
"""The first digit is the province, 9 for temporary residents; 0 and 8 are not issued to
people. Source: Government of Canada, Social Insurance Number Code of Practice, 2024."""
_NINE_DIGITS = pattern(_SHAPE)
_HYPHENS = pattern(r"^\d{3}[-\x{2011}]\d{3}[-\x{2011}]\d{3}$")
_CONTEXT = pattern(
    r"\b(?:sins?|nas|social insurance|assurance sociale|service canada|canad(?:a|ian|ien(?:ne)?))\b"
)
_OTHER = pattern(
    r"(?:\d[ .,\-/]|[$€£+=(]|\b(?:tel|phone|telephone|call|ring|mobile|fax|text|tfn|tax file|order|"
    r"ref|reference|invoice|case|ticket|tracking|siren|nif|part|model|serial)[a-z. ]{0,12}[:#]?) ?$"
)
"""What stands before nine digits that are something else: a longer number, a price, a name."""
_GOES_ON = pattern(r"^[ .,\-/]\d")


def _is_sin(digits: str) -> bool:
    from stdnum.ca import sin

    return len(set(digits)) > 1 and bool(sin.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Numbers in three groups with hyphens, others beside a word that says Canada or SIN.

    Three groups with spaces are how half of Europe writes telephones and companies (a French
    company's number has the same check digit), so they need the word.
    """
    for span in numbers(
        text,
        _NINE_DIGITS,
        _is_sin,
        context=_CONTEXT,
        needs_context=lambda words: not _HYPHENS.found_in(words),
        joiners="_/@",
    ):
        is_other = _OTHER.found_in(text[max(0, span.start - 24) : span.start])
        if not is_other and not _GOES_ON.found_in(text[span.end : span.end + 2]):
            yield span


DETECTOR = Detector(
    name="canadian-sin",
    title="Canadian social insurance number",
    validates="Nine digits with the Luhn check digit and a first digit that is issued to people, "
    "in groups with hyphens or beside a word that names it.",
    gates=(_SHAPE,),
    find=find,
)
