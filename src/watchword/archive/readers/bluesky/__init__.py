"""Bluesky: the repository an account can download (CAR), and events of the Jetstream."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from watchword.archive.files.jsons import json_lines
from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.peek import Kind, Peek, kind_of
from watchword.archive.readers.base import Format, Recognised, schema_of
from watchword.archive.readers.bluesky.record import FACTS, POST, post_row
from watchword.archive.readers.bluesky.repository import repository_posts
from watchword.archive.readers.rows import Row, mapping, row_batches, words

_SCHEMA = schema_of(FACTS)


def recognise(peek: Peek) -> Recognised | None:
    """A CAR file, or JSON lines with ``did`` and ``commit``."""
    cars = [part for part in peek.parts if kind_of(part) is Kind.CAR]
    if cars:

        def from_cars(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
            rows = (row for part in cars for row in repository_posts(part, notes))
            return row_batches(rows, _SCHEMA, batch_rows)

        return Recognised(
            format="Bluesky repository",
            match=", ".join(part.name for part in cars) + f": CAR with {POST} records",
            score=20,
            schema=_SCHEMA,
            batches=from_cars,
        )
    lines = [part for part in peek.parts if _is_jetstream(part)]
    if not lines:
        return None

    def from_events(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
        rows = (row for part in lines for row in _events(part, notes))
        return row_batches(rows, _SCHEMA, batch_rows)

    return Recognised(
        format="Bluesky Jetstream events",
        match=", ".join(part.name for part in lines) + ": JSON lines with did and commit",
        score=20,
        schema=_SCHEMA,
        batches=from_events,
    )


def _is_jetstream(part: Part) -> bool:
    head = part.head
    has_keys = all(key in head for key in (b'"did"', b'"time_us"', b'"kind"'))
    return has_keys and kind_of(part) is Kind.JSON_LINES


def _events(part: Part, notes: Notes) -> Iterator[Row]:
    for _, event in json_lines(part, notes):
        commit = mapping(event.get("commit"))
        if commit.get("collection") == POST and commit.get("operation") != "delete":
            row = post_row(commit.get("record"), words(event.get("did")), words(commit.get("rkey")))
            if row:
                yield row


FORMAT = Format(title="Bluesky repository or stream", recognise=recognise, measured=recognise)
