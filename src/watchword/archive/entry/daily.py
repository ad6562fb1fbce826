"""Tables of numbers of accounts as rows of the ledger."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.entry.asked import Asked
from watchword.archive.entry.identity import account_named
from watchword.archive.entry.posts import Seen
from watchword.archive.entry.snapshots import audience_of
from watchword.archive.entry.taken import Taken, taken_of
from watchword.archive.entry.zoned import zone_of_series
from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek
from watchword.archive.files.table import Chunk
from watchword.archive.readers.convert import channel_named, mapped
from watchword.archive.readers.dates import Order
from watchword.archive.readers.figures import Figure
from watchword.archive.readers.moments import DateColumn
from watchword.archive.readers.series import MatchedSeries
from watchword.archive.readers.values import NumberColumns
from watchword.measure.schema import AUDIENCE, TIME

NOBODY = "the row names no network or no account; it was left out"


def series_numbers(
    series: MatchedSeries, peek: Peek, asked: Asked, file: str, seen: Seen, notes: Notes
) -> tuple[pa.Table, Taken | None, int]:
    """Numbers of a table of accounts.

    Gives AUDIENCE with ``row``, when the numbers were taken if no row says it, and how many
    rows were read.

    Args:
        series: The table.
        peek: The file.
        asked: What the caller knows beside the file.
        file: SHA-256 of the file.
        seen: The accounts of the file's posts; takes what is still to be said.
        notes: Where remarks go.
    """
    zone = zone_of_series(series, asked)
    above = series.table.first_rows[: series.header]
    usual = taken_of(peek, series.table.name, above, given=asked.taken, zone=zone)
    order = series.series.order
    dates = DateColumn(
        order or (Order.DAY_FIRST if series.table.is_european else Order.MONTH_FIRST),
        is_known=order is not None,
        zone=zone,
        latest=usual.moment,
    )
    numbers = NumberColumns(
        series.figures,
        decimal="," if series.table.is_european else ".",
        rates=series.series.rates,
        missing=asked.missing,
    )
    wanted = sorted({one.place for one in series.figures} | set(series.places.values()))
    parts = [AUDIENCE.append(pa.field("row", pa.int64())).empty_table()]
    rows = 0
    for chunk in series.table.chunks(series.header, wanted, notes, asked.batch_rows):
        at = dict(zip(wanted, chunk.columns, strict=True))
        rows += len(chunk.rows)
        taken = _taken(series, at, chunk, dates, usual.moment, notes)
        for one, values in numbers.read(at, chunk.rows, notes):
            channels, accounts = _whose(series, at, one, len(values), asked, seen)
            seen.wants.require(peek.path.name)
            if one is series.figures[0]:
                _note_nobody(channels, accounts, chunk.rows, notes)
            parts.append(audience_of(channels, accounts, one, values, taken, file, chunk.rows))
        seen.want_zone(series.series.format, dates.unzoned, zone)
        seen.wants.require(peek.path.name)
    said = None if "day" in series.places else usual
    return pa.concat_tables(parts), said, rows


def _taken(
    series: MatchedSeries,
    at: dict[int, pa.Array],
    chunk: Chunk,
    dates: DateColumn,
    usual: datetime,
    notes: Notes,
) -> pa.Array:
    if "day" not in series.places:
        return pa.repeat(pa.scalar(usual, TIME), len(chunk.rows))
    return dates.read(at[series.places["day"]], chunk.rows, notes).cast(TIME, safe=False)


def _whose(
    series: MatchedSeries,
    at: dict[int, pa.Array],
    one: Figure,
    count: int,
    asked: Asked,
    seen: Seen,
) -> tuple[pa.Array, pa.Array]:
    """Network and account of each row; what neither file nor caller says is wanted."""
    channel = one.channel or series.series.channel or asked.channel
    if "network" in series.places:
        channels = mapped(at[series.places["network"]], channel_named).fill_null(asked.channel)
    else:
        channels = pa.repeat(pa.scalar(channel, pa.string()), count)
        if not channel:
            seen.wants.channel.add("")
    name = account_named(asked.account or one.account or _only(seen, channel))
    if "account" in series.places:
        accounts = mapped(at[series.places["account"]], account_named).fill_null(name)
    else:
        accounts = pa.repeat(pa.scalar(name, pa.string()), count)
        if not name:
            seen.wants.account.add(channel)
    return channels, accounts


def _note_nobody(channels: pa.Array, accounts: pa.Array, rows: pa.Array, notes: Notes) -> None:
    is_nobody = pc.or_(pc.equal(channels, ""), pc.equal(accounts, ""))
    for row in pc.filter(rows, is_nobody).to_pylist():
        notes.add(row, NOBODY)


def _only(seen: Seen, channel: str) -> str:
    """The account of the file's posts on a network, where there is one."""
    found = [account for network, account in seen.accounts if network == channel]
    return found[0] if len(found) == 1 else ""
