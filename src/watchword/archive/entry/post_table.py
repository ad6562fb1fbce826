"""A table of posts: which column is which fact, which number, which of the organisation's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from watchword.archive.entry.asked import IGNORED
from watchword.archive.readers.base import SCHEMA
from watchword.archive.readers.figures import Figure, Figures, clean, figures_of
from watchword.archive.readers.headers import plain
from watchword.archive.readers.layout import Matched, places_of
from watchword.archive.readers.table.figures import MORE
from watchword.measure.metrics import metrics

_SAID = frozenset({"campaign", "pillar", "style", "is_video", "is_paid"})
"""Details that a table may bring without numbers or text."""


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
        lines = [self.matched.columns, numbers_said(self.figures)]
        return tuple([*lines, "; ".join(kept)] if kept else lines)

    @property
    def name_of_id(self) -> str:
        """The header of the column of ids, for people."""
        place = self.matched.places.get("id", -1)
        return clean(self.matched.names[place]) if place >= 0 else ""


def post_table(matched: Matched, columns: Mapping[str, str]) -> PostTable | None:
    """A matched table with its numbers; None for a table that says nothing of posts.

    Args:
        matched: The table.
        columns: Fact or metric to header, as the caller maps them; ``-`` for none.
    """
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


def numbers_said(figures: Sequence[Figure]) -> str:
    """Which column is which metric, for people."""
    named = [f'{one.metric} from "{one.name[:60]}"' for one in figures]
    return "numbers: " + (", ".join(named) or "none")
