"""Columns of numbers to floats in the units of their metrics."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.notes import Notes
from watchword.archive.readers.convert import to_text
from watchword.archive.readers.figures import Figure
from watchword.archive.readers.headers import whole
from watchword.archive.readers.numbers import Form, is_none, read_number, table_decimal
from watchword.measure.metrics import metrics

NOT_A_NUMBER = "is not a number; it was left out"
ROUNDED = "numbers such as 1.2K were rounded by the export itself"
_SAFE = r"^-?[0-9]*(?:\.[0-9]+)?$"
_COMMAS = r"^(?:-?[0-9]{1,3}(?:,[0-9]{3})+|-?[0-9]*)$"
_GROUPED = r"^-?[0-9]{1,3}\.[0-9]{3}$"
_UNITS = {
    **dict.fromkeys(("hours", "hour", "hrs", "h"), 3600.0),
    **dict.fromkeys(("minutes", "minute", "mins", "min"), 60.0),
    **dict.fromkeys(("milliseconds", "ms"), 0.001),
}
_SAMPLE = 4096
"""Rows that tell how numbers are written."""
_SIGNS = pa.array(["-", "."])
_SHARE_ABOVE_ONE = 0.05
"""A column of rates of which more than this share is above 1 is written in percent: a rate
above 1 is rare, as it means more clicks than showings."""


@dataclass(slots=True)
class NumberColumns:
    """Reads the columns of numbers of one table; how they are written is decided once.

    Attributes:
        figures: The columns.
        decimal: The decimal sign where no cell proves one.
        rates: ``percent`` or ``fraction`` where that is known.
        scales: Metric to what its values are multiplied by.
        missing: Values that stand for "not observed".
        forms: Metric to ``percent`` or ``fraction``, for rates, as decided.
    """

    figures: Sequence[Figure]
    decimal: str = "."
    rates: str = ""
    scales: Mapping[str, float] = field(default_factory=dict)
    missing: Sequence[float] = ()
    forms: dict[str, str] = field(default_factory=dict)
    _is_decided: bool = False

    def read(
        self, columns: Mapping[int, pa.Array], rows: pa.Array, notes: Notes
    ) -> list[tuple[Figure, pa.Array]]:
        """Each column with its values (float64, null where there is none).

        Args:
            columns: By place.
            rows: Numbers of the rows, for notes.
            notes: Where cells that are no numbers are noted.
        """
        if not self._is_decided:
            self.decimal = table_decimal(self._cells(columns), self.decimal)
            self._is_decided = True
        return [(one, self._read(one, columns[one.place], rows, notes)) for one in self.figures]

    def _cells(self, columns: Mapping[int, pa.Array]) -> Iterator[tuple[str, bool]]:
        for one in self.figures:
            column = columns[one.place]
            if pa.types.is_string(column.type):
                for cell in pc.unique(column.slice(0, _SAMPLE)).to_pylist():
                    yield cell or "", is_count(one.metric)

    def _read(self, one: Figure, column: pa.Array, rows: pa.Array, notes: Notes) -> pa.Array:
        values, percents, clocks = self._values(one, column, rows, notes)
        if self.missing:
            is_missing = pc.is_in(values, pa.array(self.missing, pa.float64()))
            values = pc.if_else(is_missing, pa.scalar(None, pa.float64()), values)
        unit = metrics()[one.metric].unit
        scale = self.scales.get(one.metric, 1.0)
        if unit == "fraction" and self._is_percent(one, values, is_marked=percents, notes=notes):
            scale *= 0.01
        if unit == "seconds" and not clocks and one.metric not in self.scales:
            scale = next((_UNITS[word] for word in whole(one.name).split() if word in _UNITS), 1.0)
        return values if scale == 1.0 else pc.multiply(values, scale)

    def _values(
        self, one: Figure, column: pa.Array, rows: pa.Array, notes: Notes
    ) -> tuple[pa.Array, bool, bool]:
        """Values as written, and whether they are in percent, or times of a clock."""
        if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
            values = column.cast(pa.float64())
            return pc.if_else(pc.is_finite(values), values, None), False, False
        text = _without_groups(pc.utf8_trim_whitespace(to_text(column)), one)
        if self._is_safe(text, one):
            given = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
            return pc.cast(given, pa.float64()), False, False
        return self._slowly(one, text, rows, notes)

    def _is_safe(self, text: pa.Array, one: Figure) -> bool:
        """Whether Arrow reads these cells as we do: digits, and points that mean one thing."""
        is_plain = pc.all(pc.match_substring_regex(text, _SAFE)).as_py() is not False
        if not is_plain or pc.any(pc.is_in(text, _SIGNS)).as_py():
            return False
        if not is_count(one.metric) and self.decimal == ".":
            return True
        return pc.any(pc.match_substring_regex(text, _GROUPED)).as_py() is not True

    def _slowly(
        self, one: Figure, text: pa.Array, rows: pa.Array, notes: Notes
    ) -> tuple[pa.Array, bool, bool]:
        coded = text.dictionary_encode()
        read: list[float | None] = []
        bad: set[int] = set()
        forms: set[Form] = set()
        for index, cell in enumerate(coded.dictionary.to_pylist()):
            number = (
                None
                if is_none(cell)
                else read_number(cell, self.decimal, is_whole=is_count(one.metric))
            )
            is_finite = number is not None and math.isfinite(number.value)
            read.append(number.value if number and is_finite else None)
            if number:
                forms.add(number.form)
            if not is_finite and not is_none(cell):
                bad.add(index)
        if bad:
            _note_bad(one, coded, bad, rows, notes)
        if Form.SHORT in forms:
            notes.once(ROUNDED)
        values = pa.array(read, pa.float64()).take(coded.indices)
        return values, Form.PERCENT in forms, Form.CLOCK in forms

    def _is_percent(self, one: Figure, values: pa.Array, *, is_marked: bool, notes: Notes) -> bool:
        """Whether a column of rates is in percent; decided once, and said."""
        if one.metric not in self.forms:
            if is_marked or "%" in one.name or self.rates == "percent":
                form = "percent"
            elif self.rates:
                form = self.rates
            else:
                form = _form_by_range(values)
                if form:
                    notes.once(f'"{one.name}" was read as {form}, by the range of its values')
            if not form:
                return False
            self.forms[one.metric] = form
        return self.forms[one.metric] == "percent"


def _without_groups(text: pa.Array, one: Figure) -> pa.Array:
    """Counts without the commas that set off thousands, where all cells are of that kind."""
    if not is_count(one.metric) or not pc.any(pc.match_substring(text, ",")).as_py():
        return text
    if pc.all(pc.match_substring_regex(text, _COMMAS)).as_py() is False:
        return text
    return pc.replace_substring(text, ",", "")


def _form_by_range(values: pa.Array) -> str:
    """``percent`` or ``fraction``; "" where all values are 0 or missing."""
    given = pc.drop_null(values)
    given = given.filter(pc.not_equal(given, 0.0))
    if not len(given):
        return ""
    above = pc.sum(pc.greater(pc.abs(given), 1.0)).as_py()
    return "percent" if above > _SHARE_ABOVE_ONE * len(given) else "fraction"


def is_count(metric: str) -> bool:
    """Whether a metric's values are whole numbers."""
    return metrics()[metric].unit in ("count", "people")


def _note_bad(
    one: Figure, coded: pa.DictionaryArray, bad: set[int], rows: pa.Array, notes: Notes
) -> None:
    cells = coded.dictionary.to_pylist()
    for position, index in enumerate(coded.indices.to_pylist()):
        if index in bad:
            shown = repr(cells[index][:40])
            message = f'{shown} in "{one.name}" {NOT_A_NUMBER}'
            notes.add(rows[position].as_py(), message, kind=f'a cell of "{one.name}" is no number')
