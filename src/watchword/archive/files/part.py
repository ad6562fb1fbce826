"""One stream of bytes to read from: a file, or a member of a ZIP file."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from watchword.base.errors import InputError

HEAD_BYTES = 1 << 16
"""Bytes that a format is recognised by."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stream of bytes with a name.

    Attributes:
        name: For people: the file's name, or ``archive.zip: member``.
        size: Bytes; for a member of a ZIP file what the archive claims.
        open: Opens it anew, for reading from the start.
        path: Where it lies, when it is a file of its own.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]
    path: Path | None = None

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.open() as stream:
            return read_exactly(stream, HEAD_BYTES)

    def bytes(self, limit: int) -> bytes:
        """The whole.

        Raises:
            InputError: It is longer than ``limit`` bytes.
        """
        with self.open() as stream:
            data = read_exactly(stream, limit + 1)
        if len(data) > limit:
            raise InputError(
                f"{self.name} is larger than {limit >> 20:,} MB, which this format can hold",
                hint="split it, or export a shorter period",
            )
        return data


def file_part(path: Path) -> Part:
    """A file as a part."""
    return Part(
        name=path.name,
        size=path.stat().st_size,
        open=lambda: open_file(path),
        path=path,
    )


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        InputError: It cannot be opened.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {reason(error)}") from error


def reason(error: OSError) -> str:
    """Why the system refused, in lower case."""
    return (error.strerror or str(error)).lower()


def read_exactly(stream: BinaryIO | io.RawIOBase, count: int) -> bytes:
    """The next ``count`` bytes, fewer only at the end."""
    blocks: list[bytes] = []
    while count > 0:
        block = stream.read(min(count, 1 << 20))
        if not block:
            break
        blocks.append(block)
        count -= len(block)
    return b"".join(blocks)
