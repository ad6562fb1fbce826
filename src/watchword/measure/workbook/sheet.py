"""The sheet with the posts, before it is a file: columns, and one row a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow as pa

from watchword.measure.find import mark_of
from watchword.measure.metrics import metrics
from watchword.measure.schema import DETAILS
from watchword.measure.standing import at_age
from watchword.measure.workbook.columns import (
    DETAIL_COLUMNS,
    FIGURES,
    LINK,
    MARK,
    NATIVE_ID,
    STATE,
    STYLES,
    VIDEO,
    Column,
    Side,
    figure_column,
    fixed_columns,
    metric_column,
    own_column,
    own_name,
    taken_column,
)
from watchword.measure.workbook.row_state import RowState, carried, render_state
from watchword.measure.workbook.same import clean

Cell = str | int | float | datetime | None

LONGEST_TEXT = 32_000
"""Characters of a text that are shown; a cell holds 32,767 (Excel specifications, 2026-11)."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "is_video": tuple(VIDEO.values()),
    "style": STYLES,
    "is_paid": tuple(VIDEO.values()),
}
"""What the lists of the closed choices hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The sheet with the posts.

    Attributes:
        columns: In order; the last one is STATE.
        cells: One list a column but STATE, all of one length.
        choices: What is offered for a detail, by its name.
        zone: Name of the time zone that times are written in.
    """

    columns: tuple[Column, ...]
    cells: tuple[Sequence[Cell], ...]
    choices: Mapping[str, Sequence[str]]
    zone: str

    @property
    def rows(self) -> int:
        """How many posts."""
        return len(self.cells[0])

    def lines(self) -> Iterator[list[Cell]]:
        """The rows, each with its state as the last cell."""
        mark = self.columns.index(MARK)
        for row in zip(*self.cells, strict=True):
            yield [*row, render_state(str(row[mark]), self._state(row))]

    def _state(self, row: Sequence[Cell]) -> RowState:
        details: dict[str, str] = {}
        own: dict[str, str] = {}
        filled: dict[str, str] = {}
        for column, cell in zip(self.columns[:-1], row, strict=True):
            if cell is None or cell == "" or column is MARK:
                continue
            value = carried(clean(shown(cell)))
            if column.side is Side.WATCHWORD:
                filled[column.name] = value
            elif column.name in DETAILS:
                details[column.name] = value
            else:
                own[own_name(column.title)] = value
        return RowState(details=details, own=own, filled=filled)


def results_sheet(
    posts: pa.Table,
    latest: pa.Table,
    scores: Mapping[str, pa.Table],
    *,
    zone: str = "UTC",
    choices: Mapping[str, Iterable[str]] | None = None,
) -> Sheet:
    """The sheet with these posts.

    Args:
        posts: POSTS.
        latest: LATEST, the newest number of each post and metric.
        scores: By measure, one row a post: ``standing.at_greatest_age`` of SCORES.
        zone: Name of a time zone, as ``Europe/London``, for the times of posts and numbers.
        choices: Campaigns and pillars to offer besides those that the posts have.
    """
    numbers = posts.column("post").to_pylist()
    place = {number: row for row, number in enumerate(numbers)}
    rows = len(numbers)
    found: list[tuple[Column, Sequence[Cell]]] = []
    found += _fixed(posts, zone)
    found += _details(posts)
    found += _latest(latest, place, zone)
    for measure, table in scores.items():
        found += _figures(measure, table, place)
    found += [(LINK, _texts(posts, "link")), (NATIVE_ID, _texts(posts, "native_id"))]
    found.append((MARK, [mark_of(number) for number in numbers]))
    offered = {
        name: _offered(posts, name, (choices or {}).get(name, ()))
        for name in ("campaign", "pillar")
    }
    return Sheet(
        columns=(*(column for column, _ in found), STATE),
        cells=tuple(cells for _, cells in found) if rows else tuple([] for _ in found),
        choices={**offered, **CHOICES},
        zone=zone,
    )


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, times to the minute."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    return "" if cell is None else str(cell)


def cell_text(text: str | None) -> str | None:
    """A text that a cell can hold: no control characters, not too long; None for nothing."""
    kept = "".join(
        char for char in text or "" if char in "\n\t" or char.isprintable() or _is_mark(char)
    ).strip()
    return (kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 2] + " …") or None


def _is_mark(char: str) -> bool:
    """Whether XML can hold a character that is not printable, as joiners in emoji are not."""
    return char >= "\u00a0" and not ("\ud800" <= char <= "\udfff" or char in "\ufffe\uffff")


def _texts(posts: pa.Table, name: str) -> list[Cell]:
    return [cell_text(value) for value in posts.column(name).to_pylist()]


def _local(moments: Iterable[datetime | None], zone: str) -> list[Cell]:
    where = ZoneInfo(zone)
    return [
        None if one is None else one.astimezone(where).replace(tzinfo=None, second=0, microsecond=0)
        for one in moments
    ]


def _fixed(posts: pa.Table, zone: str) -> list[tuple[Column, Sequence[Cell]]]:
    return [
        (
            column,
            _local(posts.column("published").to_pylist(), zone)
            if column.name == "published"
            else _texts(posts, column.name),
        )
        for column in fixed_columns(zone)
    ]


def _details(posts: pa.Table) -> list[tuple[Column, Sequence[Cell]]]:
    found: list[tuple[Column, Sequence[Cell]]] = []
    for column in DETAIL_COLUMNS:
        values = posts.column(column.name).to_pylist()
        if pa.types.is_boolean(posts.schema.field(column.name).type):
            values = [None if value is None else VIDEO[value] for value in values]
        found.append((column, [cell_text(value) for value in values]))
    return found + _own(posts)


def _own(posts: pa.Table) -> list[tuple[Column, Sequence[Cell]]]:
    """The organisation's own columns; spellings that differ in case are one column."""
    rows = [sorted(value or ()) for value in posts.column("own").to_pylist()]
    spelled: dict[str, str] = {}
    cells: dict[str, list[Cell]] = {}
    for place, row in enumerate(rows):
        for name, value in row:
            title = cell_text(name)
            if title and (text := cell_text(value)):
                key = title.casefold()
                spelled[key] = min(title, spelled.get(key, title))
                column = cells.setdefault(key, [None] * len(rows))
                column[place] = column[place] or text
    return [(own_column(spelled[key]), cells[key]) for key in sorted(cells)]


def _latest(
    latest: pa.Table, place: Mapping[int, int], zone: str
) -> list[tuple[Column, Sequence[Cell]]]:
    by_metric: dict[str, list[Cell]] = {}
    taken: list[datetime | None] = [None] * len(place)
    columns = (latest.column(name).to_pylist() for name in ("post", "metric", "taken", "value"))
    for post, metric, moment, value in zip(*columns, strict=True):
        row = place.get(post)
        if row is None:
            continue
        by_metric.setdefault(metric, [None] * len(place))[row] = value
        taken[row] = max(taken[row] or moment, moment)
    known = metrics()
    ordered = [name for name in known if name in by_metric]
    return [
        (taken_column(zone), _local(taken, zone)),
        *((metric_column(known[name]), by_metric[name]) for name in ordered),
    ]


def _figures(
    measure: str, scores: pa.Table, place: Mapping[int, int]
) -> list[tuple[Column, Sequence[Cell]]]:
    rows = [place.get(post) for post in scores.column("post").to_pylist()]
    found: list[tuple[Column, Sequence[Cell]]] = []
    for figure in FIGURES:
        cells: list[Cell] = [None] * len(place)
        for row, value in zip(rows, scores.column(figure.name).to_pylist(), strict=True):
            if row is not None:
                cells[row] = at_age(value) if figure.name == "age" else value
        found.append((figure_column(measure, figure), cells))
    return found


def _offered(posts: pa.Table, name: str, more: Iterable[str]) -> tuple[str, ...]:
    had = {text for value in posts.column(name).unique().to_pylist() if (text := cell_text(value))}
    return tuple(sorted({*had, *more}, key=lambda text: (text.casefold(), text)))
