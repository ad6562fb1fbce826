"""The quick way for short lists and plain text: finding each term as it stands.

An automaton of a rule's own has to be built state by state on the first texts that it
sees, and most rules of an archive's check see few. For a list of up to a hundred ASCII
terms, looking for each of them in an ASCII text is quicker, and gives the same matches: of
overlapping terms the leftmost, and of those the longest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from watchword.base.pattern import Bounded
from watchword.base.span import Match, Span
from watchword.rules.lists import Entry

MOST_TERMS = 100
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    Attributes:
        key: Letters and digits that every form of the term holds, in lower case.
        label: How the policy writes it.
        search: Finds it where the key alone does not decide: terms of several words, and
            those with signs that have other spellings.
    """

    key: bytes
    label: str
    search: Bounded | None


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Terms to look for one by one.

    Attributes:
        keys: The key of each term, apart from it: looking for them is most of the work.
        terms: The terms.
    """

    keys: tuple[bytes, ...]
    terms: tuple[Term, ...]

    def find(self, text: str, raw: bytes) -> Iterator[Match]:
        """Whole words in an ASCII text."""
        low = raw.lower()
        found: list[tuple[int, int, str]] = []
        for number in [number for number, key in enumerate(self.keys) if key in low]:
            term = self.terms[number]
            if term.search is not None:
                found += [(one.start, -one.end, term.label) for one in term.search.spans(text, raw)]
            else:
                found += _whole_words(low, term, low.find(term.key))
        if len(found) > 1:
            found.sort()
        done = 0
        for start, end, label in found:
            if start >= done:
                done = -end
                yield Match(Span(start, done), label)


def _whole_words(low: bytes, term: Term, place: int) -> Iterator[tuple[int, int, str]]:
    size = len(term.key)
    while place >= 0:
        end = place + size
        is_apart = not (place and low[place - 1] in _WORD)
        if is_apart and not (end < len(low) and low[end] in _WORD):
            yield place, -end, term.label
        place = low.find(term.key, place + 1)


def plain_words(entries: tuple[Entry, ...], source: Callable[[str], str]) -> PlainWords | None:
    """The quick way for these entries; None where it does not serve.

    Args:
        entries: The entries of a list.
        source: Makes the pattern of a term.
    """
    if len(entries) > MOST_TERMS:
        return None
    terms = []
    for entry in entries:
        pieces = "".join(char if char.isalnum() else " " for char in entry.term.lower()).split()
        key = max(pieces, key=len, default="")
        if not key or not entry.term.isascii():
            return None
        is_word = key == entry.term.lower()
        search = None if is_word else Bounded(source(entry.term))
        terms.append(Term(key.encode(), entry.term, search))
    return PlainWords(tuple(term.key for term in terms), tuple(terms))
