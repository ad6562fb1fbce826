"""Settled runs: folds of neighbouring imports, so that reading need not fold them each time.

They are derived, named by what they were made of, and may be deleted at any time. A run is
merged with the one before it when that is not four times as large: so there are few runs,
and a small import rewrites small runs only.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from watchword.base.errors import LedgerError
from watchword.measure.ledger.fold import folded
from watchword.measure.ledger.merge import merged
from watchword.measure.ledger.pieces import Pieces
from watchword.measure.ledger.state import SETTLED, Held, State, import_folder, sync_folder
from watchword.measure.ledger.stored import STORED, file_in, read_stored, write_stored

_RATIO = 4
_FILES = 16
"""The most files merged at once."""
_TEMPORARY = ".new-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Neighbouring imports in force, as one folder of files: an import's own, or a settled one.

    Attributes:
        held: The imports.
        folder: With their fold.
    """

    held: tuple[Held, ...]
    folder: Path

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(file_in(self.folder, kind).stat().st_size for kind in STORED)


def runs_of(ledger: Path, state: State) -> list[Run]:
    """The fewest folders whose fold is the state, in order."""
    settled = _settled(ledger)
    runs: list[Run] = []
    start = 0
    in_force = state.in_force
    while start < len(in_force):
        run = _longest(in_force[start:], settled) or _own_run(ledger, in_force[start])
        runs.append(run)
        start += len(run.held)
    return runs


def _own_run(ledger: Path, held: Held) -> Run:
    """An import as a run of one."""
    folder = import_folder(ledger, held.made.number)
    if not all(file_in(folder, kind).is_file() for kind in STORED):
        raise LedgerError(
            f"the ledger {str(ledger)!r} lacks files of its import {held.made.number}",
            hint=f"restore the folder {str(folder)!r} from a backup, or undo import "
            f"{held.made.number}",
            code="ledger-incomplete",
        )
    return Run(held=(held,), folder=folder)


def _settled(ledger: Path) -> dict[int, list[tuple[int, Path]]]:
    """Settled runs by first import: last import and folder, longest first."""
    found: dict[int, list[tuple[int, Path]]] = {}
    folder = ledger / SETTLED
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    for name in sorted(names, reverse=True):
        first, _, rest = name.partition("-")
        last = rest.partition("-")[0]
        if first.isdigit() and last.isdigit():
            found.setdefault(int(first), []).append((int(last), folder / name))
    return found


def _longest(held: Sequence[Held], settled: dict[int, list[tuple[int, Path]]]) -> Run | None:
    for last, folder in settled.get(held[0].made.number, ()):
        covered = tuple(one for one in held if one.made.number <= last)
        if folder.name == _name(covered):
            return Run(held=covered, folder=folder)
    return None


def _name(held: Sequence[Held]) -> str:
    digest = sha256(
        "\n".join(repr(sorted(one.digests.items())) for one in held).encode()
    ).hexdigest()
    return f"{held[0].made.number:06}-{held[-1].made.number:06}-{digest[:16]}"


def settle(ledger: Path, state: State) -> None:
    """Settle what can be settled, after a change.

    The change is in force by now: a disk without room for a second copy only makes reading
    slower, and damaged files are named by whoever reads them.
    """
    with suppress(OSError, LedgerError):
        _settle(ledger, state)


def _settle(ledger: Path, state: State) -> None:
    """Merge runs until there are few, and take away those that are no longer used."""
    groups: list[list[Run]] = []
    for run in runs_of(ledger, state):
        groups.append([run])
        while len(groups) > 1 and _size(groups[-2]) < _RATIO * _size(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    (ledger / SETTLED).mkdir(exist_ok=True)
    _clean(ledger, [run.folder for group in groups for run in group])
    settled = [_merge(ledger, group) for group in groups]
    _clean(ledger, [run.folder for run in settled])


def _size(runs: Sequence[Run]) -> int:
    return sum(run.size for run in runs)


def _clean(ledger: Path, used: Sequence[Path]) -> None:
    for folder in (ledger / SETTLED).iterdir():
        if folder not in used:
            shutil.rmtree(folder, ignore_errors=True)


def _merge(ledger: Path, runs: Sequence[Run]) -> Run:
    """One run for several; several times over where they are many."""
    while len(runs) > _FILES:
        starts = range(0, len(runs), _FILES)
        runs = [_merge(ledger, runs[start : start + _FILES]) for start in starts]
    if len(runs) == 1:
        return runs[0]
    held = tuple(one for run in runs for one in run.held)
    folder = ledger / SETTLED / _name(held)
    if not folder.is_dir():
        temporary = folder.with_name(_TEMPORARY + folder.name)
        temporary.mkdir()
        write_fold(temporary, [run.folder for run in runs])
        temporary.rename(folder)
        sync_folder(folder.parent)
    return Run(held=held, folder=folder)


def write_fold(target: Path, folders: Sequence[Path]) -> None:
    """Write the fold of imports or runs, given in order, into a folder."""
    for kind in STORED:
        write_stored(file_in(target, kind), kind, fold_of(folders, kind))
    sync_folder(target)


def fold_of(folders: Sequence[Path], kind: str) -> Iterator[pa.Table]:
    """The fold of files of a kind, piece by piece."""
    if kind == "audience":
        yield merged([read_stored(one, kind) for one in folders], kind)
        return
    for parts in Pieces(folders, kind, STORED[kind].names):
        yield folded(parts) if kind == "posts" else merged(parts, kind)
