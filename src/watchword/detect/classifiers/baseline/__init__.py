"""The baseline: a list of words with weights. It ships until a measured model does."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from watchword.base.late import pattern
from watchword.base.pattern import Bounded, bounded, literal
from watchword.base.span import WHOLE, Span
from watchword.detect.classifiers import Classifier, Score

VERSION = "1"
LABELS = ("offensive", "harassment", "threat")
REACH = 40
"""Characters within which a word counts as aimed at somebody."""

NOT_AIMED = 0.4
"""Share of its weight that an insult keeps when nobody is addressed."""

AIM = pattern(
    bounded(
        r"you|your|you're|youre|ur|u|ya|yall|y'all|yourself"
        r"|he's|she's|he is|she is|they are|they're|him|her"
    )
    + r"|@[\w.]+"
)
DENIED = pattern(
    r"(?:^|[^\pL'])(?:not|\pL+n't|never|no|dont|wont|cant)"
    r"(?:\s+(?:an?|the|so|that|such|very))?\s*$"
)
FOND = pattern(r"(?:^|[^\pL])(?:love|miss) (?:u|ya|you)(?:\s+(?:all|so much|too))*\s*$")
OF_ONESELF = pattern(
    r"(?:^|[^\pL'])(?:i'm|im|i am)"
    r"(?:\s+(?:also|always|being|just|literally|only|really|still|such))*"
    r"\s+(?:an?|the)(?:\s+[\pL'-]+){0,3}\s*$"
)
"""What stands before a word that somebody uses of himself: "I am such a silly"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A listed word: its weight, and whether it needs somebody to be aimed at."""

    weight: float
    is_aimed: bool


@dataclass(frozen=True, slots=True)
class WordList:
    """Scores by listed words: one minus the product of what each leaves.

    Attributes:
        name: What it looks for.
        words: Listed words, case-folded.
        search: Finds any of them.
        gates: Nominates.
    """

    name: str
    words: Mapping[str, Word]
    search: Bounded = field(repr=False)
    gates: tuple[str, ...] = field(repr=False)

    def score(self, text: str) -> Score:
        """The score of a text; its span is the heaviest word."""
        low = text.replace("’", "'")
        left, heaviest, span = 1.0, 0.0, WHOLE
        for found in self.search.spans(low):
            word = self.words[" ".join(found.of(low).casefold().split())]
            weight = word.weight * (1.0 if self._counts(word, low, found) else NOT_AIMED)
            left *= 1 - weight
            if weight > heaviest:
                heaviest, span = weight, found
        return Score(round(1 - left, 4), span)

    def _counts(self, word: Word, text: str, found: Span) -> bool:
        """Whether a word has its whole weight here."""
        before = text[max(found.start - REACH, 0) : found.start]
        if DENIED.found_in(before):
            return False
        if not word.is_aimed:
            return True
        if FOND.found_in(before) or _is_of_oneself(before):
            return False
        return AIM.found_in(before) or AIM.found_in(text[found.end : found.end + REACH])


def _is_of_oneself(before: str) -> bool:
    """Whether the words before tell of the speaker, and of nobody else."""
    return any(not AIM.found_in(span.of(before)) for span in OF_ONESELF.find(before))


@cache
def _lexicon() -> Mapping[str, Mapping[str, Word]]:
    by_label: dict[str, dict[str, Word]] = {label: {} for label in LABELS}
    with Path(__file__).with_name("lexicon.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            word = Word(float(row["weight"]), row["aimed"] == "yes")
            by_label[row["label"]][row["words"].casefold()] = word
    return by_label


def _maker(label: str) -> Callable[[], Classifier]:
    def make() -> Classifier:
        words = _lexicon()[label]
        ordered = sorted(words, key=len, reverse=True)
        source = "|".join(r"\s+".join(literal(one) for one in word.split()) for word in ordered)
        gate = source.replace(literal("'"), "['’]")
        # a letter such as the long s has no boundary in RE2, so none is asked for
        return WordList(label, words, Bounded(source), (rf"(?:^|\W)(?:{gate})(?:\W|$)",))

    return make


MODELS: Mapping[str, Callable[[], Classifier]] = MappingProxyType(
    {label: _maker(label) for label in LABELS}
)
