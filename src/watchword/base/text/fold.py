"""Folding: seeing through the disguises of a word, with exact offsets.

A rule names the steps it wants; a folded text knows where each of its characters stands in
the original. The steps:

``case``         upper and lower case are one (full case folding of Unicode: ß is ss)
``accents``      the base letter of every letter with marks, strokes or hooks; marks dropped
``confusables``  mathematical, enclosed, full-width, small-capital letters and digits are
                 plain ones; look-alikes of other scripts are Latin letters in a word that
                 holds a Latin letter, and in a word of three or more close look-alikes and
                 nothing else when no other word of the text is in a script of its own
``leet``         digits and signs for letters; this one is a matter of the term
                 (:mod:`watchword.base.text.term`), the text stays as it is
``spacing``      three or more single letters apart by one space, dot, hyphen, underscore,
                 asterisk or middle dot are one word
``digits``       decimal digits of every script, and keycaps, are 0 to 9; full-width letters, and
                 the full-width signs of numbers and addresses, are ordinary ones
``invisible``    zero-width characters, directional controls, soft hyphens, selectors and
                 tags are dropped, but for those that build an emoji; part of every step
                 except ``case``

Canonically equivalent texts fold alike: a letter and its marks are composed where they are
not dropped. ``TRIGGER`` matches every text that folding changes beyond what the gate of a
term (:func:`gate`) allows for; all other texts can be searched as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from watchword.base.span import Span
from watchword.base.text.characters import Part, Step
from watchword.base.text.line import Line, read_line
from watchword.base.text.spacing import is_spaced, joined_letters
from watchword.base.text.term import gate, is_term, letter_class, term_pattern
from watchword.base.text.trigger import BEYOND_ASCII, TRIGGER, triggers

_CASE = frozenset({Step.CASE})
SEEN_THROUGH = frozenset({Step.INVISIBLE, Step.DIGITS})
"""What numbers and addresses are read without: signs that show nothing, digits of other scripts."""

_FEWEST = 3
"""Close look-alikes that make a word worth reading in Latin letters."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where it came from.

    Attributes:
        text: The folded text.
        original: The text as it was.
        starts: For each folded character, where its original starts; None: one to one.
        ends: For each, where its original ends, its dropped marks included.
    """

    text: str
    original: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Where a part of the folded text stands in the original."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        if end <= start:
            place = self.starts[start] if start < len(self.starts) else len(self.original)
            return Span(place, place)
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str, steps: frozenset[Step]) -> Folded:
    """Fold a text; see the module for the steps."""
    is_cased = Step.CASE in steps
    if text.isascii() and (Step.SPACING not in steps or not is_spaced(text)):
        return Folded(text.lower() if is_cased else text, text)
    if steps <= _CASE and unicodedata.is_normalized("NFC", text):
        folded = text.replace("İ", "i").casefold() if is_cased else text
        if len(folded) == len(text):
            return Folded(folded, text)
    line = read_line(text, steps)
    if Step.SPACING in steps:
        line = joined_letters(line, leet=Step.LEET in steps)
    if Step.CONFUSABLES in steps and line.plain != line.latin:
        _latinise(line)
    return Folded("".join(line.plain), text, tuple(line.starts), tuple(line.ends))


def _latinise(line: Line) -> None:
    """Write look-alikes as Latin letters in the words where they are a disguise."""
    words = list(_words("".join(line.parts)))
    is_foreign_text = any(
        Part.LATIN not in word and (Part.LOOSE in word or Part.OTHER in word) for _, word in words
    )
    for start, word in words:
        if Part.LATIN in word or (not is_foreign_text and word.count(Part.CLOSE) >= _FEWEST):
            line.plain[start : start + len(word)] = line.latin[start : start + len(word)]


def _words(parts: str) -> Iterator[tuple[int, str]]:
    """Where each word starts, and its parts."""
    start = 0
    for word in parts.replace(Part.SYMBOL, Part.BREAK).split(Part.BREAK):
        if word:
            yield start, word
        start += len(word) + 1


__all__ = [
    "BEYOND_ASCII",
    "SEEN_THROUGH",
    "TRIGGER",
    "Folded",
    "Step",
    "fold",
    "gate",
    "is_term",
    "letter_class",
    "term_pattern",
    "triggers",
]
