"""Changing the ledger's folder: alone, from the newest state, and whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from watchword.base.errors import LedgerError
from watchword.measure.ledger import evidence, lock
from watchword.measure.ledger.count import counts_of
from watchword.measure.ledger.prepare import accounts_of
from watchword.measure.ledger.record import Import, Source
from watchword.measure.ledger.state import (
    FILES,
    IMPORTS,
    NAME,
    SETTLED,
    Held,
    State,
    digest_of,
    import_folder,
    read_state,
    sync_folder,
    write_state,
)
from watchword.measure.ledger.stored import STORED, file_in, write_stored

_NEW = ".new"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def writing(folder: Path, patience: float) -> Iterator[State]:
    """Hold the ledger against other writers; gives the newest state.

    What a writer left that was killed is taken away first.

    Raises:
        LedgerError: Another process has been writing for so many seconds, the folder is no
            ledger, or it cannot be written to, such as for a full disk.
    """
    read_state(folder)  # a folder that is no ledger is left alone
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with lock.held(folder, patience):
            state = read_state(folder)
            _make_ready(folder, state)
            try:
                yield state
            finally:
                shutil.rmtree(folder / IMPORTS / _NEW, ignore_errors=True)
    except OSError as error:
        is_full = error.errno in _FULL
        why = (error.strerror or str(error)).lower()
        raise LedgerError(
            f"the ledger {str(folder)!r} cannot be written: {why}",
            hint=("make room on the disk; " if is_full else "") + "the ledger is as it was before",
            code="ledger-full" if is_full else "ledger-unwritten",
        ) from error


def commit(folder: Path, state: State) -> State:
    """Put a state in force; gives it with its number."""
    numbered = replace(state, number=state.number + 1)
    write_state(folder, numbered)
    return numbered


def store(
    folder: Path,
    state: State,
    runs: Sequence[Path],
    tables: Mapping[str, pa.Table],
    source: Source,
    when: datetime,
) -> State:
    """Write an import beside its place, move it there whole, and put it in force.

    Args:
        folder: Of the ledger.
        state: In force.
        runs: Folders whose fold is the state.
        tables: As ``stored_tables``.
        source: Where they came from.
        when: Now.
    """
    new = folder / IMPORTS / _NEW
    new.mkdir()
    for kind in STORED:
        write_stored(file_in(new, kind), kind, [tables[kind]])
    sync_folder(new)
    counts = counts_of(runs, new)
    evidence.keep(folder / FILES, source)
    made = Import(
        number=state.last + 1,
        when=when,
        source=replace(source, original=None),
        accounts=accounts_of(tables["posts"], tables["audience"]),
        posts=counts["posts"],
        snapshots=counts["snapshots"],
        audience=counts["audience"],
    )
    digests = {kind: digest_of(file_in(new, kind)) for kind in STORED}
    new.rename(import_folder(folder, made.number))
    sync_folder(folder / IMPORTS)
    held = Held(made=made, digests=digests)
    return commit(folder, replace(state, last=made.number, imports=(*state.imports, held)))


def _make_ready(folder: Path, state: State) -> None:
    """Make the folders that are missing, and take away what a killed writer left."""
    if not (folder / NAME).exists():
        write_state(folder, state)
    for name in (IMPORTS, FILES, SETTLED):
        (folder / name).mkdir(exist_ok=True)
    for left in (*folder.glob(f".{NAME}.*"), *(folder / FILES).glob(".*")):
        left.unlink(missing_ok=True)
    shutil.rmtree(folder / IMPORTS / _NEW, ignore_errors=True)
    numbers = [int(one.name) for one in (folder / IMPORTS).iterdir() if one.name.isdigit()]
    if max(numbers, default=0) > state.last + 1:
        raise LedgerError(
            f"{str(folder / NAME)!r} is older than the imports beside it",
            hint=f"put back the {NAME} that belongs to them; nothing was changed",
            code="ledger-damaged",
        )
    if state.last + 1 in numbers:  # written, and never put in force
        shutil.rmtree(import_folder(folder, state.last + 1))
