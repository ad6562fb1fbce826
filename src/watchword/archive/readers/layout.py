"""Layouts: what the columns of one export mean, and where they are in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from watchword.archive.files.table import Table
from watchword.archive.readers.base import SCHEMA
from watchword.archive.readers.dates import Order
from watchword.archive.readers.figures import Figures
from watchword.archive.readers.headers import plain

Columns = dict[str, pa.Array]
_ACCOUNT_KINDS = frozenset({"official", "personal", "ambassador", "team"})
_ALSO_TEXTS = frozenset({"post", "tweet", "update"})
_ALSO_COUNTS = frozenset({"post", "tweet", "status", "update", "content", "comment", "message"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """One kind of table that a tool exports.

    Attributes:
        format: For people.
        needs: Headers that must be there; each may be given as alternatives ``a|b``.
        columns: Fact to the headers that may hold it, in order of preference.
        texts: Headers whose longest cell is the text, where a tool writes it now here, now there.
        channel: The channel, where the export is of one.
        order: How numeric dates are written, where that is known.
        finish: Changes the columns of a batch at last.
        drops: Which rows are no posts (true for those to leave out).
        adds: Facts that ``finish`` adds.
        figures: The numbers of its posts, and what else a ledger keeps of them.
        needs_text: Whether a table without the text of posts is none of these.
    """

    format: str
    needs: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...] = ()
    channel: str = ""
    order: Order | None = None
    finish: Callable[[Columns], Columns] = lambda columns: columns
    drops: Callable[[Columns], pa.Array] | None = None
    adds: tuple[str, ...] = ()
    figures: Figures = field(default_factory=Figures)
    needs_text: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Matched:
    """A table whose columns are known.

    Attributes:
        table: The table.
        layout: What it is.
        header: Index of the header among the table's first rows; -1 without one.
        names: The header.
        places: Fact to index of its column.
        texts: Indexes of the columns that the text is taken from.
        extra: Facts the caller named that the schema does not know.
        score: How many columns had to be there.
    """

    table: Table
    layout: Layout
    header: int
    names: tuple[str, ...]
    places: Mapping[str, int]
    texts: tuple[int, ...]
    extra: tuple[str, ...] = ()
    score: int = 0

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that this table gives."""
        constant = ("channel",) if self.layout.channel else ()
        return ("text", *self.places, *constant, *self.layout.adds)

    def describe(self) -> str:
        """The table, and which column is what, for people."""
        return f"{self.table.name}: {self.columns}"

    @property
    def columns(self) -> str:
        """Which column is what, for people."""
        names = [self.names[place].strip("\ufeff ") for place in self.texts]
        text = " or ".join(f'"{name}"' for name in names)
        others = [
            f'{fact} from "{self.names[place]}"'
            for fact, place in self.places.items()
            if fact != "text"
        ]
        return "; ".join([f"text from {text}"] * bool(names) + others)


def match(table: Table, layout: Layout, columns: Mapping[str, str]) -> Matched | None:
    """Find a layout's header in a table; the first row that may be one."""
    return next(matches(table, layout, columns), None)


def matches(table: Table, layout: Layout, columns: Mapping[str, str]) -> Iterator[Matched]:
    """All rows of a table that may be a layout's header."""
    for index, names in table.headers():
        found = places_of(names)
        if all(any(one in found for one in _either(need)) for need in layout.needs):
            by_hand = _by_hand(names, columns)
            if by_hand is None:
                continue
            places = _places(table, index, found, layout) | by_hand
            texts = tuple(found[plain(name)] for name in layout.texts if plain(name) in found)
            if "text" in by_hand or not texts:
                texts = (places["text"],) if "text" in places else ()
            if not texts and layout.needs_text:
                continue
            yield Matched(
                table=table,
                layout=layout,
                header=index,
                names=names,
                places=places,
                texts=texts,
                extra=tuple(fact for fact in by_hand if fact not in SCHEMA.names),
                score=len(layout.needs),
            )


def _places(table: Table, header: int, found: Mapping[str, int], layout: Layout) -> dict[str, int]:
    """Where each fact is: under the first of its names that this header has.

    A column of numbers called "post" or "comment" is a count, not the text. A column
    "account" holds kinds of accounts in some tables and names in most.
    """
    places: dict[str, int] = {}
    for fact, wanted in layout.columns.items():
        for name in map(plain, wanted):
            if name in found and _may_hold(fact, name, table, header, found[name]):
                places[fact] = found[name]
                break
    if places.get("account_name") == places.get("account", -1):
        del places["account_name"]
    return places


def _may_hold(fact: str, name: str, table: Table, header: int, place: int) -> bool:
    """Whether the first cells of a column do not speak against it."""
    cells = [row[place].strip() for row in table.first_rows[header + 1 :] if len(row) > place]
    given = [cell for cell in cells if cell]
    if fact == "text" and name in _ALSO_COUNTS:
        return not given or not all(map(_is_number, given))
    if fact == "id" and name in _ALSO_TEXTS:
        return bool(given) and not any(" " in cell for cell in given)
    if fact == "account":
        return all(cell.lower() in _ACCOUNT_KINDS for cell in given)
    return True


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").isdigit()


def _either(need: str) -> list[str]:
    return [plain(one) for one in need.split("|")]


def places_of(names: Sequence[str]) -> dict[str, int]:
    """Comparable header to index; of headers that occur twice the first."""
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        found.setdefault(plain(name), index)
    return found


def _by_hand(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int] | None:
    """Where the columns that the caller named are; None when one is not in this header."""
    exact = {name.strip("\ufeff "): index for index, name in reversed(list(enumerate(names)))}
    alike = places_of(names)
    found: dict[str, int] = {}
    for fact, name in columns.items():
        place = exact.get(name.strip(), alike.get(plain(name)))
        if place is None:
            return None
        found[fact] = place
    return found
