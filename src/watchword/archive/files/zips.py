"""ZIP files, opened with bounds so that a small file cannot fill memory or disk.

Bounds, decided 2026-10: an export of a whole account holds far fewer than a million members;
its text packs 3 to 30 times smaller, so that 200 times is out of question for text from
people but leaves room for a file of repeated zeros of up to 64 MB.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from watchword.archive.files.part import Part
from watchword.base.errors import InputError

MAX_MEMBERS = 1_000_000
MAX_MEMBER_BYTES = 8 << 30
MAX_RATIO = 200
FREE_BYTES = 64 << 20
"""Expansion that is allowed whatever the ratio."""

_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def open_zip(file: Path | BinaryIO, name: str) -> zipfile.ZipFile:
    """Open a ZIP file.

    Raises:
        InputError: It is damaged or has more than a million members.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise InputError(
            f"{name} is a damaged ZIP file: {str(error).lower()}",
            hint="download the export again",
        ) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise InputError(f"{name} holds more than {MAX_MEMBERS:,} files")
    return archive


def zip_parts(path: Path) -> Iterator[Part]:
    """The members of a ZIP file as parts; folders are left out. Nothing is written to disk."""
    archive = open_zip(path, path.name)
    for member in archive.infolist():
        if member.filename and not member.is_dir():
            yield _part(path, archive, member)


def _part(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Part:
    name = f"{path.name}: {member.filename}"
    return Part(name=name, size=member.file_size, open=lambda: open_member(archive, member, name))


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> BinaryIO:
    """Open a member; reading more than its bound raises InputError, never fills memory."""
    allowed = max(FREE_BYTES, member.compress_size * MAX_RATIO)
    if member.file_size > min(allowed, MAX_MEMBER_BYTES):
        raise _bomb(name)
    if member.compress_type not in _READABLE:
        raise InputError(f"{name} is packed in a way that is not supported", hint="unpack it first")
    try:
        stream = archive.open(member)
    except (RuntimeError, zipfile.BadZipFile, OSError, ValueError) as error:
        hint = "unpack it first" if member.flag_bits & 1 else "download the export again"
        raise InputError(f"{name} cannot be read: {str(error).lower()}", hint=hint) from error
    return cast("BinaryIO", io.BufferedReader(_Member(stream, allowed, name), 1 << 16))


def _bomb(name: str) -> InputError:
    return InputError(
        f"{name} would unpack to more than {MAX_RATIO} times its size; "
        "a file like this is made to fill memory, and it was not opened",
        hint="if you trust it, unpack it and give the file inside",
    )


class _Member(io.RawIOBase):
    """A member's bytes, counted."""

    def __init__(self, stream: zipfile.ZipExtFile | object, allowed: int, name: str) -> None:
        self._stream = cast("BinaryIO", stream)
        self._left = allowed
        self._name = name

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(cast("bytearray", buffer))
        try:
            block = self._stream.read(len(view))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise InputError(
                f"{self._name} is damaged: {str(error).lower() or 'it ends too early'}",
                hint="download the export again",
            ) from error
        self._left -= len(block)
        if self._left < 0:
            raise _bomb(self._name)
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close what is read from, too."""
        self._stream.close()
        super().close()
