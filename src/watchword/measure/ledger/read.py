"""The state read from its runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.base.errors import LedgerError
from watchword.measure.ledger.fold import folded, needed, plain_posts
from watchword.measure.ledger.merge import KEYS, merged
from watchword.measure.ledger.pieces import Pieces
from watchword.measure.ledger.stored import STORED, numbers_of, read_stored
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

Folders = Callable[[], Sequence[Path]]
"""Finds the folders of the runs: anew when a writer has settled them otherwise meanwhile."""

_BATCH_ROWS = 1 << 17
_TRIES = 10
_T = TypeVar("_T")


def steady(folders: Folders, opened: Callable[[Sequence[Path]], _T]) -> _T:
    """Open what the folders hold; again when a writer takes settled ones away meanwhile.

    Raises:
        LedgerError: They disappear as often as they are looked for.
    """
    for _ in range(_TRIES):
        try:
            return opened(folders())
        except FileNotFoundError as error:
            lost = error
    raise LedgerError(
        f"a file of the ledger disappears as often as it is looked for: {lost.filename or lost}",
        hint="is the folder being copied or synchronised just now? Try again after that",
        code="ledger-busy",
    ) from lost


def posts(folders: Folders, columns: Sequence[str]) -> pa.Table:
    """POSTS, sorted by channel, account, published and post."""
    order = ("channel", "account", "published", "post")
    wanted = needed([*order, *columns])
    pieces = steady(folders, lambda found: Pieces(found, "posts", wanted))
    schema = pa.schema([one for one in POSTS if one.name in wanted])
    parts = [schema.empty_table()]
    parts += [plain_posts(folded(piece)).select(schema.names) for piece in pieces]
    table = pa.concat_tables(parts)
    by = [(name, "ascending") for name in order]
    return table.select(columns).take(pc.sort_indices(table, by))


def known_posts(folders: Folders, wanted: pa.Array) -> pa.Table:
    """Number, key and publication of those of the posts that the ledger has, in any order."""
    columns = needed(["post", "channel", "account", "native_id", "published"])
    pieces = steady(
        folders, lambda found: Pieces(found, "posts", columns, places_of(found, wanted))
    )
    chosen = ([_of(part, wanted) for part in parts] for parts in pieces)
    parts = [plain_posts(folded(one)) for one in chosen]
    schema = pa.schema([one for one in POSTS if one.name in columns])
    return pa.concat_tables([schema.empty_table(), *parts])


def snapshots(
    folders: Folders,
    columns: Sequence[str],
    metrics: Sequence[str] | None,
    wanted: pa.Array | None,
) -> Iterator[pa.RecordBatch]:
    """Batches of SNAPSHOTS: see ``Ledger.snapshot_batches``."""
    schema = pa.schema([SNAPSHOTS.field(name) for name in columns])
    read = list(dict.fromkeys([*KEYS["snapshots"], *columns]))

    def opened(found: Sequence[Path]) -> Pieces:
        places = None if wanted is None else places_of(found, wanted)
        return Pieces(found, "snapshots", read, places)

    for parts in steady(folders, opened):
        chosen = [_measured(_of(part, wanted), metrics) for part in parts]
        table = merged(chosen, "snapshots").select(columns).cast(schema)
        if table.num_rows:
            yield from table.unify_dictionaries().combine_chunks().to_batches(_BATCH_ROWS)


def _of(part: pa.Table, wanted: pa.Array | None) -> pa.Table:
    if wanted is None:
        return part
    return part.filter(pc.is_in(part.column("post"), wanted))


def _measured(part: pa.Table, metrics: Sequence[str] | None) -> pa.Table:
    if metrics is None:
        return part
    wanted = pa.array(metrics, pa.string())
    chunks = part.column("metric").chunks
    chosen = [pc.is_in(chunk.dictionary, value_set=wanted) for chunk in chunks]
    if all(pc.all(names, min_count=0).as_py() for names in chosen):
        return part
    rows = [names.take(chunk.indices) for names, chunk in zip(chosen, chunks, strict=True)]
    return part.filter(pa.chunked_array(rows, pa.bool_()))


def places_of(folders: Sequence[Path], wanted: pa.Array) -> NDArray[np.int64]:
    """Sorted places of posts."""
    found = [np.zeros(0, np.int64)]
    for folder in folders:
        table = read_stored(folder, "posts", ["place", "post"])
        found.append(numbers_of(_of(table, wanted), "place"))
    return np.unique(np.concatenate(found))


def audience(folders: Folders) -> pa.Table:
    """AUDIENCE, sorted by its key."""
    parts = steady(folders, lambda found: [read_stored(one, "audience") for one in found])
    return merged([AUDIENCE.empty_table(), *parts], "audience").cast(AUDIENCE)


def history(folders: Folders, imports: Mapping[int, Path], post: int, metric: str) -> pa.Table:
    """SNAPSHOTS with ``import``, sorted by moment and import.

    Args:
        folders: Of the runs.
        imports: Folders by number.
        post: Number of the post.
        metric: The metric.
    """
    wanted = pa.array([post], pa.int64())
    places = steady(folders, lambda found: places_of(found, wanted))
    found = [SNAPSHOTS.append(pa.field("import", pa.int64())).empty_table()]
    for number, folder in imports.items():
        for (part,) in Pieces([folder], "snapshots", STORED["snapshots"].names, places):
            rows = _measured(_of(part, wanted), [metric]).select(SNAPSHOTS.names)
            numbers = pa.array(np.full(rows.num_rows, number))
            found.append(rows.append_column("import", numbers))
    table = pa.concat_tables(found).unify_dictionaries()
    return table.sort_by([("taken", "ascending"), ("import", "ascending")])
