"""The columns of a workbook that came back: which are Watchword's, which are people's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchword.base.errors import InputError
from watchword.measure.workbook.columns import (
    MARK,
    STATE,
    Column,
    Side,
    is_taken,
    known_columns,
    own_name,
    plain,
)

OWN = "own:"
"""Before the name of an own column, in keys: an own column may have a detail's name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """Which column stands where; places are counted from 0.

    Attributes:
        mark: Place of the posts' marks.
        state: Place of the rows as exported; None when the column is gone.
        people: Columns that people fill in: place to key.
        filled: Columns that Watchword filled in: place to column.
        titles: Header of each key, for people.
        nameless: Places of columns without a header.
    """

    mark: int
    state: int | None
    people: Mapping[int, str]
    filled: Mapping[int, Column]
    titles: Mapping[str, str]
    nameless: tuple[int, ...]


def own_key(name: str) -> str:
    """The key of an own column; its case does not matter."""
    return OWN + name.casefold()


def heading_of(titles: Sequence[str]) -> Heading:
    """Tell the columns apart.

    Raises:
        InputError: The posts' marks are gone, or two columns have one header.
    """
    if plain(MARK.title) not in {plain(title) for title in titles}:
        raise InputError(
            f"there is no column {MARK.title!r}, which says which post a row is about",
            hint="export a new workbook and copy your columns into it",
        )
    _require_once(titles)
    people: dict[int, str] = {}
    filled: dict[int, Column] = {}
    names: dict[str, str] = {}
    for place, title in enumerate(titles):
        column = known_columns().get(plain(title)) if is_taken(title) else None
        if not title.strip():
            continue
        if column is not None and column.side is Side.WATCHWORD:
            filled[place] = column
            continue
        people[place] = column.name if column else own_key(own_name(title))
        names[people[place]] = column.title if column else own_name(title)
    at = {column.name: place for place, column in filled.items()}
    return Heading(
        mark=at[MARK.name],
        state=at.get(STATE.name),
        people=people,
        filled={place: one for place, one in filled.items() if one not in (MARK, STATE)},
        titles=names,
        nameless=tuple(place for place, title in enumerate(titles) if not title.strip()),
    )


def _require_once(titles: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for place, title in enumerate(titles):
        name = plain(title)
        if name in seen:
            raise InputError(
                f"the columns {letters(seen[name])} and {letters(place)} have the same header "
                f"{title.strip()[:40]!r}",
                hint="rename one of them and import again; nothing was taken",
            )
        if name:
            seen[name] = place


def letters(place: int) -> str:
    """A column's place (from 0) as spreadsheets write it: A, B, ..., AA."""
    text, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        text = chr(ord("A") + letter) + text
    return text
