"""Bytes of any encoding as a stream of UTF-8, with a note for what could not be read."""

from __future__ import annotations

import codecs
import io
from functools import lru_cache
from typing import BinaryIO, TextIO, cast

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import HEAD_BYTES, Part
from watchword.base.text.decode import sniff_encoding

BLOCK_BYTES = 1 << 20
REPLACED = "bytes that are not text in this encoding were replaced by \ufffd"


@lru_cache(maxsize=64)
def encoding_of(part: Part) -> str:
    """The codec of a part, judged where its first bytes beyond ASCII stand."""
    head = part.head
    if not head.isascii() or b"\0" in head:
        return sniff_encoding(head)
    with part.open() as stream:
        while block := stream.read(BLOCK_BYTES):
            if not block.isascii():
                first = next(index for index, byte in enumerate(block) if byte > 127)  # noqa: PLR2004 - ASCII ends here
                sample = block[max(0, first - 64) :] + stream.read(HEAD_BYTES)
                return sniff_encoding(sample)
    return "utf-8"


class Utf8Stream(io.RawIOBase):
    """A part's bytes as valid UTF-8 without a byte order mark.

    What cannot be read becomes U+FFFD; each line where that happened is noted.
    """

    def __init__(self, part: Part, encoding: str, notes: Notes) -> None:
        self._stream = part.open()
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._mark = "\ufffd".encode(encoding) if encoding.startswith("utf-8") else b""
        self._notes = notes
        self._line = 1
        self._ready = b""
        self._is_done = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(cast("bytearray", buffer))
        while not self._ready and not self._is_done:
            self._fill()
        block = self._ready[: len(view)]
        self._ready = self._ready[len(block) :]
        view[: len(block)] = block
        return len(block)

    def _fill(self) -> None:
        raw = self._stream.read(BLOCK_BYTES)
        self._is_done = not raw
        text = self._decoder.decode(raw, final=self._is_done)
        if "\ufffd" in text:
            self._note(text, raw)
        self._line += text.count("\n")
        self._ready = text.encode("utf-8", "replace")

    def _note(self, text: str, raw: bytes) -> None:
        there_before = raw.count(self._mark) if self._mark else 0
        if text.count("\ufffd") <= there_before:
            return
        line = self._line
        for piece in text.split("\n"):
            if "\ufffd" in piece:
                self._notes.add(line, f"{REPLACED} ({self._encoding})", kind=REPLACED)
            line += 1

    def close(self) -> None:
        """Close what is read from, too."""
        self._stream.close()
        super().close()


def open_utf8(part: Part, notes: Notes) -> BinaryIO:
    """The part as buffered UTF-8 bytes."""
    return cast(
        "BinaryIO", io.BufferedReader(Utf8Stream(part, encoding_of(part), notes), BLOCK_BYTES)
    )


def open_text(part: Part, notes: Notes) -> TextIO:
    """The part as text, line ends as they are."""
    return io.TextIOWrapper(cast("io.BufferedReader", open_utf8(part, notes)), "utf-8", newline="")


def sample_text(part: Part) -> str:
    """The first 64 KiB as text, without a character cut in two at its end."""
    encoding = encoding_of(part)
    return codecs.getincrementaldecoder(encoding)("replace").decode(part.head)
