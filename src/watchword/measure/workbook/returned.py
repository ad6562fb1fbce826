"""A workbook that came back: what its rows say now, and what they said when exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from watchword.measure.find import post_of
from watchword.measure.workbook.columns import DECIMALS, NATIVE_ID, STYLES, Column
from watchword.measure.workbook.heading import Heading, letters, own_key
from watchword.measure.workbook.row_state import RowState, is_carried, is_digest, read_state
from watchword.measure.workbook.same import clean, is_same, is_same_number

_YES = frozenset({"yes", "true", "1", "y", "x", "ja", "oui", "sí", "si", "sim", "wahr", "vrai"})
_NO = frozenset({"no", "false", "0", "n", "nein", "non", "não", "nee", "falsch", "faux", "falso"})
_ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#error!"})
"""What a spreadsheet shows where a formula failed."""
_SHOWN = 40
"""Characters of a cell that a note shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something about a workbook that a person should know.

    Attributes:
        line: Row as a spreadsheet counts them.
        kind: The same words for notes of one kind, to count them.
        words: What was found.
    """

    line: int
    kind: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnedRow:
    """A row that came back.

    Attributes:
        line: Row as a spreadsheet counts them.
        post: Number of the post.
        said: What stands in each column that people fill in, by key; "" for an empty cell.
        exported: What stood there, by key, as ``row_state.carried``; a key that is missing was
            empty. None when the row does not tell.
    """

    line: int
    post: int
    said: Mapping[str, str]
    exported: Mapping[str, str] | None


@dataclass(slots=True)
class Reading:
    """Reads the rows of a workbook that came back, and notes what is odd.

    Attributes:
        heading: Its columns.
        notes: What was noted so far.
        rows_read: Rows with anything in them, so far.
    """

    heading: Heading
    notes: list[Note] = field(default_factory=list)
    rows_read: int = 0

    def rows(self, rows: Iterable[tuple[int, Sequence[str | None]]]) -> Iterator[ReturnedRow]:
        """The rows that are about posts.

        Args:
            rows: Line and cells of each row under the header.
        """
        for line, cells in rows:
            if any(cells):
                self.rows_read += 1
                row = self._row(line, cells)
                if row is not None:
                    yield row

    def _note(self, line: int, kind: str, words: str = "") -> None:
        self.notes.append(Note(line=line, kind=kind, words=words or kind))

    def _row(self, line: int, cells: Sequence[str | None]) -> ReturnedRow | None:
        mark = clean(_at(cells, self.heading.mark)).lower()
        post = post_of(mark)
        if post is None:
            cause = f"{mark[:_SHOWN]!r} is no mark" if mark else "the mark is empty"
            self._note(line, "a row without a post's mark was left out", f"{cause}; left out")
            return None
        state = None
        if self.heading.state is not None:
            state = read_state(mark, clean(_at(cells, self.heading.state)))
            if state is None:
                self._note(
                    line,
                    "a row was left out whose hidden column 'Watchword row' is of another post or "
                    "was changed (was one column sorted without the others?)",
                )
                return None
            self._compare_filled(line, cells, state)
        for place in self.heading.nameless:
            if clean(_at(cells, place)):
                self._note(line, f"column {letters(place)} has no header and was left out")
        exported = None if state is None else _exported(state)
        said = {
            key: value
            for place, key in self.heading.people.items()
            if (value := self._said(line, key, _at(cells, place), (exported or {}).get(key, "")))
            is not None
        }
        return ReturnedRow(line=line, post=post, said=said, exported=exported)

    def _said(self, line: int, key: str, cell: str | None, before: str) -> str | None:
        """A cell that people fill in, in Watchword's words; None when it cannot be used."""
        value = clean(cell)
        title = self.heading.titles[key]
        if value.lower() in _ERRORS:
            self._note(line, "a cell with a failed formula was left out", f"{title}: {value}")
            return None
        if key in ("is_video", "is_paid"):
            read, wanted = _truth(value), "yes or no"
        elif key == "style":
            read, wanted = _style(value), " or ".join(STYLES)
        else:
            return before if _is_unedited(before, value) else value
        if read is None:
            self._note(
                line,
                f"a cell of {title!r} was left out: only {wanted} can be read",
                f"{title}: {value[:_SHOWN]!r} is not {wanted}; the cell was left out",
            )
        return read

    def _compare_filled(self, line: int, cells: Sequence[str | None], state: RowState) -> None:
        """Note what was changed in Watchword's own columns."""
        for place, column in self.heading.filled.items():
            value, before = clean(_at(cells, place)), state.filled.get(column.name, "")
            if column is NATIVE_ID and _is_damaged(value):
                self._note(
                    line,
                    "an id was damaged by the spreadsheet; the post was found by its mark",
                    f"the id {before} became {value}; the post was found by its mark",
                )
            elif not _is_as_filled(column, before, value):
                self._note(
                    line,
                    f"{column.title!r} is Watchword's; what was changed there was not taken",
                    f"{column.title}: {_brief(before)} became {_brief(value)}; not taken",
                )


def _at(cells: Sequence[str | None], place: int) -> str:
    return (cells[place] or "") if place < len(cells) else ""


def _exported(state: RowState) -> dict[str, str]:
    return {**state.details, **{own_key(name): value for name, value in state.own.items()}}


def _is_unedited(before: str, value: str) -> bool:
    return is_carried(before, value) if is_digest(before) else is_same(before, value)


def _is_as_filled(column: Column, before: str, value: str) -> bool:
    if _is_unedited(before, value):
        return True
    decimals = DECIMALS.get(column.form)
    return decimals is not None and is_same_number(before, value, decimals)


def _truth(value: str) -> str | None:
    """``yes``, ``no``, "" for an empty cell, None for what is neither."""
    low = value.casefold()
    return "" if not low else "yes" if low in _YES else "no" if low in _NO else None


def _style(value: str) -> str | None:
    low = " ".join(value.casefold().replace("-", " ").split())
    return low if not low or low in STYLES else None


def _is_damaged(text: str) -> bool:
    """Whether an id is a number with an exponent, as 5.69587E+17."""
    mantissa, mark, power = text.upper().partition("E")
    bare = mantissa.replace(".", "", 1).replace(",", "", 1)
    return bool(mark) and bare.isdigit() and power.lstrip("+").isdigit()


def _brief(value: str) -> str:
    if is_digest(value):
        return "the text"
    return (value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…") or "(empty)"
