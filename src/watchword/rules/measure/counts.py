"""Measures that count: words, links, tags, names, emoji, marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from math import floor

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.base import limits
from watchword.channels.emoji import POSSIBLE, emoji_spans
from watchword.channels.linkedin import RESERVED, reserved_spans
from watchword.channels.x.entities import hashtags
from watchword.channels.x.links import links
from watchword.rules.base import Gates
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.rules.measure.words import beyond_ascii, blanked, outside, word_spans, words_in
from watchword.terms.post import Post

_DOUBLE = frozenset("‼")
_MARKS = "!！‼⁉❗❕"


@lru_cache(maxsize=2)
def link_spans(text: str) -> tuple[Span, ...]:
    """Every address: what X makes a link of, and whatever else begins with ``https://``.

    Those of the last text are kept, for several measures ask for them.
    """
    found = [link.span for link in links(text)]
    if text.count("://") > sum(text.count("://", span.start, span.end) for span in found):
        taken = iter(found[:])
        near = next(taken, None)
        for span in _protocol().find(text):
            while near is not None and near.end <= span.start:
                near = next(taken, None)
            if near is None or not near.overlaps(span):
                found.append(span)
    return tuple(sorted(found))


def name_spans(text: str) -> tuple[Span, ...]:
    """Every @name, of any network: ``@name``, ``@name@server``, ``@name.example.org``."""
    if "@" not in text and "＠" not in text:
        return ()
    # a sign within a name always follows what no name begins after
    found = [
        span
        for span in _name().find(text)
        if not _is_joined(text[max(span.start - 1, 0) : span.start])
    ]
    return tuple(outside(found, link_spans(text))) if found else ()


@lru_cache(maxsize=4096)
def _is_joined(before: str) -> bool:
    """Whether a sign after this character makes no name: within an e-mail address, for one."""
    return bool(before) and (before in "_@＠.+-" or _letter_or_digit().found_in(before))


def tag_spans(text: str) -> tuple[Span, ...]:
    """Every hashtag outside links."""
    return tuple(tag.span for tag in hashtags(text))


def rows_of(spans: Sequence[Span], text: str) -> list[tuple[Span, int]]:
    """Neighbours joined into rows, spaces between them allowed; each row with its number."""
    rows: list[tuple[Span, int]] = []
    for span in spans:
        if rows and not text[rows[-1][0].end : span.start].strip(" "):
            rows[-1] = (Span(rows[-1][0].start, span.end), rows[-1][1] + 1)
        else:
            rows.append((span, 1))
    return rows


def _counting(
    name: str,
    title: str,
    find: Callable[[str], Iterable[Span]],
    sign: str,
    most: Callable[[str], int],
    *,
    default: float | None = None,
    what: str = "",
) -> Measure:
    """A measure that counts what a function finds; spans are what is beyond the limit."""

    def take(post: Post, options: MeasureOptions) -> Taken:
        return _beyond(tuple(find(post.text)), options.limit)

    def take_channel(post: Post, options: MeasureOptions) -> tuple[Taken, ...]:
        rows = limits(options.channel_of(post), what)
        found = tuple(find(post.text)) if rows else ()
        return tuple(_beyond(found, row.number, row.unit) for row in rows)

    return Measure(
        name=name,
        title=title,
        unit=name.replace("_", " "),
        take=take,
        take_channel=take_channel if what else None,
        most=lambda text, _: most(text),
        gates=lambda _, __: Gates(raw=(sign,)),
        at_most_default=default,
        what=what,
    )


def _beyond(found: tuple[Span, ...], limit: float | None, unit: str = "") -> Taken:
    spans = found if limit is None else found[floor(limit) :]
    return Taken(value=len(found), spans=spans, limit=limit if unit else None, unit=unit)


def _words(post: Post, options: MeasureOptions) -> Taken:
    said = blanked(post.text, link_spans(post.text))
    number = words_in(said)
    if options.limit is None or number <= options.limit:
        return Taken(value=number)
    beyond = tuple(word_spans(said))[floor(options.limit) :]
    return Taken(value=number, spans=(Span(beyond[0].start, beyond[-1].end),))


def _emoji_in_a_row(post: Post, options: MeasureOptions) -> Taken:
    rows = rows_of(tuple(emoji_spans(post.text)), post.text)
    limit = 0 if options.limit is None else options.limit
    longest = max((number for _, number in rows), default=0)
    return Taken(value=longest, spans=tuple(span for span, number in rows if number > limit))


def _exclamation_marks(post: Post, options: MeasureOptions) -> Taken:
    found = tuple(_mark().find(post.text))
    number = sum(2 if span.of(post.text) in _DOUBLE else 1 for span in found)
    limit = 0 if options.limit is None else floor(options.limit)
    return Taken(value=number, spans=tuple(row for row, _ in rows_of(found[limit:], post.text)))


def _hashtag_first(post: Post, _: MeasureOptions) -> Taken:
    first = next(iter(tag_spans(post.text)), None)
    is_first = first is not None and not post.text[: first.start].strip()
    return Taken(value=int(is_first), spans=(first,) if first and is_first else ())


def words_gates(limit: float, _: MeasureOptions) -> Gates:
    """So many words need a byte each, and one between them."""
    return Gates(min_bytes=2 * floor(limit) + 1)


@cache
def _protocol() -> Pattern:
    return pattern(r"https?://[^\s<>\"]+")


@cache
def _name() -> Pattern:
    """An @name, or a part of an e-mail address that looks like one.

    Source: the rules for names of X, Mastodon (``Account::USERNAME_RE``) and Bluesky (AT
    Protocol, "Handle", a domain name), 2026.
    """
    return pattern(r"[@＠][a-z0-9_]+(?:[.\-@]+[a-z0-9_]+)*", captures=False)


@cache
def _letter_or_digit() -> Pattern:
    return pattern(r"[\pL\pN]")


@cache
def _mark() -> Pattern:
    return pattern(f"[{_MARKS}]")


def tags_at_most(text: str) -> int:
    """How many hashtags a text has at most."""
    return text.count("#") + text.count("＃")


def _names_at_most(text: str) -> int:
    return text.count("@") + text.count("＠")


def _links_at_most(text: str) -> int:
    """Each has a dot in its host, or begins with ``https://``."""
    return text.count(".") + text.count("://")


_LINK = r"[^\s]\.[^\s]|https?://"

TAG = r"[#＃][^\s]"
"""RE2 that matches in every text with a hashtag."""

COUNTS: tuple[Measure, ...] = (
    Measure(
        name="words",
        title="Words",
        unit="words",
        take=_words,
        most=lambda text, _: words_in(text),
        gates=words_gates,
    ),
    _counting("links", "Links", link_spans, _LINK, _links_at_most),
    _counting("hashtags", "Hashtags", tag_spans, TAG, tags_at_most, what="hashtags"),
    _counting("mentions", "Names", name_spans, r"[@＠][a-z0-9_]", _names_at_most, what="mentions"),
    _counting("emoji", "Emoji", emoji_spans, POSSIBLE, beyond_ascii),
    Measure(
        name="emoji_in_a_row",
        title="Emoji in a row",
        unit="emoji",
        take=_emoji_in_a_row,
        most=lambda text, _: beyond_ascii(text),
        gates=lambda _, __: Gates(raw=(POSSIBLE,)),
    ),
    Measure(
        name="exclamation_marks",
        title="Exclamation marks",
        unit="marks",
        take=_exclamation_marks,
        most=lambda text, _: text.count("!") + 2 * beyond_ascii(text),
        gates=lambda _, __: Gates(raw=(f"[{_MARKS}]",)),
    ),
    _counting(
        "reserved_characters",
        "Characters that LinkedIn reserves",
        reserved_spans,
        f"[{''.join(chr(92) + char for char in sorted(RESERVED))}]",
        len,
        default=0,
    ),
    Measure(
        name="hashtag_first",
        title="A hashtag as the first word",
        unit="1 when the post begins with a hashtag, else 0",
        take=_hashtag_first,
        gates=lambda limit, _: (
            Gates(raw=(r"^[\s\pZ\x{b}\x{1c}-\x{1f}\x{85}]*[#＃]",)) if limit < 1 else Gates()
        ),
        at_most_default=0,
    ),
)
