"""Workbooks: XLSX, XLSB, XLS and ODS, read by a child process with bounds."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO

import orjson

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.table import PEEKED_ROWS, Chunk, ChunkBuilder, Table
from watchword.archive.files.zips import open_member, open_zip
from watchword.base.errors import InputError

MAX_FILE_BYTES = 256 << 20
PATIENCE_SECONDS = 600
PROTECTED = 3

Cell = str | list[str]
"""Text; in a list of one where a number has lost digits."""

LOST = "a number has lost digits in the workbook, which keeps 15"


def workbook(part: Part) -> tuple[Table, ...]:
    """The sheets of a workbook that hold anything.

    Raises:
        InputError: It is damaged, protected, or needs more memory than the bounds.
    """
    if b"word/" in part.head and b"xl/" not in part.head:
        raise InputError(
            f"{part.name} is a Word document, which posts are not read from",
            hint="to make rules of a policy document: watchword import",
        )
    spool = _Spool()
    _run(part, spool.file)
    return tuple(
        _table(f"{part.name}, sheet {name}", spool, start) for name, start in spool.sheets()
    )


class _Spool:
    """The rows of all sheets as lines of JSON, in a file without a name.

    It lives as long as the tables that read from it.
    """

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object

    def __del__(self) -> None:
        self.file.close()

    def sheets(self) -> list[tuple[str, int]]:
        """Name of each sheet that has rows, and where they start."""
        found: list[tuple[str, int]] = []
        position = 0
        self.file.seek(0)
        for line in self.file:
            position += len(line)
            if line.startswith(b"{"):
                found.append((str(orjson.loads(line)["sheet"]), position))
        return [(name, start) for name, start in found if next(self.rows(start), None) is not None]

    def rows(self, start: int) -> Iterator[list[Cell]]:
        """The rows of one sheet; other readings may go on in between."""
        position = start
        while True:
            self.file.seek(position)
            line = self.file.readline()
            if not line or line.startswith(b"{"):
                return
            position += len(line)
            yield orjson.loads(line)


def _run(part: Part, spool: IO[bytes]) -> None:
    """Have the child write the rows into the spool."""
    given = None if part.path else part.bytes(MAX_FILE_BYTES)
    if part.size > MAX_FILE_BYTES:
        raise _unreadable(part, f"is larger than {MAX_FILE_BYTES >> 20} MB")
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, with a path as an argument
            [sys.executable, "-m", "watchword.archive.files.sheets", str(part.path or "-")],
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            stdout=spool,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable(part, "takes longer than ten minutes to read") from error
    if ended.returncode == PROTECTED or (ended.returncode and _is_locked(part)):
        raise InputError(f"{part.name} is protected by a password", hint="save a copy without one")
    if ended.returncode:
        raise _unreadable(part, "is a damaged workbook, or one made to fill memory")


def _is_locked(part: Part) -> bool:
    """Whether a workbook that could not be read is encrypted.

    XLSX: a compound file with a stream ``EncryptedPackage`` (MS-OFFCRYPTO 2.3.4.4). ODS: a
    manifest with ``encryption-data`` (OpenDocument 1.3, part 2, 4.4).
    """
    data = part.bytes(MAX_FILE_BYTES)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return "EncryptedPackage".encode("utf-16-le") in data
    with suppress(KeyError, zipfile.BadZipFile, RuntimeError, zlib.error):
        archive = open_zip(io.BytesIO(data), part.name)
        member = archive.getinfo("META-INF/manifest.xml")
        with open_member(archive, member, part.name) as manifest:
            return b"encryption-data" in manifest.read()
    return False


def _unreadable(part: Part, cause: str) -> InputError:
    return InputError(
        f"{part.name} {cause}",
        hint="open it in a spreadsheet and save the sheet with the posts as CSV in UTF-8",
        code="input-damaged",
    )


def _table(name: str, spool: _Spool, start: int) -> Table:
    first = [row for _, row in zip(range(PEEKED_ROWS), spool.rows(start), strict=False)]
    width = max(len(row) for row in first)

    def chunks(
        header: int, wanted: Sequence[int], notes: Notes, batch_rows: int
    ) -> Iterator[Chunk]:
        builder = ChunkBuilder(len(wanted), batch_rows)
        for row, cells in enumerate(spool.rows(start), 1):
            if row <= header + 1 or not any(cells):
                continue
            kept = [cells[index] if index < len(cells) else "" for index in wanted]
            for cell in kept:
                if isinstance(cell, list):
                    notes.add(row, f"{cell[0]}: {LOST}", kind=LOST)
            if chunk := builder.add(row, [_text(cell) or None for cell in kept]):
                yield chunk
        if chunk := builder.rest():
            yield chunk

    padded = tuple((*map(_text, row), *[""] * (width - len(row))) for row in first)
    return Table(name=name, first_rows=padded, is_named=False, chunks=chunks)


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]
