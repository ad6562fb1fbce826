"""Vehicle registrations: British ones by their shape, others beside a word that names them."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, around, stands_alone

_FIRST = "ABCDEFGHJKLMNOPRSTUVWXY"
_CURRENT_SHAPE = rf"[{_FIRST}][{_FIRST}Z](?:0[1-9]|[1-4]\d|5[0-9]|[67]\d) ?[A-HJ-PR-Z]{{3}}"
_CURRENT = pattern(_CURRENT_SHAPE)
"""Since September 2001: two letters for the office, the half-year, three at random without
I and Q. Source: DVLA INF104, 2024."""
_OLDER_SHAPES = (
    r"[A-HJ-NP-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}",
    r"[A-HJ-PR-Y]{3} ?\d{1,3}[A-HJ-NP-TV-Y]",
    r"[A-HJ-Z]{1,2}I?[A-Z] ?\d{1,4}",
    r"\d{1,4} ?[A-Z]{1,3}",
)
"""Prefix (1983 to 2001), suffix (1963 to 1983), Northern Ireland and dateless forms.
Source: DVLA INF104, 2024."""
_ABROAD_SHAPES = (
    r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?",
    r"[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}",
    r"\d{4} ?[B-DF-HJ-NP-TV-Z]{3}",
    r"[A-Z\d]{1,3}-[A-Z\d]{2,3}-[A-Z\d]{1,2}",
    r"[A-Z]{2,3} ?\d{4,5}[A-Z]?",
    r"\d{2,3}-[A-Z]{1,2}-\d{1,6}",
    r"[A-Z]{3}[- ]\d{3,4}",
    r"\d[A-Z]{3}\d{3}",
)
"""Germany; France and Italy; Spain; the Netherlands and Portugal; Poland and the Nordic
states; Ireland; most states of the USA; California. Source: the authorities' public pages, 2024."""
_OTHERS = "|".join((*_OLDER_SHAPES, *_ABROAD_SHAPES))
_NAMED = (
    r"(?:reg(?:istration)?(?: plate| number| no\.?| mark)?|number ?plate|licen[cs]e ?plate|"
    r"licence number plate|plates?|vrm|kennzeichen|immatriculation|plaque|matr[ií]cula|targa|"
    r"kenteken)"
)
_VEHICLE = pattern(
    rf"\b(?:{_NAMED}|car|cars|van|taxi|vehicle|lorry|driver|driving|drove|parked|bmw|audi|ford|"
    r"vauxhall|toyota|mercedes|nissan|volkswagen|vw|golf|corsa|fiesta|motorbike|motorcycle)\b"
)
_BETWEEN = r"[ .:#(\"']{1,4}(?:(?:is|was|ist|est|es|è) )?"
_BESIDE = pattern(rf"\b{_NAMED}{_BETWEEN}({_OTHERS})")


def _is_issued(words: str) -> bool:
    """Whether the two digits name a half-year: 02 to 50 for March, 51 to 99 for September.

    Letters that merely fold to others, such as the Kelvin sign, stand on no plate.
    """
    return words.isascii() and words[2:4] not in {"01", "50"}


def _current(text: str) -> Iterator[Span]:
    for span in _CURRENT.find(text):
        words = span.of(text)
        if not stands_alone(text, span, joiners="_#@-/") or not _is_issued(words):
            continue
        is_strict = words.isupper() and " " in words
        if is_strict or _VEHICLE.found_in(around(text, span, before=40, after=20)):
            yield span


def _beside_a_word(text: str) -> Iterator[Span]:
    for _, plate in _BESIDE.groups(text):
        words = plate.of(text)
        has_both = any(char.isdigit() for char in words) and any(char.isalpha() for char in words)
        if words.isupper() and has_both and stands_alone(text, plate, joiners="_-"):
            yield plate


def find(text: str) -> Iterator[Span]:
    """All vehicle registrations of a text."""
    return apart(span for shape in (_current, _beside_a_word) for span in shape(text))


DETECTOR = Detector(
    name="vehicle-registration",
    title="Vehicle registration",
    validates="the letters and half-years that the British scheme issues; elsewhere the shape "
    "and a word that names it",
    gates=(
        r"\b[a-z]{2}\d\d ?[a-z]{3}",
        rf"\b{_NAMED}{_BETWEEN}[\da-zäöü]{{0,3}}[ \-]?[a-z\d]{{0,3}}[ \-]?\d",
    ),
    find=find,
    secret=False,
)
