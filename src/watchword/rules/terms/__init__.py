"""Any of these words: terms written in the rule or kept in a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchword.base.pattern import Bounded, Pattern, pattern
from watchword.base.schema import Stricter, setting
from watchword.base.span import Match, Span
from watchword.base.text.fold import Step, gate, is_term, term_pattern
from watchword.rules.base import Gates, Look, Place
from watchword.rules.lists import Entry
from watchword.rules.terms.plain import PlainWords, key_of, plain_words

CASE_ONLY = frozenset({Step.CASE})


class Wholeness(StrEnum):
    """How much of a word must match."""

    WORD = "word"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, kw_only=True, slots=True)
class TermsSettings:
    """Settings of ``terms``."""

    terms: tuple[str, ...] = setting("The words.", default=(), stricter=Stricter.MORE)
    terms_from: str = setting("A list of the policy, instead of words.", default="")
    match: Wholeness = setting("Whole words, or anywhere in a word.", default=Wholeness.WORD)
    normalise: frozenset[Step] = setting(
        "Disguises to see through.", default=CASE_ONLY, stricter=Stricter.MORE
    )
    ignore: tuple[str, ...] = setting(
        "Phrases in which a word does not count.", default=(), stricter=Stricter.FEWER
    )


class TermMatcher:
    """Finds terms in a text folded as the rule asks.

    A term's words may be apart by any white space. Of overlapping terms the leftmost
    counts, and of those the longest.
    """

    def __init__(
        self,
        entries: tuple[Entry, ...],
        *,
        steps: frozenset[Step] = CASE_ONLY,
        whole_words: bool = True,
        ignore: tuple[str, ...] = (),
    ) -> None:
        self._steps = steps | CASE_ONLY
        self._folds = self._steps != CASE_ONLY
        self._entries = tuple(sorted(entries, key=lambda entry: -len(entry.term)))
        self._forever = all(entry.until is None for entry in entries)
        self._plain: PlainWords | None = None
        self._may_be_plain = (
            self._forever and whole_words and not ignore and self._steps <= PLAIN_STEPS
        )
        self._whole = whole_words
        self._ignore_terms = ignore
        self._search: Bounded | Pattern | None = None
        self._dated: dict[date, Bounded | Pattern | None] = {}
        self._ignored: Pattern | None = None
        self._labels: dict[bytes, str] = {}
        self.gates = self._gates()

    def _gates(self) -> Gates:
        """A word that each term holds where that says enough, else a pattern a term."""
        terms = [entry.term for entry in self._entries]
        if not self._whole or self._folds:
            raw = tuple(gate(term, self._steps) for term in terms)
            folded = tuple((self._steps, one) for one in raw) if self._folds else ()
            return Gates(raw=raw, folded=folded)
        keys = {term: key_of(term) if term.isascii() else "" for term in terms}
        return Gates(
            raw=tuple(gate(term, self._steps) for term, key in keys.items() if not key),
            words=tuple(dict.fromkeys(key for key in keys.values() if key)),
        )

    @property
    def _ascii(self) -> tuple[Entry, ...]:
        """The entries that can stand in an ASCII text."""
        return tuple(entry for entry in self._entries if self._can_be_ascii(entry.term))

    def _can_be_ascii(self, term: str) -> bool:
        # a term with accents or look-alikes may also be typed without; ß is also typed ss
        return term.casefold().isascii() or bool(self._steps - CASE_ONLY)

    def _source(self, term: str) -> str:
        return term_pattern(term, self._steps)

    def _compiled(self, entries: tuple[Entry, ...]) -> Bounded | Pattern:
        terms = "|".join(term_pattern(entry.term, self._steps) for entry in entries)
        return Bounded(terms) if self._whole else pattern(terms, captures=False)

    def _search_on(self, day: date) -> Bounded | Pattern | None:
        """The pattern of the entries that count on a day; None when none does."""
        if self._forever:
            if self._search is None and self._entries:
                self._search = self._compiled(self._entries)
            return self._search
        if day not in self._dated:
            entries = tuple(entry for entry in self._entries if entry.counts_on(day))
            self._dated[day] = self._compiled(entries) if entries else None
        return self._dated[day]

    def find(self, look: Look) -> Iterable[Match]:
        """Terms that count on the day of the look."""
        if self._may_be_plain and look.raw.isascii():
            if self._plain is None:
                self._plain = plain_words(self._ascii, self._source)
                self._may_be_plain = self._plain is not None
            if self._plain is not None:
                return self._plain.find(look)
        return self._found(look)

    def _found(self, look: Look) -> Iterator[Match]:
        search = self._search if self._search is not None else self._search_on(look.day)
        if search is None:
            return
        if not self._folds:
            text, raw, folded = look.text, look.raw, None
        else:
            folded = look.fold(self._steps)
            text, raw = folded.text, folded.text.encode()
        spans = (
            _outside(search, text, raw, self._ignored_spans(text))
            if self._ignore_terms
            else search.spans(text, raw)
        )
        for span in spans:
            words = text[span.start : span.end]
            original = span if folded is None else folded.span(span.start, span.end)
            yield Match(original, self._labels.get(words.lower().encode()) or self._label(words))

    def _ignored_spans(self, text: str) -> tuple[Span, ...]:
        if self._ignored is None:
            self._ignored = pattern(
                "|".join(term_pattern(term, self._steps) for term in self._ignore_terms)
            )
        return tuple(self._ignored.find(text))

    def _label(self, words: str) -> str:
        """The term as the policy writes it; remembered for words that are a term."""
        if not self._labels:
            self._labels = {entry.term.lower().encode(): entry.term for entry in self._entries}
        known = self._labels.get(" ".join(words.lower().split()).encode())
        if known is not None:
            return known
        for entry in self._entries:
            for span in pattern(term_pattern(entry.term, self._steps)).find(words):
                if span == Span(0, len(words)):
                    return entry.term
        return words


def _outside(
    search: Bounded | Pattern, text: str, raw: bytes, ignored: tuple[Span, ...]
) -> Iterator[Span]:
    """What is found outside the phrases in which it does not count.

    A term inside such a phrase hides no term that begins in it and ends after it: the
    search goes on right after the first character of what was ignored.
    """
    begins = [one.start for one in ignored]  # phrases follow one another and never overlap
    here = place = 0  # the same place in characters and in bytes
    while True:
        for span in search.spans(text, raw, place, here):
            before = bisect_right(begins, span.start)
            if before and span.end <= ignored[before - 1].end:
                place += len(text[here : span.start + 1].encode())
                here = span.start + 1
                break
            yield span
        else:
            return


PLAIN_STEPS = frozenset({Step.CASE, Step.ACCENTS, Step.CONFUSABLES, Step.INVISIBLE})
"""Steps that change nothing in an ASCII text but case."""


class TermsKind:
    """Any of these words."""

    name = "terms"
    title = "Words"
    settings = TermsSettings
    keys = ("terms", "terms_from")
    says = ()
    may_block = True

    def matcher(self, settings: object, place: Place) -> TermMatcher | None:
        """Make the matcher; needs either words or a list."""
        assert isinstance(settings, TermsSettings)
        entries = read_entries(settings.terms, settings.terms_from, place)
        if entries is None:
            return None
        return TermMatcher(
            entries,
            steps=settings.normalise,
            whole_words=settings.match is Wholeness.WORD,
            ignore=settings.ignore,
        )


def read_entries(terms: tuple[str, ...], list_name: str, place: Place) -> tuple[Entry, ...] | None:
    """Terms of a rule or of a list; None (and a problem noted) when there are none."""
    if bool(terms) == bool(list_name):
        place.problem("a check by words needs either words or one list", "use terms or terms_from")
        return None
    if not list_name:
        refuse_signs(terms, place)
        return tuple(Entry(term=" ".join(term.split())) for term in terms)
    if list_name not in place.lists:
        known = ", ".join(sorted(place.lists)) or "none"
        place.problem(f"there is no list {list_name!r}", f"lists of this policy: {known}")
        return None
    entries = place.lists[list_name].entries
    return tuple(
        Entry(term=" ".join(entry.term.split()), until=entry.until, line=entry.line)
        for entry in entries
    )


def refuse_signs(terms: tuple[str, ...], place: Place) -> None:
    """Note words that hold no letter: no word boundary can be found beside them."""
    signs = [term for term in terms if not is_term(term)]
    if signs:
        place.problem(
            f"{', '.join(map(repr, signs))}: words need a letter, a digit or an emoji",
            "look for signs with 'pattern' and 'match: anywhere'",
        )


KIND = TermsKind()
