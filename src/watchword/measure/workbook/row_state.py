"""What a row of the workbook said when it was exported, carried in the row itself.

So it is still there after a spreadsheet has sorted the rows, left some out, dropped the other
sheets or saved the sheet as CSV.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from watchword.base.errors import OutputError
from watchword.measure.workbook.same import folded, is_damaged

VERSION = "w1"
LONGEST_VALUE = 60
"""Characters of a value that is carried as it is; of longer ones a digest is."""
LONGEST_STATE = 32_000
"""Characters; a cell holds 32,767 (Excel specifications and limits, 2026-11)."""
_DIGEST = "#:"
"""Before digests: of the value, and of what an old character set leaves of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RowState:
    """A row as it was exported; a cell that was empty is left out.

    Attributes:
        details: Details that people choose, by name.
        own: The organisation's own columns, by name.
        filled: What Watchword had filled in, by name of the column.
    """

    details: Mapping[str, str]
    own: Mapping[str, str]
    filled: Mapping[str, str]


def carried(value: str) -> str:
    """A value as the state carries it: itself, or two digests of a long one."""
    if len(value) <= LONGEST_VALUE and not value.startswith(_DIGEST):
        return value
    return f"{_DIGEST}{_digest(value)}.{_digest(folded(value))}"


def is_digest(value: str) -> bool:
    """Whether a carried value is a digest."""
    return value.startswith(_DIGEST)


def is_carried(before: str, value: str) -> bool:
    """Whether digests are of this value, or of one that lost its special characters since."""
    if carried(value) == before:
        return True
    return is_damaged(value) and before.endswith("." + _digest(folded(value)))


def _digest(value: str) -> str:
    return blake2b(" ".join(value.split()).encode(), digest_size=6).hexdigest()


def render_state(mark: str, state: RowState) -> str:
    """The state as one cell: version, check over post and state, JSON.

    Raises:
        OutputError: The row has more own columns than a cell can tell of.
    """
    record = {"d": dict(state.details), "o": dict(state.own), "f": dict(state.filled)}
    # all in ASCII, which no character set damages
    text = json.dumps(record, separators=(",", ":"), sort_keys=True)
    if len(text) > LONGEST_STATE:
        raise OutputError(
            f"the post {mark} has too many columns of your own for one row of a workbook",
            hint="export fewer metrics, or take some own columns out of the ledger",
        )
    return f"{VERSION} {_check(mark, text)} {text}"


def read_state(mark: str, cell: str) -> RowState | None:
    """The state of a row, or None where the cell does not hold the state of this post."""
    version, _, rest = cell.partition(" ")
    check, _, text = rest.partition(" ")
    if version != VERSION or check != _check(mark, text):
        return None
    record = json.loads(text)
    return RowState(details=record["d"], own=record["o"], filled=record["f"])


def _check(mark: str, text: str) -> str:
    return blake2b(f"{mark} {text}".encode(), digest_size=5).hexdigest()
