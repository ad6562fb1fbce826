"""What a file holds for a ledger: tables of posts, of accounts, and posts of other kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from watchword.archive.entry.asked import IGNORED
from watchword.archive.files.peek import Peek
from watchword.archive.files.table import Table
from watchword.archive.readers.base import FAMILY, SCHEMA, Format, Recognised
from watchword.archive.readers.figures import Figure, Figures, clean, figures_of
from watchword.archive.readers.headers import plain
from watchword.archive.readers.layout import Layout, Matched, matches, places_of
from watchword.archive.readers.series import MatchedSeries, Series, match_series
from watchword.archive.readers.table.aliases import ALIASES
from watchword.archive.readers.table.figures import GENERIC, MORE
from watchword.archive.readers.table.series import SERIES as GENERIC_SERIES
from watchword.archive.readers.tables import unknown_columns
from watchword.base.errors import InputError
from watchword.base.registry import member, members
from watchword.measure.metrics import metrics

_NAMED = {"post": "id", "native_id": "id", "account_id": "account_name"}
_IDS = ("native id", "video id", "media id", "content id", "post", "update", "tweet")
_TABLE = Layout(
    format="Table",
    needs=("|".join((*ALIASES["id"], *_IDS, *ALIASES["link"], "service link")),),
    columns=ALIASES
    | {"link": (*ALIASES["link"], "service link")}
    | {"id": (*ALIASES["id"], *_IDS)},
    figures=GENERIC,
    needs_text=False,
)
_SAID = frozenset({"campaign", "pillar", "style", "is_video", "is_paid"})
"""Details that a table may bring without numbers or text."""
_BY_HAND = replace(_TABLE, needs=())


@dataclass(frozen=True, kw_only=True)
class PostTable:
    """A table of posts.

    Attributes:
        matched: Where its facts are.
        figures: Its columns of numbers.
        more: Further facts of ``Figures.more`` to the index of their columns.
        own: Columns of the organisation's own: name to index.
    """

    matched: Matched
    figures: tuple[Figure, ...]
    more: Mapping[str, int]
    own: Mapping[str, int]

    @property
    def format(self) -> str:
        """For people."""
        return self.matched.layout.format

    @property
    def layout_figures(self) -> Figures:
        """What its layout says about numbers."""
        return self.matched.layout.figures

    @cached_property
    def places(self) -> frozenset[int]:
        """The columns that are read beside the facts."""
        read = {one.place for one in self.figures}
        if "published_time" in self.more and "published" in self.matched.places:
            read.add(self.matched.places["published"])
        return frozenset(read | set(self.more.values()) | set(self.own.values()))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that nothing is read from."""
        used = self.places | set(self.matched.places.values()) | set(self.matched.texts)
        names = enumerate(self.matched.names)
        return tuple(clean(name) for at, name in names if at not in used and clean(name))

    @property
    def described(self) -> tuple[str, ...]:
        """Which column is what, in lines."""
        names = [clean(name) for name in self.matched.names]
        kept = [f'{name} from "{names[place]}"' for name, place in self.more.items()]
        kept += [f'own column {name} from "{names[place]}"' for name, place in self.own.items()]
        lines = [self.matched.columns, _numbers(self.figures)]
        return tuple([*lines, "; ".join(kept)] if kept else lines)

    @property
    def name_of_id(self) -> str:
        """The header of the column of ids, for people."""
        place = self.matched.places.get("id", -1)
        return clean(self.matched.names[place]) if place >= 0 else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """What was recognised in a file.

    Attributes:
        posts: Tables of posts.
        series: Tables of numbers of accounts.
        rows: Posts of a file that is no table.
        unread: Tables that nobody knows.
    """

    posts: tuple[PostTable, ...] = ()
    series: tuple[MatchedSeries, ...] = ()
    rows: Recognised | None = None
    unread: tuple[str, ...] = ()

    @property
    def format(self) -> str:
        """The formats, for people."""
        named = [one.format for one in self.posts] + [one.series.format for one in self.series]
        return " and ".join(dict.fromkeys(named + ([self.rows.format] if self.rows else [])))

    @property
    def headers(self) -> tuple[str, ...]:
        """All headers, comparable and sorted: what a kept mapping is known by."""
        named = [one.matched.names for one in self.posts] + [one.names for one in self.series]
        return tuple(sorted({plain(name) for names in named for name in names if name.strip()}))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that nothing is read from."""
        found = [name for one in self.posts for name in one.unknown]
        return tuple(dict.fromkeys(found + [name for one in self.series for name in one.unknown]))

    def describe(self) -> dict[tuple[str, ...], list[str]]:
        """Which column is what, in lines, and the tables of which it is so."""
        found: dict[tuple[str, ...], list[str]] = {}
        for one in self.posts:
            found.setdefault(one.described, []).append(one.matched.table.name)
        for series in self.series:
            days = "one row a day" if "day" in series.places else "one row an account"
            lines = (days, _numbers(series.figures))
            found.setdefault(lines, []).append(series.table.name)
        if self.rows:
            found[self.rows.match,] = []
        return found


def _numbers(figures: Sequence[Figure]) -> str:
    named = [f'{one.metric} from "{one.name[:60]}"' for one in figures]
    return "numbers: " + (", ".join(named) or "none")


def match_file(peek: Peek, columns: Mapping[str, str]) -> Match:
    """Recognise what a file holds.

    Args:
        peek: The file.
        columns: Fact or metric to header, as the caller maps them; ``-`` for none.

    Raises:
        InputError: Nothing in it is known.
    """
    columns = {_NAMED.get(name, name): header for name, header in columns.items()}
    formats = [cast("Format", member(FAMILY, name, "FORMAT")) for name in members(FAMILY)]
    posts: list[PostTable] = []
    series: list[MatchedSeries] = []
    unread: list[Table] = []
    rows = _best_rows(formats, peek)
    for table in peek.tables if rows is None else ():
        found = _best(table, formats, columns)
        if isinstance(found, PostTable):
            posts.append(found)
        elif found is not None:
            series.append(found)
        else:
            unread.append(table)
    series += _beside(posts, unread)
    if not posts and not series and rows is None:
        raise _nothing(peek, columns)
    return Match(
        posts=tuple(posts),
        series=tuple(series),
        rows=rows,
        unread=tuple(one.name for one in unread),
    )


def _best_rows(formats: Sequence[Format], peek: Peek) -> Recognised | None:
    found = [one.measured(peek) for one in formats if one.measured]
    return max((one for one in found if one), key=lambda one: one.score, default=None)


def _best(
    table: Table, formats: Sequence[Format], columns: Mapping[str, str]
) -> PostTable | MatchedSeries | None:
    """The most specific reading of a table: known exports before tables of any kind."""
    named = {name: header for name, header in columns.items() if header != IGNORED}
    generic = _BY_HAND if "id" in named else _TABLE
    layouts = [one for each in formats for one in (*each.layouts, *each.also)]
    is_posts = "id" in named or "text" in named  # the caller says so
    kinds = [] if is_posts else [one for each in formats for one in each.series]
    tried = (
        _posts_in(table, layouts, columns, named),
        _series_in(table, kinds),
        _posts_in(table, [generic], columns, named),
        _series_in(table, () if is_posts else GENERIC_SERIES),
    )
    return next((one for one in tried if one), None)


def _posts_in(
    table: Table,
    layouts: Sequence[Layout],
    columns: Mapping[str, str],
    named: Mapping[str, str],
) -> PostTable | None:
    found = [
        one
        for layout in layouts
        for matched in matches(table, layout, named)
        if (one := _post_table(matched, columns))
    ]
    return max(found, key=lambda one: (one.matched.score, len(one.figures)), default=None)


def _series_in(table: Table, kinds: Sequence[Series]) -> MatchedSeries | None:
    found = [one for kind in kinds if (one := match_series(table, kind))]
    return max(found, key=lambda one: one.score, default=None)


def _post_table(matched: Matched, columns: Mapping[str, str]) -> PostTable | None:
    """A matched table with its numbers; None for a table without text and numbers."""
    figures = matched.layout.figures
    by_hand = {name: matched.places[name] for name in columns if name in matched.places}
    facts = {
        name: place
        for name, place in matched.places.items()
        if name in _facts()
        and columns.get(name) != IGNORED
        and (name != "account_name" or figures.names_account)
    }
    matched = replace(matched, places=facts, extra=())
    taken = [*facts.values(), *matched.texts, *by_hand.values()]
    places = places_of(matched.names)
    more = {
        name: place
        for name, names in figures.more.items()
        if (place := _first(names, places, taken)) is not None and columns.get(name) != IGNORED
    } | {name: place for name, place in by_hand.items() if name in MORE}
    above = matched.table.first_rows[: matched.header]
    wanted = {name: names for name, names in figures.metrics.items() if name not in columns}
    numbers = figures_of(
        matched.names, above[-1] if above else (), wanted, [*taken, *more.values()]
    ) + tuple(
        Figure(metric=name, place=place, name=clean(matched.names[place]))
        for name, place in by_hand.items()
        if name in metrics()
    )
    own = {
        name: place
        for name, names in figures.own.items()
        if (place := _first(names, places, ())) is not None
    } | {
        name: place
        for name, place in by_hand.items()
        if name not in _facts() and name not in MORE and name not in metrics()
    }
    says = {*facts, *more} & _SAID
    if not numbers and not matched.texts and not says:
        return None
    return PostTable(matched=matched, figures=numbers, more=more, own=own)


def _facts() -> frozenset[str]:
    return frozenset(SCHEMA.names)


def _first(names: Sequence[str], places: Mapping[str, int], taken: Sequence[int]) -> int | None:
    found = (places.get(plain(name)) for name in names)
    return next((one for one in found if one is not None and one not in taken), None)


def _beside(posts: Sequence[PostTable], unread: list[Table]) -> Iterator[MatchedSeries]:
    """Tables that are known only by the company of a table of videos."""
    from watchword.archive.readers.youtube.series import TOTALS

    if any(one.format.startswith("YouTube") for one in posts):
        for table in list(unread):
            if found := match_series(table, TOTALS):
                unread.remove(table)
                yield found


def _nothing(peek: Peek, columns: Mapping[str, str]) -> InputError:
    if not peek.tables:
        return InputError(
            f"{peek.path.name} is in none of the formats that numbers are read from",
            hint="export the posts with their numbers as CSV or XLSX",
            code="input-format",
        )
    error = unknown_columns(Peek(path=peek.path, columns=columns))
    return InputError(
        error.message.replace(
            "none of its columns is known to hold the text of posts",
            "none of its columns is known to hold posts' ids with numbers, or days of an account",
        ),
        hint="say which column is what: --column id=NAME, --column reach=NAME, and so on; "
        "names of metrics: watchword list metrics",
        code="input-columns",
    )
