"""Chunks: thousands of posts joined to one text, so that one call searches them all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

ROWS = 8192
"""Posts in a chunk: enough to forget the cost of a call, few enough for the cache."""

BYTES = 16 << 20
"""Most bytes of a chunk, unless one post alone has more."""

_NEWLINES = pa.array(range(ROWS + 1), pa.int64())


class Chunk(NamedTuple):
    """Posts joined to one text.

    Attributes:
        first: Number of its first post in the batch.
        joined: The posts in UTF-8, each between two newlines.
        starts: Where each post starts in ``joined``, in bytes, and one past the last.
        texts: The posts as Arrow has them, where they come from there.
    """

    first: int
    joined: bytes
    starts: list[int]
    texts: pa.Array | None = None

    def __len__(self) -> int:
        """How many posts it holds."""
        return len(self.starts) - 1

    def raw(self, row: int) -> bytes:
        """One post."""
        return self.joined[self.starts[row] : self.starts[row + 1] - 1]

    def row(self, place: int, least: int = 0) -> int:
        """The row that holds a byte, or that the newline after it belongs to.

        Args:
            place: Offset of the byte.
            least: A row that it is known not to stand before.
        """
        return bisect_right(self.starts, place, least) - 1

    def beyond_ascii(self) -> list[int]:
        """The rows that hold a letter beyond ASCII."""
        if self.texts is None:
            return [row for row in range(len(self)) if not self.raw(row).isascii()]
        rows: list[int] = pc.indices_nonzero(pc.invert(pc.string_is_ascii(self.texts))).to_pylist()
        return rows


def chunk_of(raws: list[bytes], first: int = 0) -> Chunk:
    """Posts in UTF-8 as a chunk."""
    starts = list(accumulate((len(raw) + 1 for raw in raws), initial=1))
    return Chunk(first, b"\n" + b"".join(raw + b"\n" for raw in raws), starts)


def chunks_of(texts: pa.Array) -> Iterator[Chunk]:
    """A column of strings without nulls, chunk by chunk.

    Args:
        texts: The column.
    """
    for first in range(0, len(texts), ROWS):
        yield from _bounded(texts.slice(first, ROWS), first)


def _bounded(texts: pa.Array, first: int) -> Iterator[Chunk]:
    is_large = pa.types.is_large_string(texts.type)
    kind = pa.int64() if is_large else pa.int32()
    ends = pa.Array.from_buffers(kind, len(texts) + 1, [None, texts.buffers()[1]], 0, texts.offset)
    before = ends[0].as_py()
    if len(texts) > 1 and ends[-1].as_py() - before > BYTES:
        half = len(texts) // 2
        yield from _bounded(texts.slice(0, half), first)
        yield from _bounded(texts.slice(half), first + half)
        return
    # few enough bytes for a string's short offsets, the only ones that can be joined
    short = pc.cast(texts, pa.string()) if is_large else texts
    whole = pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), short)
    body = pc.binary_join(whole, "\n")[0].as_buffer()
    # each post stands after as many newlines as posts before it, and one more
    starts = pc.add(pc.add(ends, _NEWLINES.slice(0, len(ends))), 1 - before)
    yield Chunk(first, b"".join((b"\n", body, b"\n")), starts.to_pylist(), short)
