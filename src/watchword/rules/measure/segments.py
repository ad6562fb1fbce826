"""The words of a hashtag that is written without capitals.

``nowplayingatthetownhall`` is cut where the cut is likeliest: each word costs the
logarithm of its rank among English words (Zipf's law: a word's frequency is about the
inverse of its rank), and the cheapest cut wins. Whoever is not sure keeps the tag whole.

Source: Peter Norvig, "Natural Language Corpus Data", in *Beautiful Data* (2009); the ranks
in ``words.txt`` are from its word counts (MIT licence), shortened, with newer words added.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import inf, log
from pathlib import Path
from types import MappingProxyType

LONGEST = 18
"""Letters of a word; longer ones are not looked for."""

LETTERS_MOST = 60
"""Letters of a tag; a longer one is left whole."""

COST_A_WORD = 2.0
"""Added for each word, so that one long word wins over two short ones."""

COST_A_LETTER = 2.1
"""A cut that costs more for each letter is a guess, and is not made."""

COST_A_LETTER_OF_TWO = 1.9
"""The same for a cut in two, which may as well be one compound (``staycation``)."""


def segments(letters: str) -> tuple[str, ...]:
    """The words that a run of small letters is made of; one when it is not sure.

    Args:
        letters: ASCII letters in lower case.
    """
    if not letters or len(letters) > LETTERS_MOST or letters in _ranks():
        return (letters,)
    ranks = _ranks()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        least, before = inf, 0
        for start in range(max(0, end - LONGEST), end):
            rank = ranks.get(letters[start:end])
            if rank is not None:
                cost = best[start][0] + COST_A_WORD + log(rank)
                if cost < least:
                    least, before = cost, start
        best.append((least, before))
    words: list[str] = []
    end = len(letters)
    while end:
        start = best[end][1]
        words.append(letters[start:end])
        end = start
    most = COST_A_LETTER_OF_TWO if len(words) == 2 else COST_A_LETTER  # noqa: PLR2004 - two
    return tuple(reversed(words)) if best[-1][0] <= most * len(letters) else (letters,)


@cache
def _ranks() -> Mapping[str, int]:
    text = Path(__file__).with_name("words.txt").read_text("ascii")
    return MappingProxyType({word: rank for rank, word in enumerate(text.split(), 1)})
