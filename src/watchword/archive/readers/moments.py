"""Columns of dates to timestamps in UTC."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

import pyarrow as pa

from watchword.archive.files.notes import Notes
from watchword.archive.readers.convert import to_text
from watchword.archive.readers.dates import Order, When, proofs_of, read_date
from watchword.archive.readers.zones import to_moments

MOMENT = pa.timestamp("us", "UTC")
NOT_A_DATE = "not a date that is known; the post was read without one"
NO_YEAR = "dates without a year were read as the last such day before the numbers were taken"
TWICE = "this time came twice on that day, as clocks went back; the first was taken"
NEVER = "this time did not exist on that day, as clocks went forward; the hour after was taken"


@dataclass(slots=True)
class DateColumn:
    """Reads the dates of one column; the order of day and month is decided once.

    Attributes:
        default: The order where no date proves one.
        is_known: Whether the format is known to write them in that order.
        zone: Whose clocks times without a zone are of; UTC, with a note, when it is not known.
        latest: When the export was made; it gives dates without a year theirs.
        order: The order as decided.
        unzoned: The first time without a zone that was met, as written.
        is_day_only: Whether every date of the last chunk was a day without a time, or midnight.
        has_years: Whether every date so far had its year.
    """

    default: Order
    is_known: bool = False
    zone: ZoneInfo | None = None
    latest: datetime | None = None
    order: Order | None = None
    unzoned: str = ""
    is_day_only: bool = False
    has_years: bool = True

    def read(self, array: pa.Array, rows: pa.Array, notes: Notes) -> pa.Array:
        """The dates as timestamps in UTC; null where a cell is none."""
        self.is_day_only = False
        if pa.types.is_timestamp(array.type) and array.type.tz is not None:
            return array.cast(MOMENT, safe=False)
        if pa.types.is_timestamp(array.type) or pa.types.is_date(array.type):
            array = array.cast(pa.timestamp("us"), safe=False)
        else:
            with suppress(pa.ArrowInvalid):  # all ISO 8601 with a zone: by far the fastest
                return to_text(array).cast(MOMENT)
            array = to_text(array)
        coded = array.dictionary_encode()
        whens = self._whens(coded.dictionary, notes)
        known = [when for when in whens if when]
        self.is_day_only = bool(known) and all(map(_is_day, known))
        moments = self._moments(whens, coded, rows, notes)
        return pa.array(moments, MOMENT).take(coded.indices)

    def _whens(self, values: pa.Array, notes: Notes) -> list[When | None]:
        """What each distinct value says; a blank says nothing."""
        if not pa.types.is_string(values.type):
            return [
                None if one is None else When(one.replace(tzinfo=UTC), has_zone=False)
                for one in values.to_pylist()
            ]
        texts = cast("list[str]", values.to_pylist())
        self._decide(texts, notes)
        order = self.order or self.default
        whens = [read_date(text, order, self.latest) for text in texts]
        known = [when for when in whens if when]
        if not all(when.has_year for when in known):
            self.has_years = False
            notes.once(NO_YEAR)
        return whens

    def _moments(
        self, whens: list[When | None], coded: pa.DictionaryArray, rows: pa.Array, notes: Notes
    ) -> list[datetime | None]:
        values = coded.dictionary.to_pylist()
        local = [index for index, when in enumerate(whens) if when and not when.has_zone]
        moments = [when.moment if when else None for when in whens]
        if local:
            self.unzoned = self.unzoned or str(values[local[0]])
        if local and self.zone is None:
            notes.once("times carry no zone and were taken for UTC")
        elif local and self.zone is not None:
            read = to_moments([one for when in whens if when for one in _local(when)], self.zone)
            for index, moment in zip(local, read.moments, strict=True):
                moments[index] = moment
            _note(coded, {local[index] for index in read.twice}, rows, TWICE, notes)
            _note(coded, {local[index] for index in read.never}, rows, NEVER, notes)
        bad = {
            index
            for index, when in enumerate(whens)
            if when is None and isinstance(values[index], str) and values[index].strip()
        }
        _note(coded, bad, rows, NOT_A_DATE, notes, " is ")
        return moments

    def _decide(self, texts: list[str], notes: Notes) -> None:
        if self.order is not None:
            return
        proofs = proofs_of(texts)
        self.order = next(iter(proofs)) if len(proofs) == 1 else self.default
        if len(proofs) > 1:
            one, other = proofs.values()
            notes.once(
                f"days and months stand in both orders, as {one!r} and {other!r} show; dates that "
                f"can be either were read with the {self.order.value}: look at them, or export anew"
            )
        elif self.is_known and self.order is not self.default:
            notes.once(
                f"dates were read with the {self.order.value}, as {proofs[self.order]!r} shows; "
                f"this format has the {self.default.value}: was the file saved by a spreadsheet?"
            )
        elif (
            not proofs
            and not self.is_known
            and any(text[1:3].strip("0123456789") == "/" for text in texts)
        ):
            notes.once(f"dates such as {texts[0]} were read with the {self.order.value}")


def _is_day(when: When) -> bool:
    """Whether it says a day alone; workbooks write days as their midnight."""
    return not when.has_time or (not when.has_zone and when.moment.time() == time())


def _local(when: When) -> list[datetime]:
    return [] if when.has_zone else [when.moment]


def _note(
    coded: pa.DictionaryArray,
    bad: set[int],
    rows: pa.Array,
    what: str,
    notes: Notes,
    between: str = ": ",
) -> None:
    if not bad:
        return
    values = coded.dictionary.to_pylist()
    for position, index in enumerate(coded.indices.to_pylist()):
        if index in bad:
            shown = repr(str(values[index])[:40])
            notes.add(rows[position].as_py(), f"{shown}{between}{what}", kind=what)
