"""What a file holds for a ledger: tables of posts, of accounts, and posts of other kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from watchword.archive.entry.asked import IGNORED
from watchword.archive.entry.post_table import PostTable, numbers_said, post_table
from watchword.archive.files.peek import Peek
from watchword.archive.files.table import Table
from watchword.archive.readers.base import FAMILY, Format, Recognised
from watchword.archive.readers.headers import plain
from watchword.archive.readers.layout import Layout, matches
from watchword.archive.readers.series import MatchedSeries, Series, match_series
from watchword.archive.readers.table.aliases import ALIASES
from watchword.archive.readers.table.figures import GENERIC
from watchword.archive.readers.table.series import SERIES as GENERIC_SERIES
from watchword.archive.readers.tables import unknown_columns
from watchword.base.errors import InputError
from watchword.base.registry import member, members

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
_BY_HAND = replace(_TABLE, needs=())


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
            lines = (days, numbers_said(series.figures))
            found.setdefault(lines, []).append(series.table.name)
        if self.rows:
            found[self.rows.match,] = []
        return found


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
        if (one := post_table(matched, columns))
    ]
    return max(found, key=lambda one: (one.matched.score, len(one.figures)), default=None)


def _series_in(table: Table, kinds: Sequence[Series]) -> MatchedSeries | None:
    found = [one for kind in kinds if (one := match_series(table, kind))]
    return max(found, key=lambda one: one.score, default=None)


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
