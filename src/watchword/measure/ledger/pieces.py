"""Files of several imports read side by side, piece by piece, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.ledger.cursor import Cursor, cuts

PIECE_ROWS = {"posts": 1 << 16, "snapshots": 1 << 20}
"""About how many rows are held at once."""


class Pieces:
    """Pieces of the files, in order of place.

    Files are opened at once, and stay readable although they be removed meanwhile.

    Args:
        folders: Of imports or settled runs, in order.
        kind: ``posts`` or ``snapshots``.
        columns: The columns wanted; the place is always given.
        places: Sorted; rows of other places may be left out. None for all.
        rows: About how many are held at once, if not as PIECE_ROWS.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        kind: str,
        columns: Sequence[str],
        places: NDArray[np.int64] | None = None,
        rows: int = 0,
    ) -> None:
        self._rows = rows or PIECE_ROWS[kind]
        self._places = places
        self._cursors: list[Cursor] = []
        with ExitStack() as opened:
            for folder in folders:
                cursor = Cursor(folder, kind, columns)
                opened.callback(cursor.close)
                self._cursors.append(cursor)
            self._opened = opened.pop_all()

    def __iter__(self) -> Iterator[list[pa.Table]]:
        """Rows of each file between two places, in the order of the files."""
        with self._opened:
            for end in cuts([cursor.bounds for cursor in self._cursors], self._rows):
                stop = end
                if self._places is not None:
                    wanted, self._places = np.split(self._places, [self._places.searchsorted(end)])
                    if not len(wanted):
                        continue
                    stop = int(wanted[-1]) + 1
                    for cursor in self._cursors:
                        cursor.skip_to(int(wanted[0]))
                parts = [cursor.take_below(stop) for cursor in self._cursors]
                if any(part.num_rows for part in parts):
                    yield parts
