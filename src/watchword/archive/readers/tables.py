"""Tables read by layouts: rows to batches of posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import SCHEMA, Recognised, schema_of
from watchword.archive.readers.convert import (
    Entities,
    channel_named,
    mapped,
    to_counts,
    to_ids,
    to_lists,
    to_present_text,
    to_replies,
    to_text,
)
from watchword.archive.readers.dates import Order
from watchword.archive.readers.headers import plain
from watchword.archive.readers.layout import Columns, Layout, Matched, match
from watchword.archive.readers.moments import DateColumn
from watchword.base.errors import InputError

_COUNTS = ("pictures", "described", "videos", "captioned")
_RAW = "#"
_TOTALS = pa.array(["total", "totals", "gesamt", "summe"])


def recognise_layouts(peek: Peek, layouts: Sequence[Layout]) -> Recognised | None:
    """Read every table of a file that one of the layouts fits; the most specific one counts."""
    found: list[Matched] = []
    for table in peek.tables:
        fitting = [one for layout in layouts if (one := match(table, layout, peek.columns))]
        if fitting:
            found.append(max(fitting, key=lambda one: one.score))
    return recognised(peek, found) if found else None


def recognised(peek: Peek, found: Sequence[Matched]) -> Recognised:
    """Matched tables as one reading."""
    facts = {fact for one in found for fact in one.facts}
    extra = {fact: pa.string() for one in found for fact in one.extra}
    schema = schema_of(
        {name: SCHEMA.field(name).type for name in SCHEMA.names if name in facts} | extra
    )
    unread = [table.name for table in peek.tables if all(one.table is not table for one in found)]

    def batches(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
        if unread:
            notes.once(f"not read, as no column of posts is known in it: {', '.join(unread[:10])}")
        for one in found:
            yield from _read(one, schema, notes, batch_rows)

    formats = dict.fromkeys(one.layout.format for one in found)
    return Recognised(
        format=" and ".join(formats),
        match="\n".join(one.describe() for one in found),
        score=max(one.score for one in found),
        schema=schema,
        batches=batches,
    )


def _read(
    matched: Matched, schema: pa.Schema, notes: Notes, batch_rows: int
) -> Iterator[pa.RecordBatch]:
    _note_unused(matched, sorted({*matched.places.values(), *matched.texts}), notes)
    for columns in read_columns(matched, dates_of(matched), notes, batch_rows):
        yield to_batch(columns, schema)


def dates_of(matched: Matched, **known: object) -> DateColumn:
    """A reader of a table's dates; ``known`` are attributes of DateColumn."""
    known_order = matched.layout.order
    usual = Order.DAY_FIRST if matched.table.is_european else Order.MONTH_FIRST
    dates = DateColumn(known_order or usual, is_known=known_order is not None)
    return replace(dates, **known)  # type: ignore[arg-type]


def read_columns(
    matched: Matched,
    dates: DateColumn,
    notes: Notes,
    batch_rows: int,
    more: Sequence[int] = (),
    skipped: Notes | None = None,
) -> Iterator[Columns]:
    """The facts of each chunk of a table, typed and finished, and further columns as they are.

    Args:
        matched: The table.
        dates: Reads its dates.
        notes: Where remarks go.
        batch_rows: The most rows of a chunk.
        more: Places of further columns; each comes under ``raw(place)``. ``row`` holds the
            numbers of the rows.
        skipped: Where rows that are no posts are noted; with the remarks, unless it is given.
    """
    wanted = sorted({*matched.places.values(), *matched.texts, *more})
    layout = matched.layout
    entities = Entities()
    for chunk in matched.table.chunks(matched.header, wanted, notes, batch_rows):
        at = dict(zip(wanted, chunk.columns, strict=True))
        columns: Columns = {fact: at[place] for fact, place in matched.places.items()}
        columns["text"] = _text([at[place] for place in matched.texts], chunk.rows, entities, notes)
        columns["row"] = chunk.rows
        columns |= {raw(place): at[place] for place in more}
        columns = _kept(columns, layout, notes if skipped is None else skipped)
        if len(columns["row"]):
            yield layout.finish(_typed(columns, matched, dates, notes))


def raw(place: int) -> str:
    """The name under which the column at a place comes as it is."""
    return f"{_RAW}{place}"


def _text(texts: Sequence[pa.Array], rows: pa.Array, entities: Entities, notes: Notes) -> pa.Array:
    if not texts:
        return pa.repeat(pa.scalar(""), len(rows))
    return entities.undo(_longest(texts), notes)


def _note_unused(matched: Matched, wanted: Sequence[int], notes: Notes) -> None:
    unused = [
        name.strip("\ufeff ")
        for index, name in enumerate(matched.names)
        if index not in wanted and name.strip()
    ]
    if unused:
        shown = ", ".join(unused[:60]) + (", ..." if len(unused) > 60 else "")  # noqa: PLR2004
        notes.once(f"columns not used: {shown}")


def _longest(texts: Sequence[pa.Array]) -> pa.Array:
    best = to_present_text(texts[0])
    for other in map(to_present_text, texts[1:]):
        is_longer = pc.greater(pc.utf8_length(other), pc.utf8_length(best))
        best = pc.if_else(is_longer, other, best)
    return best


def _kept(columns: Columns, layout: Layout, notes: Notes) -> Columns:
    """The rows that are posts: not a line of totals, not what the layout drops."""
    drop = pc.equal(columns["text"], "")
    for fact, column in columns.items() if pc.any(drop).as_py() else ():
        if fact not in ("row", "text") and not fact.startswith(_RAW):
            drop = pc.and_(drop, pc.equal(pc.utf8_length(to_present_text(column)), 0))
    if layout.drops:
        drop = pc.or_(drop, layout.drops(columns).fill_null(False))
    if "id" in columns and pa.types.is_string(columns["id"].type):
        is_total = pc.is_in(pc.utf8_lower(columns["id"]), _TOTALS)
        drop = pc.or_(drop, is_total.fill_null(False))
        is_total = pc.is_in(pc.utf8_lower(columns["text"]), _TOTALS)
        has_no_id = pc.equal(pc.utf8_length(to_present_text(columns["id"])), 0)
        drop = pc.or_(drop, pc.and_(is_total, has_no_id))
    if not pc.any(drop).as_py():
        return columns
    for row in pc.filter(columns["row"], drop).to_pylist():
        notes.add(row, "a line without a post (totals, definitions, nothing) was skipped")
    keep = pc.invert(drop)
    return {name: pc.filter(column, keep) for name, column in columns.items()}


def _typed(columns: Columns, matched: Matched, dates: DateColumn, notes: Notes) -> Columns:
    rows = columns["row"]
    typed: Columns = {}
    for fact, column in columns.items():
        if fact.startswith(_RAW) or fact == "row":
            typed[fact] = column
        elif fact == "published":
            typed[fact] = dates.read(column, rows, notes)
        elif fact == "id":
            typed[fact] = to_ids(column, rows, notes)
        elif fact in _COUNTS:
            typed[fact] = to_counts(column)
        elif fact == "alt_texts":
            typed[fact] = to_lists(column)
        elif fact == "channel":
            typed[fact] = mapped(column, channel_named)
        elif fact == "direction":
            is_flag = plain(matched.names[matched.places[fact]]).startswith(("is ", "direction"))
            typed[fact] = to_replies(column, is_flag=is_flag)
        else:
            typed[fact] = to_text(column)
    if matched.layout.channel and "channel" not in typed:
        typed["channel"] = pa.repeat(pa.scalar(matched.layout.channel), len(rows))
    return typed


def to_batch(columns: Columns, schema: pa.Schema) -> pa.RecordBatch:
    """Columns as a batch of the schema; those missing are null."""
    rows = len(columns["text"])
    arrays = [
        columns[one.name] if one.name in columns else pa.nulls(rows, one.type) for one in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def unknown_columns(peek: Peek) -> InputError:
    """The error for tables whose columns nobody knows: which they are, and how to map them."""
    seen: list[str] = []
    for table in peek.tables:
        rows = [names for _, names in table.headers()]
        if rows:
            header = max(rows, key=lambda names: sum(1 for name in names if name.strip()))
            names = [name.strip("\ufeff \n")[:40] for name in header if name.strip()]
            seen.append(f"{table.name} has the columns {', '.join(map(repr, names[:40]))}")
    wanted = list(peek.columns.values())
    cause = (
        f"no table has the columns {', '.join(map(repr, wanted))}"
        if wanted
        else ("none of its columns is known to hold the text of posts")
    )
    told = "; ".join(seen[:5]) or "no line with names of columns was found near its beginning"
    return InputError(
        f"{peek.path.name} cannot be read: {cause}; {told}",
        hint="say which column holds the text: --column text=NAME, and if there are such columns "
        "--column published=NAME, --column id=NAME, --column channel=NAME",
        code="input-columns",
    )
