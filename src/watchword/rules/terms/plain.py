"""The quick way for plain text: terms looked up among the words of an ASCII text.

An automaton of a rule's own has to be built state by state on the first texts that it
sees, and most rules of an archive's check see few. The words of a text are taken apart once
for all rules; a term is looked at only where one word of it, its key, is among them. It
gives the same matches as the automaton: of overlapping terms the leftmost, and of those the
longest.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from watchword.base.pattern import Bounded
from watchword.base.span import Match, Span
from watchword.rules.base import Look, whole_places
from watchword.rules.lists import Entry

_APART = str.maketrans(
    {
        code: " "
        for code in range(0x80)
        if chr(code) not in f"{string.ascii_letters}{string.digits}_"
    }
)


def key_of(term: str) -> str:
    """The word that a text must hold whole if it holds the term: its longest, in lower case.

    Only for ASCII terms; empty when the term holds no letter, digit or underscore.
    """
    return max(term.lower().translate(_APART).split(), key=len, default="")


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    Attributes:
        label: How the policy writes it.
        low: The same in lower case, in UTF-8.
        key: Its key.
        search: Makes, when it is first asked, what finds it where it can be written in other
            ways than that: terms of several words, and those with signs that have other
            spellings.
    """

    label: str
    low: bytes
    key: bytes
    search: Callable[[], Bounded] | None

    def spans(self, look: Look, place: int) -> Iterable[tuple[int, int]]:
        """Start and end of each whole occurrence in an ASCII text that holds the key.

        Args:
            look: The look at the text.
            place: A place of the key; every place is asked about.
        """
        if self.search is None:
            return ((place, place + len(self.key)),)
        if look.low.count(self.key) == 1 and (found := whole_places(look.low, self.low)):
            # the usual spelling is there, and leaves no key for another
            return ((found[0], found[0] + len(self.low)),)
        return self.search().every(look.text, look.raw)


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Terms by key.

    Attributes:
        keys: All keys, in UTF-8.
        terms: The terms of each.
        single: The label of each key that is the one term that has it: most that is found.
    """

    keys: frozenset[bytes]
    terms: dict[bytes, tuple[Term, ...]]
    single: dict[bytes, str]

    def find(self, look: Look) -> list[Match]:
        """Whole words in an ASCII text."""
        places = look.places_of(self.keys)
        if len(places) == 1:
            key, place = places[0]
            label = self.single.get(key)
            if label is not None:
                return [Match(Span(place, place + len(key)), label)]
        found: list[tuple[int, int, str]] = []
        asked: set[bytes] = set()
        for key, place in places:
            for term in self.terms[key]:
                # a term that is searched for finds all its places at once
                if term.search is None or key not in asked:
                    spans = term.spans(look, place)
                    found += [(start, -end, term.label) for start, end in spans]
            asked.add(key)
        if len(found) > 1:
            found.sort()
        matches, done = [], 0
        for start, end, label in found:
            if start >= done:
                done = -end
                matches.append(Match(Span(start, done), label))
        return matches


def _bounded(source: Callable[[str], str], term: str) -> Bounded:
    return Bounded(source(term))


def plain_words(entries: Iterable[Entry], source: Callable[[str], str]) -> PlainWords | None:
    """The quick way for these entries; None where one of them has no key.

    Args:
        entries: The entries of a list that can stand in an ASCII text.
        source: Makes the pattern of a term.
    """
    terms: dict[bytes, tuple[Term, ...]] = {}
    for entry in entries:
        key = key_of(entry.term) if entry.term.isascii() else ""
        if not key:
            return None
        is_word = key == entry.term.lower()
        search = cache(partial(_bounded, source, entry.term))
        low = entry.term.lower().encode()
        term = Term(entry.term, low, key.encode(), None if is_word else search)
        terms[key.encode()] = (*terms.get(key.encode(), ()), term)
    single = {
        key: own[0].label for key, own in terms.items() if len(own) == 1 and own[0].search is None
    }
    return PlainWords(frozenset(terms), terms, single)
