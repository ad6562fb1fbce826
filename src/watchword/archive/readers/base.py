"""What every reader of posts gives: batches of one schema, and notes.

A format is a folder of this package. It exports ``FORMAT``, which recognises its files by
what is in them (names of columns, keys, magic bytes), never by the name of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from watchword.archive.files.notes import Note, Notes
from watchword.archive.files.peek import Peek

if TYPE_CHECKING:
    from watchword.archive.readers.layout import Layout
    from watchword.archive.readers.series import Series

FAMILY = "watchword.archive.readers"

SCHEMA = pa.schema(
    [
        pa.field("text", pa.string(), nullable=False),
        pa.field("id", pa.string()),
        pa.field("channel", pa.string()),
        pa.field("account_name", pa.string()),
        pa.field("account", pa.string()),
        pa.field("published", pa.timestamp("us", "UTC")),
        pa.field("language", pa.string()),
        pa.field("link", pa.string()),
        pa.field("direction", pa.string()),
        pa.field("pictures", pa.int32()),
        pa.field("described", pa.int32()),
        pa.field("videos", pa.int32()),
        pa.field("captioned", pa.int32()),
        pa.field("alt_texts", pa.list_(pa.string())),
        pa.field("kind", pa.string()),
        pa.field("campaign", pa.string()),
    ]
)
"""Columns of posts; a reading has ``text`` and those of the others that its file knows.

``text``: what is said, "" where a row has none; ``id``: the network's own id; ``channel``: as
policies write it; ``account_name``: handle or name; ``account``: official or personal;
``published``: UTC; ``language``: as the file says (BCP 47 where it does); ``link``: to the
post; ``direction``: post, reply or inbound; ``pictures``, ``described``, ``videos``,
``captioned``: counts, null when unknown; ``alt_texts``: one entry a picture or video, "" where
it has none; ``kind``: what the network calls this type of post; ``campaign``.
"""

LARGE_TEXT = 1_000_000
"""Characters above which a text is noted: no network takes such a post."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """A file that a format can read.

    Attributes:
        format: For people, for instance ``Meta Business Suite content export, Instagram``.
        match: How it was recognised, and which column is what.
        score: How specific that is; of several formats the highest wins. A name of a column
            or key that had to be there counts one.
        schema: Columns of the batches.
        batches: Reads; called with where notes go and the most rows of a batch.
        first_line: Line of the file on which the first post starts, from 1.
    """

    format: str
    match: str
    score: int
    schema: pa.Schema
    batches: Callable[[Notes, int], Iterator[pa.RecordBatch]]
    first_line: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A family of files that posts can be read from.

    Attributes:
        title: For people.
        recognise: Looks at a file; None when it is not one of these.
        layouts: Its tables of posts.
        also: Tables that only a ledger reads: numbers of posts without their text.
        series: Its tables of numbers of accounts.
        measured: As ``recognise``, for files of posts that are no tables; columns named by a
            metric hold numbers (float64), and their field's metadata ``source`` what the file
            calls them. None for drafts and other posts that were not published.
    """

    title: str
    recognise: Callable[[Peek], Recognised | None]
    layouts: tuple[Layout, ...] = ()
    also: tuple[Layout, ...] = ()
    series: tuple[Series, ...] = ()
    measured: Callable[[Peek], Recognised | None] | None = None


@dataclass(kw_only=True, slots=True)
class Reading:
    """Posts of one file; iterate to read them, as often as wanted.

    Attributes:
        path: The file.
        format: What it was recognised as, for people.
        match: How it was recognised, and which column is what, for people.
        schema: Columns of every batch: those of SCHEMA that the file knows, in that order,
            then those the caller named.
    """

    path: Path
    format: str
    match: str
    schema: pa.Schema
    recognised: Recognised
    batch_rows: int
    _notes: Notes = field(default_factory=Notes)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        self._notes = Notes()
        rows = 0
        for batch in self.recognised.batches(self._notes, self.batch_rows):
            _note_large(batch, rows, self._notes)
            rows += batch.num_rows
            yield batch
        if not rows:
            self._notes.once("the file holds no posts")

    @property
    def notes(self) -> list[Note]:
        """What was noticed; complete once the reading is."""
        return self._notes.all()


def _note_large(batch: pa.RecordBatch, before: int, notes: Notes) -> None:
    import pyarrow.compute as pc

    text = batch.column("text")
    if text.nbytes <= LARGE_TEXT:
        return
    lengths = pc.utf8_length(text)
    for row in pc.indices_nonzero(pc.greater(lengths, LARGE_TEXT)).to_pylist():
        notes.add(
            0,
            f"post {before + row + 1:,} has {lengths[row].as_py():,} characters; if that is not "
            "so, look for a quotation mark that is never closed",
            kind="a post of more than a million characters",
        )


def schema_of(names: Mapping[str, pa.DataType] | tuple[str, ...]) -> pa.Schema:
    """The schema of the named columns: SCHEMA's in its order, then others (text by default)."""
    given = names if isinstance(names, Mapping) else dict.fromkeys(names, pa.string())
    known = [one for one in SCHEMA if one.name in given or one.name == "text"]
    others = [pa.field(name, kind) for name, kind in given.items() if name not in SCHEMA.names]
    return pa.schema([*known, *others])
