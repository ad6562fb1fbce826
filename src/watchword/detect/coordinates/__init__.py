"""Coordinates: points on the map, however they are written."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, around, stands_alone

_NUMBER = r"[+\-−]?\d{1,3}\.\d+"
_PAIR_SHAPE = rf"{_NUMBER}°?(?: ?[NS]\b)?[,;/ ]{{1,3}}{_NUMBER}°?(?: ?[EW]\b)?"
_PAIR = pattern(rf"({_NUMBER})°?( ?[NS]\b)?[,;/ ]{{1,3}}({_NUMBER})°?( ?[EW]\b)?", case=True)
_ANGLE = r"\d{1,3} ?[°º] ?(?:\d{1,2}(?:\.\d+)? ?['′’] ?)?(?:\d{1,2}(?:\.\d+)? ?(?:[\"″”]|''|′′) ?)?"
_DEGREES = pattern(rf"(?:({_ANGLE})[NS][,; ]{{0,3}}({_ANGLE})[EWO])\b", case=True)
_URI = pattern(r"geo:([+\-]?\d{1,2}(?:\.\d+)?),([+\-]?\d{1,3}(?:\.\d+)?)[^\s<>\"]*")
_MAP_SITES = (
    r"(?:google\.[a-z.]{2,6}/maps|maps\.google\.[a-z.]{2,6}|maps\.apple\.com|"
    r"openstreetmap\.org|osm\.org|bing\.com/maps|waze\.com|yandex\.[a-z]{2,3}/maps|here\.com)"
)
_LINK = pattern(rf"(?:https?://)?(?:www\.)?{_MAP_SITES}[/?#][^\s<>\"]*")
_POINT = pattern(
    r"(?:[@=/,]|%2C|cp=)([+\-]?\d{1,2}\.\d{3,})(?:,|/|%2C|~|&(?:mlon|lon|lng)=)([+\-]?\d{1,3}\.\d{3,})"
)
_WORDS = pattern(
    r"///(?:\pL{2,}[.。]\pL{2,}[.。]\pL{2,})|(?:what3words\.com|w3w\.co)/\pL+\.\pL+\.\pL+"
)
_PLUS_ALPHABET = "23456789CFGHJMPQRVWX"
_PLUS = pattern(rf"[{_PLUS_ALPHABET}]{{4,8}}\+[{_PLUS_ALPHABET}]{{2,3}}", case=True)
_NAMED = pattern(
    r"\b(?:coord(?:inate)?s?|lat(?:itude)?|lon(?:g|gitude)?|gps|location|located|grid|"
    r"koordinaten|coordonn[ée]es|coordenadas|coordinate)\b"
)
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0
_DECIMALS = 4
"""Decimals from which a bare pair is believed: 0.0001 degree is about 11 metres."""
_FULL_PLUS = 8
_FIRST_PLACES = ("23456789C", "23456789CFGHJMPQRV")
"""First two characters of a full code. Source: Open Location Code specification 1.0: latitude
is below 180 and longitude below 360 once made positive, in steps of 20 degrees."""


def _in_range(latitude: str, longitude: str) -> bool:
    north, east = (float(part.replace("−", "-")) for part in (latitude, longitude))
    return abs(north) <= _MOST_LATITUDE and abs(east) <= _MOST_LONGITUDE


def _pairs(text: str) -> Iterator[Span]:
    for whole, north, ns, east, ew in _PAIR.groups(text):
        places = [part.of(text) for part in (north, east)]
        fits = _in_range(*places) and stands_alone(text, whole, joiners="_%$£€")
        after = text[whole.end : whole.end + 2]
        if not fits or (after[:1] == "." and after[1:].isdigit()):
            continue
        is_fine = all(len(part.split(".")[1]) >= _DECIMALS for part in places)
        has_sides = ns.start >= 0 and ew.start >= 0
        if is_fine or has_sides or _NAMED.found_in(around(text, whole, before=30)):
            yield whole


def _degrees(text: str) -> Iterator[Span]:
    for whole, north, east in _DEGREES.groups(text):
        degrees = [float(part.of(text).replace("º", "°").split("°")[0]) for part in (north, east)]
        if (
            _in_range(str(degrees[0]), str(degrees[1]))
            and not text[max(0, whole.start - 1) : whole.start].isdigit()
        ):
            yield whole


def _links(text: str) -> Iterator[Span]:
    for span in _LINK.find(text):
        link = Span(span.start, span.start + len(span.of(text).rstrip(".,;:!?)'")))
        words = link.of(text)
        points = ((north.of(words), east.of(words)) for _, north, east in _POINT.groups(words))
        if any(_in_range(*point) for point in points):
            yield link
    for whole, north, east in _URI.groups(text):
        if _in_range(north.of(text), east.of(text)) and stands_alone(text, whole):
            yield whole


def _codes(text: str) -> Iterator[Span]:
    for span in _PLUS.find(text):
        area, _, _ = span.of(text).partition("+")
        if not stands_alone(text, span, joiners="_+#") or len(area) % 2:
            continue
        is_full = len(area) == _FULL_PLUS and all(
            char in places for char, places in zip(area, _FIRST_PLACES, strict=False)
        )
        mixed = any(char.isalpha() for char in area) and any(char.isdigit() for char in area)
        is_short = len(area) < _FULL_PLUS and mixed and text[span.end : span.end + 1] in {" ", ","}
        if is_full or (is_short and text[span.end : span.end + 4].lstrip(" ,")[:1].isupper()):
            yield span
    for span in _WORDS.find(text):
        if text[max(0, span.start - 1) : span.start] not in {"/", ":"}:
            yield span


def find(text: str) -> Iterator[Span]:
    """All coordinates of a text."""
    return apart(span for shape in (_links, _pairs, _degrees, _codes) for span in shape(text))


DETECTOR = Detector(
    name="coordinates",
    title="Coordinates",
    validates="latitude and longitude are in range; a plus code's alphabet and first places",
    gates=(
        r"\d\.\d+°?(?: ?[NS])?[,;/ ]{1,3}[+\-−]?\d{1,3}\.\d",
        r"\d ?[°º]",
        r"geo:[+\-]?\d",
        rf"{_MAP_SITES}[/?#]",
        rf"[{_PLUS_ALPHABET}]{{2}}\+[{_PLUS_ALPHABET}]{{2}}",
        r"///[^\s/]+[.。]",
        r"(?:what3words\.com|w3w\.co)/",
    ),
    find=find,
    secret=False,
    group="location",
)
