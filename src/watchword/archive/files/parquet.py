"""Parquet and Arrow files, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.table import Chunk, Table
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
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error
    if not count:
        raise InputError(f"{path.name} has columns but no rows")

    def chunks(
        header: int,  # noqa: ARG001 - names are part of the format
        wanted: Sequence[int],
        notes: Notes,  # noqa: ARG001 - a Parquet file is read whole or not at all
        batch_rows: int,
    ) -> Iterator[Chunk]:
        return _chunks(path, [names[index] for index in wanted], batch_rows)

    looks = tuple("0" if _is_number(kind) else "" for kind in schema.types)
    return Table(name=part.name, first_rows=(names, looks), is_named=True, chunks=chunks)


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)
    )


def _chunks(path: Path, names: list[str], batch_rows: int) -> Iterator[Chunk]:
    from pyarrow import parquet as pq

    row = 1
    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER_BYTES) as opened:
            for batch in opened.iter_batches(
                batch_size=batch_rows, columns=names, use_threads=False
            ):
                numbers = pa.arange(row, row + batch.num_rows)
                row += batch.num_rows
                yield Chunk(rows=numbers, columns=[batch.column(name) for name in names])
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> InputError:
    cause = str(error).partition("\n")[0].rstrip(".")
    return InputError(
        f"{path.name} is a damaged or truncated Parquet file: {cause}",
        hint="write or download it again",
        code="input-damaged",
    )
