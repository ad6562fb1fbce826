"""What a rule kind is, and what a matcher sees.

A kind is a folder: its settings (a dataclass), and :meth:`Kind.matcher`, which turns
settings into the one :class:`Matcher` that decides. :class:`Gates` only save time: an
engine may skip a post that no gate nominates, and must lose nothing by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast

from watchword.base.registry import member, members
from watchword.base.schema import Reading
from watchword.base.span import WHOLE, Match, Span
from watchword.base.text.fold import Folded, Step, fold
from watchword.base.text.mask import masked
from watchword.rules.lists import Lists
from watchword.terms.facts import Facts
from watchword.terms.post import Post

FAMILY = "watchword.rules"

WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
"""What words of an ASCII text in small letters are made of."""

_APART = bytes(byte if byte in WORD_BYTES else 32 for byte in range(256))


class Look:
    """One look at one post: the text, the facts, the day, and foldings made once.

    Args:
        post: What is looked at.
        today: The day that counts when the post and its facts name none.

    Attributes:
        secrets: Where the rules asked found secrets, from left to right; see :meth:`hide`.
    """

    # what is made once, and for most looks never
    secrets: tuple[Span, ...] = ()
    _shown: str | None = None
    _post: Post | None = None
    _raw: bytes | None = None
    _low: bytes | None = None
    _words: frozenset[bytes] | None = None
    _day: date | None = None
    _folds: dict[frozenset[Step], Folded] | None = None
    _mentions: dict[str, bool] | None = None

    def __init__(self, post: Post, today: date) -> None:
        self._post = post
        self.text = post.text
        self.today = today

    def hide(self, matches: Iterable[Match]) -> None:
        """Mask the secrets among all matches, before any finding is made of one."""
        found = [match.span for match in matches if match.is_secret]
        if found:
            self.secrets = tuple(sorted(found))
            self._shown = masked(self.text, found)

    @property
    def shown(self) -> str:
        """The text as a finding may show it."""
        return self.text if self._shown is None else self._shown

    @property
    def post(self) -> Post:
        """The post."""
        assert self._post is not None
        return self._post

    @property
    def facts(self) -> Facts:
        """What is known about it."""
        return self.post.facts

    @property
    def day(self) -> date:
        """The day that counts for this post."""
        if self._day is None:
            self._day = day_of(self.post, self.today)
        return self._day

    @property
    def raw(self) -> bytes:
        """The text in UTF-8."""
        if self._raw is None:
            self._raw = self.text.encode()
        return self._raw

    @property
    def low(self) -> bytes:
        """The text in UTF-8, ASCII capitals as small letters."""
        if self._low is None:
            self._low = self.raw.lower()
        return self._low

    def places_of(self, words: frozenset[bytes]) -> list[tuple[bytes, int]]:
        """Where some words stand whole in an ASCII text.

        Args:
            words: Letters, digits and underscores, in lower case.

        Returns:
            Each word that is there, and where it starts.
        """
        if self._words is None:
            self._words = frozenset(self.low.translate(_APART).split())
        return [
            (word, place) for word in words & self._words for place in whole_places(self.low, word)
        ]

    def fold(self, steps: frozenset[Step]) -> Folded:
        """The text folded by these steps; made once for all rules."""
        if self._folds is None:
            self._folds = {}
        found = self._folds.get(steps)
        if found is None:
            found = self._folds[steps] = fold(self.text, steps)
        return found

    def remembered(self, name: str, answer: Matcher) -> bool:
        """Whether a list's matcher finds anything; asked once for all rules."""
        if self._mentions is None:
            self._mentions = {}
        found = self._mentions.get(name)
        if found is None:
            found = self._mentions[name] = any(True for _ in answer.find(self))
        return found


def whole_places(low: bytes, words: bytes) -> list[int]:
    """Where words stand in an ASCII text in lower case with no word character beside them."""
    found = []
    size, place = len(words), low.find(words)
    while place >= 0:
        end = place + size
        is_apart = not place or low[place - 1] not in WORD_BYTES
        if is_apart and (end == len(low) or low[end] not in WORD_BYTES):
            found.append(place)
        place = low.find(words, place + 1)
    return found


def day_of(post: Post, today: date) -> date:
    """The day a post is judged on: its fact ``date``, else when it was published, else today."""
    stated = post.facts.one("date")
    if stated:
        try:
            return date.fromisoformat(stated)
        except ValueError:
            return today
    return post.published.date() if post.published else today


@dataclass(frozen=True, kw_only=True, slots=True)
class Gates:
    """What nominates a post for a matcher; a post nominated by none has no match.

    Attributes:
        raw: RE2 patterns over the original text, matched case-insensitively; any one nominates.
        words: Words of ASCII letters, digits and underscores, in lower case; a text that holds
            any of them as a whole word, its letters folded, is nominated.
        folded: Steps and an RE2 pattern over the text folded by them, for a post that needs
            folding (see ``watchword.base.text.fold.TRIGGER``); any one nominates.
        min_bytes: A text of at least so many UTF-8 bytes is nominated; None: length says nothing.
        always: Every post is nominated: the text alone says nothing.
    """

    raw: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    folded: tuple[tuple[frozenset[Step], str], ...] = ()
    min_bytes: int | None = None
    always: bool = False

    def __or__(self, other: Gates) -> Gates:
        sizes = [size for size in (self.min_bytes, other.min_bytes) if size is not None]
        return Gates(
            raw=(*self.raw, *other.raw),
            words=(*self.words, *other.words),
            folded=(*self.folded, *other.folded),
            min_bytes=min(sizes) if sizes else None,
            always=self.always or other.always,
        )


EVERY_POST = Gates(always=True)


class Matcher(Protocol):
    """Decides: finds every breach of one check in one look."""

    @property
    def gates(self) -> Gates:
        """What nominates a post."""
        ...

    def find(self, look: Look) -> Iterable[Match]:
        """All matches, from left to right."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a check stands: what a kind needs besides its settings.

    Attributes:
        lists: The policy's lists.
        reading: Where to note problems.
        line: Line of the check in its file.
    """

    lists: Lists
    reading: Reading
    line: int = 0

    def problem(self, message: str, hint: str = "") -> None:
        """Note a problem at the check."""
        self.reading.problem(self.line, message, hint, "check")


class Kind(Protocol):
    """A rule kind.

    Attributes:
        name: The header's key, for instance ``terms``.
        title: For people.
        settings: The dataclass that reads the header.
        keys: The header's keys that choose this kind.
        says: Names of the values that its matches hold for a message, besides ``match``.
        may_block: Whether a rule of this kind may block.
        may_vary: Names of numbers that a mutation may move, as paths into the check.
    """

    name: str
    title: str
    settings: type
    keys: tuple[str, ...]
    says: tuple[str, ...]
    may_block: bool

    def matcher(self, settings: object, place: Place) -> Matcher | None:
        """Make the matcher; None (and a problem noted) when the settings make no sense."""
        ...


def kind_names() -> tuple[str, ...]:
    """Names of all rule kinds, sorted."""
    return tuple(members(FAMILY))


def kind(name: str) -> Kind:
    """The rule kind of that name.

    Raises:
        KeyError: No kind has that name.
    """
    return cast("Kind", member(FAMILY, name, "KIND"))


@dataclass(frozen=True, slots=True)
class Whole:
    """Matches the post as a whole when a question is answered with yes; used by kinds
    that decide on facts alone.
    """

    values: tuple[tuple[str, str], ...] = ()
    gates: Gates = field(default=EVERY_POST)

    def find(self, look: Look) -> Iterator[Match]:  # noqa: ARG002 - the protocol's argument
        """One match on the post as a whole."""
        yield Match(WHOLE, values=self.values)


def whole(label: str = "", **values: str) -> Match:
    """A match on the post as a whole."""
    return Match(WHOLE, label, tuple(values.items()))
