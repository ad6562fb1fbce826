"""Measures of how a post is written: capitals, fancy letters, sentences, reading age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import floor

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.emoji import emoji_spans
from watchword.rules.base import EVERY_POST, Gates
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.rules.measure.counts import (
    link_spans,
    name_spans,
    tag_spans,
    words_gates,
)
from watchword.rules.measure.words import (
    beyond_ascii,
    blanked,
    capitals_at_most,
    letter_run_spans,
    letter_runs,
    letters_in,
    outside,
    words_in,
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


def _caps_share(post: Post, options: MeasureOptions) -> Taken | None:
    """Letters in words written in capitals, of all letters; lone acronyms are left out.

    Words of one letter (I, a) do not count.
    """
    said = blanked(post.text, _not_words(post.text))
    rows = _rows(letter_runs(said))
    letters = sum(row.letters for row in rows)
    if letters == 0 or letters < options.from_letters:
        return None
    share = sum(row.letters for row in rows if row.is_loud) / letters
    if options.limit is not None and share <= options.limit:
        return Taken(value=share)
    where = list(letter_run_spans(said))
    loud = (Span(where[row.first].start, where[row.last].end) for row in rows if row.is_loud)
    return Taken(value=share, spans=tuple(loud))


def _share_at_most(text: str, options: MeasureOptions) -> float:
    """All capitals, of the fewest letters that a text is judged by, or beside other words.

    A word of letters between spaces is certainly judged: it is no part of a link, an @name
    or a hashtag. (White space of other kinds may stand within an address.)
    """
    capitals, limit = capitals_at_most(text), options.limit or 0
    share = capitals / max(options.from_letters, 1)
    if share <= limit:
        return share
    quiet = 0
    for word in text.split(" "):
        if len(word) > 1 and word.isalpha() and not word.isupper():
            quiet += len(word)
            capitals -= word[0].isupper()
            if capitals <= limit * (capitals + quiet):
                break  # more words can only make it less
    return min(share, capitals / (capitals + quiet or 1))


@dataclass(frozen=True, slots=True)
class _Row:
    """Words side by side that are all written in capitals, or all not.

    Attributes:
        first: Number of the first word, from 0.
        last: Number of the last word.
        letters: Letters of all its words.
        is_loud: Whether they are in capitals.
    """

    first: int
    last: int
    letters: int
    is_loud: bool


def _rows(words: Sequence[str]) -> list[_Row]:
    """Rows of words of two and more letters, without what may be acronyms."""
    sizes = [_number_of_letters(word) for word in words]
    long_ones = [at for at, size in enumerate(sizes) if size > 1]
    rows: list[_Row] = []
    for is_loud, group in groupby(long_ones, key=lambda at: _is_capitals(words[at])):
        row = list(group)
        most = max(sizes[at] for at in row)
        if is_loud and len(row) <= ACRONYMS_IN_A_ROW and most <= ACRONYM_LETTERS:
            continue
        rows.append(_Row(row[0], row[-1], sum(sizes[at] for at in row), is_loud))
    return rows


def _not_words(text: str) -> list[Span]:
    """Links, @names and hashtags."""
    return sorted((*link_spans(text), *name_spans(text), *tag_spans(text)))


def _number_of_letters(word: str) -> int:
    return len(word) if word.isascii() else sum(map(str.isalpha, word))


def _is_capitals(word: str) -> bool:
    """Whether every letter is a capital; marks do not count."""
    if word.isascii():
        return word.isupper()
    return all(char.isupper() for char in word if char.isalpha())


def _caps_gates(limit: float, _: MeasureOptions) -> Gates:
    """None: to count capitals takes less than an automaton that tells them from small letters."""
    return EVERY_POST if limit < 1 else Gates()


def _fancy_letters(post: Post, options: MeasureOptions) -> Taken:
    if post.text.isascii() or not _fancy_and_wide().found_in(post.text):
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
    limit = 0 if options.limit is None else options.limit
    spans = sentence_spans(post.text)
    longest = max((words_in(span.of(post.text)) for span in spans), default=0)
    if longest <= limit:
        return Taken(value=longest)  # without links it has no more
    text = blanked(post.text, link_spans(post.text))
    sizes = [(words_in(span.of(text)), span) for span in spans]
    longest = max((size for size, _ in sizes), default=0)
    return Taken(value=longest, spans=tuple(span for size, span in sizes if size > limit))


def reading_age(text: str) -> float | None:
    """The age in years at which a text is easily read; None below 30 words.

    Coleman-Liau index and five years: 0.0588 letters a hundred words - 0.296 sentences a
    hundred words - 15.8. Source: M. Coleman and T. L. Liau, "A computer readability formula
    designed for machine scoring", Journal of Applied Psychology 60 (1975), 283-284. Made for
    English. Links, @names, hashtags and emoji are left out; the least is five years.
    """
    said = blanked(text, _not_words(text))
    words = words_in(said)
    if words < READING_WORDS:
        return None
    sentences = sum(1 for one in sentence_spans(said) if any(map(str.isalpha, one.of(said))))
    hundreds = words / 100
    letters = letters_in(said)
    grade = 0.0588 * letters / hundreds - 0.296 * max(sentences, 1) / hundreds - 15.8
    return max(grade, 0.0) + YEARS_AT_GRADE_NOUGHT


def _reading_age(post: Post, _: MeasureOptions) -> Taken | None:
    age = reading_age(post.text)
    return None if age is None else Taken(value=round(age, 1))


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
        title="Share of the letters that stand in words in capitals",
        unit="share from 0 to 1",
        take=_caps_share,
        most=_share_at_most,
        gates=_caps_gates,
    ),
    Measure(
        name="fancy_letters",
        title="Fancy letters",
        unit="letters",
        take=_fancy_letters,
        most=lambda text, _: beyond_ascii(text),
        gates=lambda _, __: Gates(raw=(f"(?-i:[{_FANCY}{_FULL_WIDTH}])",)),
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
        most=lambda text, _: words_in(text),  # no sentence has more than the whole
        gates=words_gates,
    ),
)
