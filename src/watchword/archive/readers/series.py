"""Tables of numbers of an account: one row a day, or one row an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from watchword.archive.files.table import Table
from watchword.archive.readers.dates import Order
from watchword.archive.readers.figures import Figure, clean, figures_of
from watchword.archive.readers.headers import plain
from watchword.archive.readers.layout import places_of

Find = Callable[[Sequence[str], Sequence[Sequence[str]]], Sequence[Figure]]
"""Finds the columns of numbers in a header and the rows above it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """One kind of table of numbers of an account.

    Attributes:
        format: For people.
        needs: Headers that must be there; each may be given as alternatives ``a|b``.
        metrics: Metric to the headers that may hold it, best first.
        find: Finds the columns of numbers, where their headers are made of several things.
        day: Headers of the day; none where the numbers are of the moment of the export.
        channel: The network, where the export is of one.
        network: Headers of the network.
        account: Headers of the account.
        order: How numeric dates are written, where that is known.
        rates: ``percent`` or ``fraction`` where the tool is known to write rates so.
        zone: Zone of the days, where the tool is known to count in it.
    """

    format: str
    needs: tuple[str, ...]
    metrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    find: Find | None = None
    day: tuple[str, ...] = ("date",)
    channel: str = ""
    network: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    order: Order | None = None
    rates: str = ""
    zone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchedSeries:
    """A table of numbers of accounts whose columns are known.

    Attributes:
        table: The table.
        series: What it is.
        header: Index of the header among the table's first rows.
        names: The header.
        figures: The columns of numbers.
        places: ``day``, ``network`` and ``account`` to the index of their columns.
        score: How many columns had to be there.
    """

    table: Table
    series: Series
    header: int
    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    places: Mapping[str, int]
    score: int

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that nothing is read from."""
        used = {one.place for one in self.figures} | set(self.places.values())
        return tuple(
            clean(name)
            for place, name in enumerate(self.names)
            if place not in used and clean(name)
        )


def match_series(table: Table, series: Series) -> MatchedSeries | None:
    """Find the header of a kind of series in a table."""
    for index, names in table.headers():
        found = places_of(names)
        if not all(any(plain(one) in found for one in need.split("|")) for need in series.needs):
            continue
        places = dict(_places(series, found))
        if series.day and "day" not in places:
            continue
        above = table.first_rows[:index]
        figures = (
            tuple(series.find(names, above))
            if series.find
            else figures_of(names, above[-1] if above else (), series.metrics, [*places.values()])
        )
        if figures:
            return MatchedSeries(
                table=table,
                series=series,
                header=index,
                names=names,
                figures=figures,
                places=places,
                score=len(series.needs),
            )
    return None


def _places(series: Series, found: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for fact, names in (
        ("day", series.day),
        ("network", series.network),
        ("account", series.account),
    ):
        place = next((found[plain(name)] for name in names if plain(name) in found), None)
        if place is not None:
            yield fact, place
