"""Tables out: as JSON, JSON lines, CSV or Parquet, to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa


class TableForm(StrEnum):
    """What a table is written as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


SUFFIXES = {
    ".json": TableForm.JSON,
    ".jsonl": TableForm.JSONL,
    ".csv": TableForm.CSV,
    ".parquet": TableForm.PARQUET,
    ".txt": TableForm.TEXT,
}

TableFormOption = Annotated[
    TableForm | None,
    typer.Option("--format", "-f", help="What to write; guessed from --output."),
]
TableOutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Where to write it; the terminal otherwise.")
]


def form_of(form: TableForm | None, output: Path | None) -> TableForm:
    """What to write: as chosen, else by the output's name, else text.

    Raises:
        OutputError: The name of the output says nothing, or Parquet is wanted on a terminal.
    """
    if form is None and output is not None:
        form = SUFFIXES.get(output.suffix.lower())
        if form is None:
            raise OutputError(
                f"it is not clear what to write into {output.name!r}",
                hint="end the name in .json, .jsonl, .csv or .parquet, or say --format",
            )
    if form is TableForm.PARQUET and output is None:
        raise OutputError("parquet is not for a terminal", hint="name a file with --output")
    return form or TableForm.TEXT


@contextmanager
def text_to(output: Path | None) -> Iterator[None]:
    """What is said for people goes into a file, whole or not at all; where none is named it is
    said on the terminal.
    """
    if output is None:
        yield
        return
    import io
    from contextlib import redirect_stdout

    with opened(output) as file:
        out = io.TextIOWrapper(file, "utf-8", newline="\n")
        with redirect_stdout(out):
            yield
        out.detach()


def write_table(table: pa.Table, form: TableForm, output: Path | None) -> None:
    """Write a table; a file appears only when it is whole."""
    writers = {
        TableForm.JSON: _json,
        TableForm.JSONL: _json_lines,
        TableForm.CSV: _csv,
        TableForm.PARQUET: _parquet,
    }
    with opened(output) as file:
        writers[form](table, file)


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """A file to write whole or not at all; standard output where none is named."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from watchword.base.output import atomic

    with atomic(output) as file:
        yield file


def _lines(table: pa.Table) -> Iterator[bytes]:
    import orjson

    for batch in table.to_batches(4096):
        for row in batch.to_pylist():
            yield orjson.dumps(row, option=orjson.OPT_UTC_Z, default=str)


def _json(table: pa.Table, file: IO[bytes]) -> None:
    start = b"[\n"
    for line in _lines(table):
        file.write(start + line)
        start = b",\n"
    file.write(b"[]\n" if start == b"[\n" else b"\n]\n")


def _json_lines(table: pa.Table, file: IO[bytes]) -> None:
    file.writelines(line + b"\n" for line in _lines(table))


def _csv(table: pa.Table, file: IO[bytes]) -> None:
    import csv
    import io

    from watchword.base.output import csv_safe

    # spreadsheets take UTF-8 for what it is only when it begins with a mark
    out = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(out)
    writer.writerow(table.column_names)
    for batch in table.to_batches(4096):
        for row in batch.to_pylist():
            writer.writerow([csv_safe(_cell(cell)) for cell in row.values()])
    out.detach()


def _cell(cell: object) -> str:
    from datetime import datetime

    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, list):
        return "; ".join(_cell(one) for one in cell)
    return "" if cell is None else str(cell)


def _parquet(table: pa.Table, file: IO[bytes]) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, file, compression="zstd")
