"""The tables as the ledger's files hold them: sorted, each key once, with their place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from watchword.base.errors import LedgerError
from watchword.measure.ledger.state import SETTLED, digest_of
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

PLACE = pa.field("place", pa.int64(), nullable=False)
CLEARED = pa.field("cleared", pa.list_(pa.string()))
"""Details of a post that an import empties; null says nothing."""
MAY_CLEAR = ("campaign", "pillar", "is_video", "style", "is_paid")

STORED_POSTS = pa.schema([PLACE, *POSTS, CLEARED])
STORED_SNAPSHOTS = pa.schema([PLACE, *SNAPSHOTS])
STORED = {"posts": STORED_POSTS, "snapshots": STORED_SNAPSHOTS, "audience": AUDIENCE}
"""The files of an import, and of a settled run of imports."""

_DETAILS: dict[str, Any] = {"compression": "zstd", "compression_level": 1}


def _numbers(schema: pa.Schema) -> dict[str, Any]:
    """Moments as differences, since hardly two are alike and a dictionary of them is of no use."""
    return {
        "compression": "lz4",
        "use_dictionary": [name for name in schema.names if name != "taken"],
        "column_encoding": {"taken": "DELTA_BINARY_PACKED"},
    }


WRITTEN = {
    "posts": _DETAILS,
    "snapshots": _numbers(STORED_SNAPSHOTS),
    "audience": _numbers(AUDIENCE),
}
"""How each file is written, chosen by size and by what it costs to read: docs/benchmarks.md."""

GROUP_ROWS = {"posts": 1 << 14, "snapshots": 1 << 17, "audience": 1 << 17}
"""Rows that are read and held at once, by file."""


def file_in(folder: Path, kind: str) -> Path:
    """The file of a kind in an import's or run's folder."""
    return folder / f"{kind}.parquet"


def write_stored(path: Path, kind: str, tables: Iterable[pa.Table], size: int = 0) -> None:
    """Write sorted tables one after the other into a new file, and to the disk.

    Args:
        path: The file.
        kind: Of STORED.
        tables: With the columns of STORED.
        size: Rows of a row group, if not as GROUP_ROWS.
    """
    schema, size = STORED[kind], size or GROUP_ROWS[kind]
    with path.open("wb") as file:
        with pq.ParquetWriter(file, schema, **WRITTEN[kind]) as writer:
            for table in _in_groups(tables, size):
                writer.write_table(table, row_group_size=size)
        file.flush()
        os.fsync(file.fileno())


def _in_groups(tables: Iterable[pa.Table], size: int) -> Iterable[pa.Table]:
    """The same rows in tables of so many rows."""
    held: list[pa.Table] = []
    count = 0
    for table in tables:
        held.append(table)
        count += table.num_rows
        if count >= size:
            whole = pa.concat_tables(held)
            full = count - count % size
            yield whole.slice(0, full)
            held, count = [whole.slice(full)], count - full
    if count:
        yield pa.concat_tables(held)


def read_stored(folder: Path, kind: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A whole file, or some columns of it."""
    names = STORED[kind].names if columns is None else list(columns)
    path = file_in(folder, kind)
    with sound(path), pq.ParquetFile(path) as file:
        return file.read(columns=names).select(names)


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """Read a file of the ledger.

    Raises:
        LedgerError: It is damaged.
        FileNotFoundError: It is not there.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        hint = (
            "delete the folder settled: it is made anew"
            if path.parent.parent.name == SETTLED
            else "put this file back from a backup, or undo its import and import the file again"
        )
        words = " ".join(str(error).split())[:160]
        raise LedgerError(
            f"{str(path)!r} is damaged: {words}", hint=hint, code="ledger-damaged"
        ) from error


def damage_of(folder: Path, digests: Mapping[str, str]) -> str:
    """What is wrong with an import's files; "" when they are as they were written."""
    for kind, digest in digests.items():
        path = file_in(folder, kind)
        if not path.is_file():
            return f"{path.name} is missing"
        if digest_of(path) != digest:
            return f"{path.name} was changed"
    return ""


def numbers_of(table: pa.Table, name: str) -> NDArray[np.int64]:
    """A column of whole numbers or moments (ms) without nulls."""
    column = table.column(name).cast(pa.int64())
    return np.asarray(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))


def codes_of(table: pa.Table, name: str) -> tuple[NDArray[np.int64], list[str]]:
    """A dictionary column as numbers in the order of its sorted names, and those names."""
    column = table.column(name).unify_dictionaries().combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    names: list[str] = column.dictionary.to_pylist()
    order = sorted(set(names))
    rank = {name: code for code, name in enumerate(order)}
    ranks = np.array([rank[name] for name in names], np.int64)
    indices = np.asarray(column.indices)
    return (ranks[indices] if len(ranks) else indices.astype(np.int64)), order
