"""Copies of the original files, so that a number can be followed to where it came from."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from watchword.base.errors import LedgerError
from watchword.base.output import atomic
from watchword.measure.ledger.record import Source
from watchword.measure.ledger.state import sync_folder

_PIECE = 1 << 20


def keep(folder: Path, source: Source) -> None:
    """Copy a source's original, if it names one, to ``SHA256.suffix``.

    Raises:
        LedgerError: The file cannot be read, or is no longer the one that was read.
    """
    if source.original is None or not source.sha256:
        return
    target = folder / f"{source.sha256}{source.original.suffix.lower()}"
    if target.exists():
        return
    digest = sha256()
    with _opened(source.original) as original, atomic(target) as file:
        while piece := original.read(_PIECE):
            digest.update(piece)
            file.write(piece)
        if digest.hexdigest() != source.sha256:
            raise LedgerError(
                f"{source.name} has changed while it was read",
                hint="import it again when nothing writes to it",
                code="ledger-changed-file",
            )
    sync_folder(folder)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise LedgerError(
            f"{str(path)!r} can no longer be read: {(error.strerror or str(error)).lower()}",
            hint="import it again when it is there; nothing was added",
            code="ledger-changed-file",
        ) from error
