"""What the ledger remembers of each import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

Account = tuple[str, str]
"""Channel and name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where rows come from.

    Attributes:
        name: The file's name, for people.
        sha256: Of its bytes, hexadecimal; "" when there was no file.
        format: What it was recognised as, for people.
        match: Which column is what, and what was said beside the file (zone, account), for
            people. The same file with the same match is the same import.
        original: The file, of which a copy is to be kept as evidence; None to keep none.
    """

    name: str
    sha256: str = ""
    format: str = ""
    match: str = ""
    original: Path | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many rows of an import the ledger did not know, knew otherwise, and knew."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            new=self.new + other.new,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """Rows that were added together, and that ``undo`` takes out together.

    Attributes:
        number: From 1, in the order of imports; never used again.
        when: When it was made (UTC).
        source: Where it came from.
        accounts: The accounts that it says something of, sorted.
        posts: Counts of posts; one is updated when any column differs.
        snapshots: Counts of numbers of posts; an updated one is a correction.
        audience: Counts of numbers of accounts.
        undone: When it was undone (UTC); None while it is in force.
        is_repeat: Whether the ledger held the same file, read in the same way, already, so
            that nothing was added: the number is that of the earlier import.
    """

    number: int
    when: datetime
    source: Source
    accounts: tuple[Account, ...]
    posts: Counts = Counts()
    snapshots: Counts = Counts()
    audience: Counts = Counts()
    undone: datetime | None = None
    is_repeat: bool = False


def import_as_json(one: Import) -> dict[str, Any]:
    """An import as ``ledger.json`` holds it."""
    record = asdict(one)
    del record["is_repeat"], record["source"]["original"]
    record["when"] = one.when.isoformat()
    record["undone"] = one.undone.isoformat() if one.undone else None
    return record


def import_from_json(record: Mapping[str, Any]) -> Import:
    """An import that ``ledger.json`` holds.

    Raises:
        KeyError, TypeError, ValueError: It is damaged.
    """
    return Import(
        number=int(record["number"]),
        when=datetime.fromisoformat(record["when"]),
        source=Source(**record["source"]),
        accounts=tuple((channel, name) for channel, name in record["accounts"]),
        undone=datetime.fromisoformat(record["undone"]) if record["undone"] else None,
        posts=Counts(**record["posts"]),
        snapshots=Counts(**record["snapshots"]),
        audience=Counts(**record["audience"]),
    )
