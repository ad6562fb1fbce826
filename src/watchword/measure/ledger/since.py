"""Imports by mark, for those who keep something that was worked out from them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from watchword.measure.ledger import read
from watchword.measure.ledger.state import Held, State, import_folder
from watchword.measure.ledger.stored import file_in
from watchword.measure.schema import SNAPSHOTS

MOST = 64
"""Files that are opened at once."""

COLUMNS = ("post", "metric", "taken", "value", "definition")


def mark_of(held: Held) -> str:
    """An import by its number and what its files hold: the same mark, the same rows."""
    digest = sha256(repr(sorted(held.digests.items())).encode()).hexdigest()
    return f"{held.made.number:06}-{digest[:16]}"


def said_by(
    path: Path, state: State, marks: Sequence[str], metrics: Sequence[str]
) -> pa.Table | None:
    """Numbers that some imports state, those undone too; of a number the last that was said.

    Returns:
        ``COLUMNS`` of SNAPSHOTS, sorted by post, metric and moment account by account; None where
        the imports are not all there, or too many.
    """
    numbers = {mark_of(one): one.made.number for one in state.imports}
    folders = [import_folder(path, numbers[mark]) for mark in marks if mark in numbers]
    there = all(file_in(folder, "snapshots").is_file() for folder in folders)
    if not there or len(folders) < len(marks) or len(marks) > MOST:
        return None
    schema = pa.schema([SNAPSHOTS.field(name) for name in COLUMNS])
    if not folders:
        return schema.empty_table()
    batches = read.snapshots(lambda: folders, COLUMNS, metrics, None)
    return pa.Table.from_batches(batches, schema).unify_dictionaries()
