"""The sections that a good policy has, and which of them a text belongs to."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from watchword.base.pattern import Pattern, bounded, find_bounded, pattern

OUTLINE = Path(__file__).parent.parent / "outline.csv"
"""Columns: number, slug, title, words (apart by semicolons, matched as whole words)."""

_NEAREST = 3
_FARTHER = 2


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section that a policy usually has.

    Attributes:
        number: Its place in the outline.
        slug: As rules write it in ``section:``.
        title: For people.
        words: Words that belong to it.
    """

    number: str
    slug: str
    title: str
    words: tuple[str, ...]


@cache
def outline() -> tuple[OutlineSection, ...]:
    """The sections in order."""
    with OUTLINE.open(encoding="utf-8", newline="") as file:
        return tuple(
            OutlineSection(row["number"], row["slug"], row["title"], tuple(row["words"].split(";")))
            for row in csv.DictReader(file)
        )


@cache
def _search() -> Pattern:
    words = sorted({word for one in outline() for word in one.words}, key=len, reverse=True)
    return pattern(bounded("|".join(word.replace(".", r"\.") for word in words)))


@cache
def _sections_of(word: str) -> tuple[str, ...]:
    return tuple(one.slug for one in outline() if word in one.words)


def section_of(headings: Sequence[str], text: str = "", *, least: int = 1) -> str:
    """The slug of the section that fits best, or "" when none reaches ``least`` points.

    The nearest heading counts three times as much as the words of the text, the headings
    above it twice; longer words count more. Of equal sections the first in the text wins.
    """
    scores: dict[str, int] = {}
    weighted = [(text, 1), *((heading, _FARTHER) for heading in headings[:-1])]
    weighted += [(heading, _NEAREST) for heading in headings[-1:]]
    for words, weight in reversed(weighted):
        for span in find_bounded(_search(), words):
            word = span.of(words).lower()
            for slug in _sections_of(word):
                scores[slug] = scores.get(slug, 0) + weight * (1 + word.count(" "))
    best = max(scores, key=lambda slug: scores[slug], default="")
    return best if scores.get(best, 0) >= least else ""
