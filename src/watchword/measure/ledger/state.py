"""``ledger.json``: which imports are in force. Replacing it is the one moment of every change."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from watchword.base.errors import LedgerError
from watchword.base.output import atomic
from watchword.measure.ledger.record import Import, import_as_json, import_from_json

FORMAT = 1
"""Version of the folder's layout; a newer one is refused."""

NAME = "ledger.json"
LOCK = "ledger.lock"
IMPORTS, FILES, SETTLED = "imports", "files", "settled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """An import and the files that it wrote.

    Attributes:
        made: The import.
        digests: SHA-256 of its files, by kind.
    """

    made: Import
    digests: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What a ledger says, by reference.

    Attributes:
        number: Of this state; every change makes the next.
        last: The highest number that an import ever had.
        imports: All imports, those undone as well, in order.
        settings: What the ledger's owner chose once: currency, zones, kept mappings.
    """

    number: int = 0
    last: int = 0
    imports: tuple[Held, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def in_force(self) -> tuple[Held, ...]:
        """The imports that count."""
        return tuple(one for one in self.imports if one.made.undone is None)


def import_folder(ledger: Path, number: int) -> Path:
    """Where an import's files lie."""
    return ledger / IMPORTS / f"{number:06}"


def read_state(folder: Path) -> State:
    """The newest state; an empty one where nothing was ever added.

    Raises:
        LedgerError: The folder is no ledger, is damaged, or was written by a newer version.
    """
    try:
        text = (folder / NAME).read_bytes()
    except FileNotFoundError:
        try:
            _require_empty(folder)
        except LedgerError:
            if (folder / NAME).is_file():  # another writer made it between the two looks
                return read_state(folder)
            raise
        return State()
    except NotADirectoryError:
        raise _no_ledger(f"{str(folder)!r} is a file, not the folder of a ledger") from None
    except OSError as error:
        raise LedgerError(
            f"the ledger {str(folder)!r} cannot be read: {(error.strerror or '').lower()}",
            code="ledger-unread",
        ) from None
    try:
        written = json.loads(text)
        version = int(written["format"])
        if version <= FORMAT:
            return _state(written)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, f"is damaged: {type(error).__name__} {error}") from None
    raise LedgerError(
        f"the ledger {str(folder)!r} is of version {version}, and this Watchword knows version "
        f"{FORMAT}",
        hint="use the newer Watchword that made it; nothing was changed",
        code="ledger-newer",
    )


def _state(written: Mapping[str, Any]) -> State:
    return State(
        number=int(written["state"]),
        last=int(written["last"]),
        settings=dict(written["settings"]),
        imports=tuple(
            Held(made=import_from_json(one), digests=dict(one["files"]))
            for one in written["imports"]
        ),
    )


def write_state(folder: Path, state: State) -> None:
    """Make a state the newest: from here on readers see it."""
    imports = [{**import_as_json(one.made), "files": one.digests} for one in state.imports]
    written = {
        "format": FORMAT,
        "state": state.number,
        "last": state.last,
        "settings": dict(state.settings),
        "imports": imports,
    }
    with atomic(folder / NAME) as file:
        file.write(json.dumps(written, indent=1, ensure_ascii=False).encode("utf-8", "replace"))
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make names in a folder last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _require_empty(folder: Path) -> None:
    """Refuse a folder that holds other things, or the rest of a ledger."""
    if not folder.is_dir():
        return
    names = {one.name for one in folder.iterdir() if not one.name.startswith(f".{NAME}.")}
    if names & {IMPORTS, FILES, SETTLED}:
        raise _damaged(folder, "is missing")
    if others := sorted(names - {LOCK}):
        raise _no_ledger(f"{str(folder)!r} is no ledger: it has no {NAME} and holds {others[0]!r}")


def _damaged(folder: Path, why: str) -> LedgerError:
    return LedgerError(
        f"{str(folder / NAME)!r} {why}",
        hint="restore this one file from a backup; the imports beside it are whole",
        code="ledger-damaged",
    )


def _no_ledger(message: str) -> LedgerError:
    return LedgerError(
        message,
        hint="name the folder of a ledger, an empty folder, or one to be made",
        code="ledger-folder",
    )
