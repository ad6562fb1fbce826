"""The dated table of what each channel allows, read from ``limits.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from watchword.channels.units import Unit

TABLE = Path(__file__).with_name("limits.csv")

TEXT = "text"
"""The limit on what a post says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """One thing that a channel limits.

    Attributes:
        channel: The channel's name.
        what: What is limited: ``text``, ``hashtags``, ``alt text``, ``pictures``...
        number: The most that is allowed, in the unit.
        unit: What is counted.
        free: What does not count, or counts otherwise; "" for nothing.
        since: First day of the limit; None when not known.
        source: Where it is written.
        checked: When the source was last read.
        verified: Whether the source was read; False where the row is from memory.
    """

    channel: str
    what: str
    number: int
    unit: Unit
    free: str
    since: date | None
    source: str
    checked: date
    verified: bool


@cache
def limit_table() -> Mapping[str, tuple[Limit, ...]]:
    """All limits by channel."""
    found: dict[str, list[Limit]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["channel"], []).append(_limit(row))
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})


def _limit(row: Mapping[str, str]) -> Limit:
    return Limit(
        channel=row["channel"],
        what=row["what"],
        number=int(row["limit"]),
        unit=Unit(row["unit"]),
        free=row["free"],
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        source=row["source"],
        checked=date.fromisoformat(row["checked"]),
        verified=row["verified"] == "yes",
    )
