"""JSON records as a table: one column a key, keys inside objects written with dots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import orjson

from watchword.archive.files.notes import Notes
from watchword.archive.files.table import PEEKED_ROWS, Chunk, ChunkBuilder, Table

Records = Callable[[Notes], Iterator[tuple[int, object]]]
_DEEPEST = 4
_SKIPPED = "the record is not an object and was skipped"


def records_table(name: str, records: Records) -> Table:
    """A table over records.

    Args:
        name: For people.
        records: Opens the records anew: line or position, and value.
    """
    names: dict[str, None] = {}
    opened = records(Notes())
    for _, (_, record) in zip(range(PEEKED_ROWS), opened, strict=False):
        names.update(dict.fromkeys(key_paths(record)))
    columns = tuple(names)

    def chunks(
        header: int,  # noqa: ARG001 - names are part of the format
        wanted: Sequence[int],
        notes: Notes,
        batch_rows: int,
    ) -> Iterator[Chunk]:
        paths = [tuple(columns[index].split(".")) for index in wanted]
        builder = ChunkBuilder(len(paths), batch_rows)
        for row, record in records(notes):
            if not isinstance(record, dict):
                notes.add(row, _SKIPPED)
            elif chunk := builder.add(row, [as_text(at_path(record, path)) for path in paths]):
                yield chunk
        if chunk := builder.rest():
            yield chunk

    return Table(name=name, first_rows=(columns,), is_named=True, chunks=chunks)


def key_paths(record: object, prefix: str = "", depth: int = 1) -> Iterator[str]:
    """Keys of an object and of the objects inside it, ``outer.inner``, four levels deep."""
    if isinstance(record, dict):
        for key, value in record.items():
            if isinstance(value, dict) and depth < _DEEPEST:
                yield from key_paths(value, f"{prefix}{key}.", depth + 1)
            else:
                yield f"{prefix}{key}"


def at_path(record: object, path: Sequence[str]) -> object:
    """The value at a path of keys, or None."""
    for depth, key in enumerate(path):
        if not isinstance(record, dict):
            return None
        if key not in record:  # a key may itself hold a dot
            return record.get(".".join(path[depth:]))
        record = record[key]
    return record


def as_text(value: object) -> str | None:
    """A JSON value as a cell: lists of text one a line, other structures as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    if isinstance(value, (int, float)):
        return str(value)
    try:
        return orjson.dumps(value, default=str).decode()
    except orjson.JSONEncodeError:  # nested or large beyond what anybody reads as text
        return None
