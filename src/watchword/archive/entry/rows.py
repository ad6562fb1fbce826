"""Posts of files that are no tables (archives, outboxes) as rows of the ledger."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.entry.asked import Asked
from watchword.archive.entry.posts import Rows, Seen, posts_of
from watchword.archive.entry.snapshots import snapshots_of
from watchword.archive.entry.taken import Taken, taken_of
from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import SCHEMA, Recognised
from watchword.archive.readers.figures import Figure
from watchword.measure.metrics import metrics
from watchword.measure.schema import POSTS, SNAPSHOTS, TIME

SOURCE = b"source"
"""Key of a field's metadata: what the file calls a number."""


def row_numbers(
    recognised: Recognised,
    peek: Peek,
    asked: Asked,
    file: str,
    seen: Seen,
    notes: Notes,
    skipped: Notes,
) -> tuple[pa.Table, pa.Table, Taken]:
    """Posts and their numbers, each with ``row`` (position in the file, from 1), and when the
    numbers were taken.

    Args:
        recognised: Reads the posts.
        peek: The file.
        asked: What the caller knows beside the file.
        file: SHA-256 of the file.
        seen: Takes what was met.
        notes: Where remarks go.
        skipped: Where rows that were left out go.
    """
    taken = taken_of(peek, peek.path.name, (), given=asked.taken, zone=None)
    figures = [
        Figure(metric=one.name, place=place, name=_source(one))
        for place, one in enumerate(recognised.schema)
        if one.name in metrics()
    ]
    row = pa.field("row", pa.int64())
    posts = [POSTS.append(row).empty_table()]
    numbers = [SNAPSHOTS.append(row).empty_table()]
    done = 0
    for batch in recognised.batches(notes, asked.batch_rows):
        facts = {name: batch.column(name) for name in SCHEMA.names if name in batch.schema.names}
        facts["row"] = pa.arange(done + 1, done + 1 + batch.num_rows)
        done += batch.num_rows
        made = posts_of(Rows(facts=facts), asked, seen, notes, skipped)
        seen.wants.require(peek.path.name)
        kept = pc.is_in(facts["row"], made.column("row"))
        values = [(one, batch.column(one.place).filter(kept)) for one in figures]
        moments = pa.repeat(pa.scalar(taken.moment, TIME), made.num_rows)
        numbers.append(snapshots_of(made, values, moments, file, notes, skipped))
        posts.append(made)
    return pa.concat_tables(posts), pa.concat_tables(numbers), taken


def _source(field: pa.Field) -> str:
    source: bytes = (field.metadata or {}).get(SOURCE, field.name.encode())
    return source.decode()
