"""Writing files whole or not at all, and cells that no spreadsheet runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from watchword.base.errors import OutputError

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell (OWASP, CSV injection, 2026-11)."""


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that appears under its name only when it is whole.

    On any error (a full disk, Ctrl-C) nothing stays, and what stood there before stays as
    it was. Of a symbolic link what it points to is written; the link stays.

    Raises:
        OutputError: The folder is not there or may not be written in, or the path is a folder.
    """
    if path.is_symlink():
        path = Path(os.path.realpath(path))
    if path.is_dir():
        raise OutputError(f"{str(path)!r} is a folder", hint="name a file to write")
    if path.exists() and not path.is_file():
        raise OutputError(f"{str(path)!r} is no ordinary file", hint="name a file to write")
    if not path.parent.is_dir():
        raise OutputError(f"there is no folder {str(path.parent)!r}", hint="make it first")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except PermissionError:
        raise OutputError(
            f"you may not write in the folder {str(path.parent)!r}", hint="name another folder"
        ) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for their owner alone; a result is as readable as any new file
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def csv_safe(value: str) -> str:
    """A cell that a spreadsheet shows and does not run: formulas get a leading apostrophe.

    Plain numbers such as -5 stay as they are.
    """
    if value.startswith(FORMULA_STARTS) and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    return value.lstrip("+-").replace(".", "", 1).replace(",", "").isdigit()
