"""Live location: where somebody is at this moment."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart

_NAME = r"(?:(?:St|Ft|Mt)\. )?(?:[\p{Lu}\d][\pL\pM\pN'’&\-]*)"
_PLACE = (
    rf"(?:(?:the|The) )?(?:(?:St|Ft|Mt)\. )?\p{{Lu}}[\pL\pM\pN'’&\-]*"
    rf"(?: (?:(?:of|the|and|de|la|on|&) )?{_NAME}){{0,5}}"
)
_NOW = r"(?i:right now|at the moment|currently|just now|this minute|now|tonight)"
_WE = r"(?i:i['’]?m|i am|we['’]?re|we are|he['’]?s|she['’]?s|they['’]?re|they are)"
_CHECKED_IN = (
    rf"(?i:(?:just )?check(?:ed|ing)[ -]in (?:at|to)|just (?:arrived|landed|parked|got|sat down) "
    rf"(?:at|inside|outside)|currently (?:at|inside|outside)) {_PLACE}"
)
_IS_THERE = (
    rf"{_WE} (?i:(?:here |sitting |waiting |standing )?(?:at|inside|outside)) {_PLACE},? {_NOW}\b"
)
_NOW_FIRST = rf"(?i:right now|at the moment),? {_WE} (?i:at|inside|outside) {_PLACE}"
_PHRASE = pattern(
    rf"(?:^|[^\pL\pN])((?:{_CHECKED_IN})|(?:{_IS_THERE})|(?:{_NOW_FIRST}))", case=True
)
_ROOM = pattern(
    r"\b(?:is|am|are|i['’]m|she['’]s|he['’]s|staying|lying|admitted|moved)"
    r"(?: (?:now|currently|still))?(?: in(?:to)?| on| to)?"
    r" ((?:ward|room|bay|bed|flat|cabin) (?:no\.? ?|number )?(?:\d{1,4}[a-z]?|[a-z]\d{1,3}))\b"
)
_SHARED = (
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|glympse\.com|find-?my\.apple\.com|"
    r"4sq\.com|swarmapp\.com/c|foursquare\.com/checkin|life360\.com|livelocation|share-?location)"
)
_LINK = pattern(rf"(?:https?://)?(?:www\.)?{_SHARED}/[^\s<>\"]+")


def _phrases(text: str) -> Iterator[Span]:
    for _, words in _PHRASE.groups(text):
        yield Span(words.start, words.start + len(words.of(text).rstrip(".'’-&")))


def _rooms(text: str) -> Iterator[Span]:
    for _, room in _ROOM.groups(text):
        yield room


def _links(text: str) -> Iterator[Span]:
    for link in _LINK.find(text):
        yield Span(link.start, link.start + len(link.of(text).rstrip(".,;:!?)'")))


def find(text: str) -> Iterator[Span]:
    """All live locations of a text."""
    return apart(span for shape in (_phrases, _rooms, _links) for span in shape(text))


DETECTOR = Detector(
    name="location",
    title="Live location",
    validates="a phrase of being there now with a named place, a numbered room, or a shared point",
    gates=(
        r"check(?:ed|ing)[ -]in (?:at|to) ",
        r"just (?:arrived|landed|parked|got|sat down) (?:at|inside|outside) ",
        r"currently (?:at|inside|outside) ",
        rf"{_WE} (?:here |sitting |waiting |standing )?(?:at|inside|outside) ",
        r" (?:ward|room|bay|bed|flat|cabin) (?:no\.? ?|number )?[a-z]?\d",
        rf"{_SHARED}/",
    ),
    find=find,
    secret=False,
    group="location",
)
