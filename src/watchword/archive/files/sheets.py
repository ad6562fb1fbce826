"""Rows of a workbook as JSON lines, made in a process of its own.

The library that reads workbooks holds a sheet as one dense rectangle and ends the process when
memory does not suffice; a cell in the far corner of a broken or hostile file is enough. So it
runs in a child with bounds: what goes wrong there is an error message here.

Each line is ``{"sheet": name}`` or a row as a list of cells as text; a number that has lost
digits is a list of its own. Run as ``python -m watchword.archive.files.sheets PATH``; ``-``
reads standard input.
"""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO

import orjson
import python_calamine

MEMORY_BYTES = 4 << 30
OUTPUT_BYTES = 2 << 30
SECONDS = 120

EXACT_INTEGERS = 2**53
"""Whole numbers that a workbook's cells hold exactly: IEEE 754 double precision."""

LONG = 1e21
"""Numbers from here on are written with an exponent, as spreadsheets show them."""

PROTECTED = 3
"""Exit code for a workbook with a password."""


def hold_bounds() -> None:
    """Limit memory, output and time of this process, where the system can."""
    with suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, MEMORY_BYTES),
            (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]
            is_open = hard == resource.RLIM_INFINITY
            resource.setrlimit(kind, (most if is_open else min(most, hard), hard))


def write_sheets(data: bytes, out: BinaryIO) -> None:
    """Write the rows of every worksheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        out.write(orjson.dumps({"sheet": meta.name}) + b"\n")
        top, left = sheet.start or (0, 0)
        out.write(b"[]\n" * top)
        out.writelines(
            orjson.dumps([""] * left + [cell_text(cell) for cell in row]) + b"\n"
            for row in sheet.iter_rows()
        )


def cell_text(cell: object) -> str | list[str]:
    """A cell as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LONG:
        whole = str(int(cell))
        return [whole] if abs(cell) > EXACT_INTEGERS else whole
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return str(cell)


def main(path: str) -> int:
    """Read a workbook, write its rows to standard output; the exit code."""
    hold_bounds()
    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    try:
        write_sheets(data, sys.stdout.buffer)
    except python_calamine.PasswordError:
        return PROTECTED
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
