"""One search over everything that the reader may see. Apps add what they hold in their ``search.py``.

A source is a function from the person who asks and what is asked to what that person may open;
it goes through the app's ``access`` and so never knows of more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from watchword.site.kit.deed import may
from watchword.site.people.models import Person
from watchword.site.people.roles import Right

Words = str | Promise

LONGEST = 200
MOST_WORDS = 8
FIRST = 5
"""Results of a kind that the first page shows."""
PER_PAGE = 25
DEEPEST = 40
"""Pages of a kind that may be leafed through; beyond them, a reader says more."""
FEW = 500
_AROUND = 70
_SIGNS = re.compile(
    r"^Given: .*$|^\s*(?:#+|>|[-*]|\d+\.)\s+|\|?[ :]*-{3,}[-|: ]*|[*`|]+", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for.

    Attributes:
        text: As they wrote it.
        words: Its words as they are compared (:func:`folded`); each of them must be found.
    """

    text: str
    words: tuple[str, ...]

    def is_in(self, *texts: str) -> bool:
        """Whether every word stands in one of some texts."""
        whole = folded("\n".join(texts))
        return all(word in whole for word in self.words)

    def ranked(self, title: str) -> int:
        """0 where a title begins with what is asked, 1 where it holds it, 2 elsewhere."""
        whole = folded(title)
        if whole.startswith(" ".join(self.words)):
            return 0
        return 1 if all(word in whole for word in self.words) else 2


def asked(text: str) -> Asked:
    """What a search field holds."""
    kept = " ".join(text.replace("\0", "").split())[:LONGEST]
    return Asked(kept, tuple(dict.fromkeys(folded(kept).split()[:MOST_WORDS])))


def folded(text: str) -> str:
    """A text as it is compared: no capitals, no accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One thing that was found.

    Attributes:
        title: What it is called.
        address: Where it opens.
        words: Text in which the words may stand.
        notes: What else tells it apart: a rule's id, an edition, a day.
    """

    title: str
    address: str
    words: str = ""
    notes: tuple[object, ...] = ()


class Hits(Protocol):
    """Things that were found, taken a slice at a time."""

    def __getitem__(self, part: slice, /) -> Sequence[Hit]: ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that were found, drawn only where they are shown.

    Attributes:
        rows: What the reader may see of them.
        draw: A row as a hit.
    """

    rows: QuerySet[Any]
    draw: Callable[[Any], Hit]

    def __getitem__(self, part: slice) -> list[Hit]:
        """Some of them."""
        return [self.draw(one) for one in self.rows[part]]


def matching(rows: QuerySet[Model], wanted: Asked, *fields: str) -> QuerySet[Model]:
    """Rows in which every word stands, each in any of some fields."""
    for word in wanted.text.split()[:MOST_WORDS]:
        any_field = Q()
        for name in fields:
            any_field |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(any_field)
    return rows


def few_among_many(rows: QuerySet[Any], wanted: Asked, *fields: str) -> QuerySet[Any]:
    """The same as :func:`matching`, quicker where few are found among very many.

    To put rows in order a database walks its index and looks each row up; where nearly none
    matches, that is much slower than one run through the table and putting a handful in order.
    """
    every = matching(rows, wanted, *fields)
    keys = list(every.order_by().values_list("pk", flat=True)[: FEW + 1])
    # where more match, the walk soon has enough of them
    return every if len(keys) > FEW else rows.filter(pk__in=keys)


def plain_words(markdown: str) -> str:
    """A page's words without the signs that lay it out."""
    return " ".join(_SIGNS.sub(" ", markdown).split())


Search = Callable[[Person, Asked], Hits]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One kind of things that can be found.

    Attributes:
        name: Stable name, in addresses.
        words: Its heading.
        right: Without it, a person is not even asked.
        order: Place on the page.
        more: What the reader should know, such as how far back it looks; "" for nothing.
    """

    name: str
    words: Words
    right: Right
    search: Search
    order: int = 50
    more: Words = ""


_sources: dict[str, Source] = {}


def searched(
    name: str, words: Words, *, right: Right, order: int = 50, more: Words = ""
) -> Callable[[Search], Search]:
    """Let a function find things."""

    def decorate(search: Search) -> Search:
        if name in _sources:
            raise ValueError(f"two sources of the search are called {name!r}")
        _sources[name] = Source(
            name=name, words=words, right=right, search=search, order=order, more=more
        )
        return search

    return decorate


def sources_for(person: Person) -> list[Source]:
    """What a person may search, in its order."""
    mine = [one for one in _sources.values() if may(person, one.right)]
    return sorted(mine, key=lambda one: one.order)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind.

    Attributes:
        source: The kind.
        hits: Those that are shown.
        has_more: Whether there are further ones.
    """

    source: Source
    hits: Sequence[Hit]
    has_more: bool


def found_in(source: Source, person: Person, wanted: Asked, start: int, count: int) -> Found:
    """Some of what a source finds."""
    hits = source.search(person, wanted)[start : start + count + 1]
    return Found(source, hits[:count], len(hits) > count)


def found(person: Person, wanted: Asked) -> list[Found]:
    """The first results of every kind of which there are any."""
    every = (found_in(one, person, wanted, 0, FIRST) for one in sources_for(person))
    return [one for one in every if one.hits]


def marked(text: str, words: Iterable[str]) -> SafeString:
    """A text with the words that were asked for marked."""
    places = _places(text, words)
    parts, at = [], 0
    for start, end in places:
        parts += [(text[at:start],), (format_html("<mark>{}</mark>", text[start:end]),)]
        at = end
    return format_html_join("", "{}", [*parts, (text[at:],)])


def excerpt(text: str, words: Iterable[str]) -> str:
    """The part of a text around the first of some words, cut between words; else its beginning."""
    flat = " ".join(text.split())
    first = (_places(flat, words) or [(0, 0)])[0]
    start, end = max(0, first[0] - _AROUND), first[1] + 2 * _AROUND
    if start:
        start = flat.find(" ", start, first[0]) + 1 or first[0]
    cut = flat[start:end]
    if end < len(flat):
        cut = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return f"{'… ' if start else ''}{cut}{' …' if end < len(flat) else ''}"


def _places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words stand in a text, none over another, in its own signs."""
    plain, origin = [], []
    for at, sign in enumerate(text):
        for one in folded(sign):
            plain.append(one)
            origin.append(at)
    whole = "".join(plain)
    spans = sorted(
        (hit.start(), hit.end()) for word in words for hit in re.finditer(re.escape(word), whole)
    )
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        place = (origin[start], origin[end - 1] + 1)
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept
