"""What X makes links of: links, @names, lists, hashtags and cashtags, with their places.

Source: the official conformance cases of twitter-text, ``extract.yml`` (2020). Spans are
code points and hold the sign (``#``, ``@``, ``$``) with the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.x.letters import DIRECTIONS, LATIN, SPACES, TAG_CHAR, TAG_LETTER
from watchword.channels.x.links import links

NAME_MOST = 20
"""Letters of a name in a text; X gives names of 15, older ones are longer."""

LIST_MOST = 25
"""Letters of a list's name."""

_AT_SIGNS = frozenset("@＠")
_HASH_SIGNS = frozenset("#＃")
_NO_TAG_AFTER = frozenset("\ufe0f\u20e3")
_NAME = rf"([@＠])([a-zA-Z0-9_]{{1,{NAME_MOST}}})"


@dataclass(frozen=True, slots=True)
class Mention:
    """An @name, with the list of that account when one is named.

    Attributes:
        span: Where it stands.
        name: The account, without the sign.
        list_name: The list, with its slash; "" for none.
    """

    span: Span
    name: str
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag or a cashtag.

    Attributes:
        span: Where it stands.
        name: Its words, without the sign.
    """

    span: Span
    name: str


def mentions(text: str) -> Iterator[Mention]:
    """Every @name, with its list, left to right."""
    if "@" not in text and "＠" not in text:
        return
    for found in _mention().groups(text):
        _, sign, name, list_name = found
        end = max(name.end, list_name.end)
        if not _stops_mention(text, end):
            yield Mention(
                Span(sign.start, end),
                name.of(text),
                list_name.of(text) if list_name.end > name.end else "",
            )


def replied_to(text: str) -> Mention | None:
    """The account that a reply begins with; None for a text that begins otherwise."""
    found = next(_reply().groups(text), None)
    if found is None or _stops_mention(text, found[2].end):
        return None
    return Mention(Span(found[1].start, found[2].end), found[2].of(text))


def reply_prefix(text: str) -> int:
    """Length of the @names, with the spaces after them, that a reply begins with."""
    position = 0
    for one in mentions(text):
        if text[position : one.span.start].strip() or one.list_name:
            break
        position = one.span.end
    while 0 < position < len(text) and text[position].isspace():
        position += 1
    return position


@lru_cache(maxsize=2)
def hashtags(text: str) -> tuple[Tag, ...]:
    """Every hashtag outside links, left to right; kept for the last text, as links are."""
    return tuple(_hashtags(text)) if "#" in text or "＃" in text else ()


def _hashtags(text: str) -> Iterator[Tag]:
    taken = [link.span for link in links(text)] if _may_be_in_link(text) else []
    at = done = 0
    for span in _hashtag().find(text):
        if span.start and (span.start == done or not _may_precede_tag(text[span.start - 1])):
            continue
        done = span.end
        following = text[span.end : span.end + 3]
        if text[span.start + 1] in _NO_TAG_AFTER or following[:1] in _HASH_SIGNS:
            continue
        if following == "://":
            continue
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at == len(taken) or not taken[at].overlaps(span):
            yield Tag(span, text[span.start + 1 : span.end])


def _may_be_in_link(text: str) -> bool:
    """Whether a hash sign stands, with no space between, beside a dot, as all in links do."""
    return any(
        ("#" in word or "＃" in word) and "." in word.rstrip(".") for word in text.split(" ")
    )


def cashtags(text: str) -> Iterator[Tag]:
    """Every cashtag (``$TEST``), left to right."""
    if "$" not in text:
        return
    for _, sign, name in _cashtag().groups(text):
        following = text[name.end : name.end + 1]
        if not following or following.isspace() or _is_ascii_punctuation(following):
            yield Tag(Span(sign.start, name.end), name.of(text))


def _stops_mention(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return following in _AT_SIGNS or following in LATIN or text.startswith("://", end)


def _is_ascii_punctuation(char: str) -> bool:
    return char.isascii() and char.isprintable() and not char.isalnum() and char not in '"`'


@cache
def _mention() -> Pattern:
    before = r"^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.\-])(?:rt|RT|rT|Rt):?"
    following = rf"(/[a-zA-Z][a-zA-Z0-9_\-]{{0,{LIST_MOST - 1}}})?"
    return pattern(f"(?:{before}){_NAME}{following}", case=True)


@cache
def _reply() -> Pattern:
    return pattern(f"^[{SPACES}{DIRECTIONS}]*{_NAME}", case=True)


@cache
def _hashtag() -> Pattern:
    name = f"[{TAG_CHAR}]*[{TAG_LETTER}][{TAG_CHAR}]*"
    return pattern(f"[#＃]{name}", case=True, captures=False)


@lru_cache(maxsize=4096)
def _may_precede_tag(char: str) -> bool:
    """Whether a sign after this character may open a hashtag."""
    return char in "\ufe0e\ufe0f" or _before_tag().found_in(char)


@cache
def _before_tag() -> Pattern:
    return pattern(f"[^{TAG_CHAR}&]", case=True)


@cache
def _cashtag() -> Pattern:
    name = r"[a-zA-Z]{1,6}(?:[._][a-zA-Z]{1,2})?"
    return pattern(rf"(?:^|[{SPACES}{DIRECTIONS}])(\$)({name})", case=True)
