"""What a ledger remembers of each import, and of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT = 1
"""Version of the folder's layout; a newer one is refused."""

Account = tuple[str, str]
"""Channel and name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where an import comes from.

    Attributes:
        name: Name of the file, for people.
        sha256: Of its bytes, hexadecimal; "" for what came otherwise.
        format: What it was recognised as, for people.
        match: Which column is what, for people; with the file's digest it tells an import
            that was made before.
        original: The file, to be kept as evidence; None when there is none.
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
    """One import.

    Attributes:
        number: From 1, in the order of imports.
        when: When it was made (UTC).
        source: Where it came from.
        accounts: The accounts that it says something of.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What ``ledger.json`` holds: the one file whose replacing makes a change count.

    Attributes:
        last: The highest number that an import ever had.
        imports: All imports, those undone as well, in order.
        settings: Currency, zones, kept mappings: what the ledger's owner chose once.
    """

    last: int = 0
    imports: tuple[Import, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def in_force(self) -> tuple[Import, ...]:
        """The imports that count."""
        return tuple(one for one in self.imports if one.undone is None)

    def with_import(self, one: Import) -> State:
        """With one more import."""
        return replace(self, last=one.number, imports=(*self.imports, one))


def as_json(state: State) -> dict[str, Any]:
    """The state as ``ledger.json`` holds it."""
    return {
        "format": FORMAT,
        "last": state.last,
        "settings": dict(state.settings),
        "imports": [_import_as_json(one) for one in state.imports],
    }


def _import_as_json(one: Import) -> dict[str, Any]:
    record = asdict(one)
    del record["is_repeat"]
    record["source"].pop("original")
    record["when"] = one.when.isoformat()
    record["undone"] = one.undone.isoformat() if one.undone else None
    return record


def from_json(record: Mapping[str, Any]) -> State:
    """The state that ``ledger.json`` holds.

    Raises:
        KeyError, TypeError, ValueError: It is damaged.
    """
    return State(
        last=int(record["last"]),
        settings=dict(record["settings"]),
        imports=tuple(map(_import_from_json, record["imports"])),
    )


def _import_from_json(record: Mapping[str, Any]) -> Import:
    return Import(
        number=int(record["number"]),
        when=datetime.fromisoformat(record["when"]),
        source=Source(**record["source"]),
        accounts=tuple((channel, name) for channel, name in record["accounts"]),
        posts=Counts(**record["posts"]),
        snapshots=Counts(**record["snapshots"]),
        audience=Counts(**record["audience"]),
        undone=datetime.fromisoformat(record["undone"]) if record["undone"] else None,
    )
