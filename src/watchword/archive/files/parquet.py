"""Parquet and Arrow files, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.table import Chunk, Table
from watchword.archive.files.text import REPLACED
from watchword.base.errors import InputError

BUFFER_BYTES = 1 << 20
"""Bytes of a column read at once; without it, a whole row group's column is."""


def parquet(part: Part) -> Table:
    """A Parquet file as a table; columns inside structures are not offered.

    Raises:
        InputError: The file is damaged or cut off, or lies inside a ZIP file.
    """
    from pyarrow import parquet as pq

    if part.path is None:
        raise InputError(f"{part.name} is a Parquet file inside a ZIP file", hint="unpack it first")
    path = part.path
    try:
        with pq.ParquetFile(path) as opened:
            schema = opened.schema_arrow
            names = tuple(schema.names)
            count = opened.metadata.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path, error) from error
    if not count:
        raise InputError(f"{path.name} has columns but no rows")

    def chunks(
        header: int,  # noqa: ARG001 - names are part of the format
        wanted: Sequence[int],
        notes: Notes,
        batch_rows: int,
    ) -> Iterator[Chunk]:
        return _chunks(path, [names[index] for index in wanted], notes, batch_rows)

    looks = tuple("0" if _is_number(kind) else "" for kind in schema.types)
    return Table(name=part.name, first_rows=(names, looks), is_named=True, chunks=chunks)


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)
    )


def _chunks(path: Path, names: list[str], notes: Notes, batch_rows: int) -> Iterator[Chunk]:
    from pyarrow import parquet as pq

    row = 1
    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER_BYTES) as opened:
            for batch in opened.iter_batches(
                batch_size=batch_rows, columns=names, use_threads=False
            ):
                numbers = pa.arange(row, row + batch.num_rows)
                row += batch.num_rows
                columns = [_valid(batch.column(name), numbers, notes) for name in names]
                yield Chunk(rows=numbers, columns=columns)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _valid(column: pa.Array, rows: pa.Array, notes: Notes) -> pa.Array:
    """The column with its text valid UTF-8, which the format promises but nothing enforces."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            raise
        is_large = pa.types.is_large_string(column.type)
        raw = column.view(pa.large_binary() if is_large else pa.binary()).to_pylist()
        texts = [None if one is None else one.decode("utf-8", "replace") for one in raw]
        for row, before, text in zip(rows.to_pylist(), raw, texts, strict=True):
            if text is not None and text.encode() != before:
                notes.add(row, REPLACED, kind=REPLACED)
        return pa.array(texts, pa.string())
    return column


def _damaged(path: Path, error: Exception) -> InputError:
    cause = str(error).partition("\n")[0].rstrip(".")
    return InputError(
        f"{path.name} is a damaged or truncated Parquet file: {cause}",
        hint="write or download it again",
        code="input-damaged",
    )
