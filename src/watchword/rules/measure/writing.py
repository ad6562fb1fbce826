"""Measures of how a post is written: capitals, fancy letters, sentences, reading age."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import floor

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.emoji import emoji_spans
from watchword.rules.base import Gates
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.rules.measure.counts import (
    chain,
    link_spans,
    name_spans,
    outside,
    tag_spans,
    word_spans,
    words_gates,
)
from watchword.terms.post import Post

ACRONYM_LETTERS = 5
"""A word of so many capitals may be an acronym (NHS, UNESCO has six and is one too many)."""

ACRONYMS_IN_A_ROW = 2
"""So many words in capitals side by side may be acronyms; more are shouting."""

READING_WORDS = 30
"""Fewer words say nothing about reading age; formulas were made on samples of a hundred."""

YEARS_AT_GRADE_NOUGHT = 5
"""A pupil of the first American grade is six: age is grade and five."""

_FANCY = (
    r"\x{1d400}-\x{1d7ff}\x{249c}-\x{24e9}\x{1f110}-\x{1f149}\x{1f150}-\x{1f169}"
    r"\x{1f170}-\x{1f189}\x{1d00}-\x{1d25}\x{2102}\x{210a}-\x{2112}\x{2115}\x{2119}-\x{211d}"
    r"\x{2124}\x{2128}\x{212c}\x{212d}\x{2130}\x{2131}\x{2133}"
)
"""Letters made for formulas and labels: mathematical, enclosed, squared, small capitals and
double-struck. Source: Unicode 17, names of the blocks 1D400, 2460, 1F100, 1D00 and 2100."""

_FULL_WIDTH = r"\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of letters, with how many of them are capitals."""

    span: Span
    letters: int
    capitals: int

    @property
    def is_capitals(self) -> bool:
        return self.letters == self.capitals

    @property
    def may_be_acronym(self) -> bool:
        return self.is_capitals and self.letters <= ACRONYM_LETTERS


def _caps_share(post: Post, options: MeasureOptions) -> Taken | None:
    """Capitals among the letters of words with two or more letters, acronyms left out."""
    text = post.text
    taken = sorted((*link_spans(text), *name_spans(text), *tag_spans(text)))
    words = [_word_of(text, span) for span in outside(_letters().find(text), taken)]
    words = [word for word in words if word.letters > 1]
    counted: list[_Word] = []
    loud: list[Span] = []
    for is_capitals, group in groupby(words, key=lambda word: word.is_capitals):
        row = list(group)
        if is_capitals:
            if len(row) <= ACRONYMS_IN_A_ROW and all(word.may_be_acronym for word in row):
                continue
            loud.append(Span(row[0].span.start, row[-1].span.end))
        counted += row
    letters = sum(word.letters for word in counted)
    if letters == 0 or letters < options.from_letters:
        return None
    share = sum(word.capitals for word in counted) / letters
    return Taken(value=share, spans=tuple(loud))


def _word_of(text: str, span: Span) -> _Word:
    letters = [char for char in span.of(text) if char.isalpha()]
    return _Word(span, len(letters), sum(char.isupper() for char in letters))


def _caps_gates(limit: float, options: MeasureOptions) -> Gates:
    """From a half, some word has two capitals side by side, or one letter between them.

    A word of two or more letters without such a pair is at most half capitals.
    """
    if limit >= 1:
        return Gates()
    if limit >= 1 / 2:
        return Gates(raw=(r"(?-i:\p{Lu}\pM*(?:\pL\pM*)?\p{Lu})",))
    return chain(r"(?-i:\p{Lu})", floor(limit * options.from_letters))


def _fancy_letters(post: Post, options: MeasureOptions) -> Taken:
    if post.text.isascii():
        return Taken(value=0)
    where = _fancy_alone() if _east_asian().found_in(post.text) else _fancy_and_wide()
    letters = tuple(outside(where.find(post.text), tuple(emoji_spans(post.text))))
    rows: list[Span] = []
    for span in letters if options.limit is None else letters[floor(options.limit) :]:
        if rows and rows[-1].end == span.start:
            rows[-1] = Span(rows[-1].start, span.end)
        else:
            rows.append(span)
    return Taken(value=len(letters), spans=tuple(rows))


def sentence_spans(text: str) -> list[Span]:
    """The sentences: up to a mark that ends one before a space, or to the end of a line."""
    ends = [
        span.end
        for span in _end_of_sentence().find(text)
        if "\n" in span.of(text) or _begins(text, span.end)
    ]
    spans = []
    start = 0
    for end in (*ends, len(text)):
        part = text[start:end]
        if part.strip():
            first = start + len(part) - len(part.lstrip())
            spans.append(Span(first, start + len(part.rstrip())))
        start = end
    return spans


def _begins(text: str, at: int) -> bool:
    """Whether a sentence may begin here: no small letter does, as after "e.g. "."""
    return not text[at : at + 1].islower()


def _sentence_words(post: Post, options: MeasureOptions) -> Taken:
    words = tuple(word_spans(post.text))
    limit = 0 if options.limit is None else options.limit
    longest, long_ones, at = 0, [], 0
    for sentence in sentence_spans(post.text):
        number = 0
        while at < len(words) and words[at].start < sentence.end:
            number += 1
            at += 1
        longest = max(longest, number)
        if number > limit:
            long_ones.append(sentence)
    return Taken(value=longest, spans=tuple(long_ones))


def reading_age(text: str) -> float | None:
    """The age in years at which a text is easily read; None below 30 words.

    Coleman-Liau index and five years: 0.0588 letters a hundred words - 0.296 sentences a
    hundred words - 15.8. Source: M. Coleman and T. L. Liau, "A computer readability formula
    designed for machine scoring", Journal of Applied Psychology 60 (1975), 283-284. Made for
    English. Links, @names, hashtags and emoji are left out; the least is five years.
    """
    left_out = sorted((*link_spans(text), *name_spans(text), *tag_spans(text)))
    words = tuple(outside(word_spans(text), left_out))
    if len(words) < READING_WORDS:
        return None
    sentences = [
        one for one in sentence_spans(text) if any(char.isalpha() for char in one.of(text))
    ]
    letters = sum(char.isalnum() for word in words for char in word.of(text))
    hundreds = len(words) / 100
    grade = 0.0588 * letters / hundreds - 0.296 * max(len(sentences), 1) / hundreds - 15.8
    return max(grade, 0.0) + YEARS_AT_GRADE_NOUGHT


def _reading_age(post: Post, _: MeasureOptions) -> Taken | None:
    age = reading_age(post.text)
    return None if age is None else Taken(value=round(age, 1))


@cache
def _letters() -> Pattern:
    return pattern(r"[\pL\pM]+")


@cache
def _fancy_alone() -> Pattern:
    return pattern(f"[{_FANCY}]", case=True)


@cache
def _fancy_and_wide() -> Pattern:
    return pattern(f"[{_FANCY}{_FULL_WIDTH}]", case=True)


@cache
def _east_asian() -> Pattern:
    """Scripts in which full-width letters are ordinary."""
    return pattern(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")


@cache
def _end_of_sentence() -> Pattern:
    return pattern(r"[.!?…]+[\"'”’)\]]*\s+|[。！？]+|\n+")


WRITING: tuple[Measure, ...] = (
    Measure(
        name="caps_share",
        title="Share of capitals",
        unit="share from 0 to 1",
        take=_caps_share,
        gates=_caps_gates,
    ),
    Measure(
        name="fancy_letters",
        title="Fancy letters",
        unit="letters",
        take=_fancy_letters,
        gates=lambda limit, _: chain(f"(?-i:[{_FANCY}{_FULL_WIDTH}])", limit),
        at_most_default=0,
    ),
    Measure(
        name="reading_age",
        title="Reading age",
        unit="years",
        take=_reading_age,
        gates=lambda _, __: Gates(min_bytes=2 * READING_WORDS - 1),
    ),
    Measure(
        name="sentence_words",
        title="Words of the longest sentence",
        unit="words",
        take=_sentence_words,
        gates=words_gates,
    ),
)
