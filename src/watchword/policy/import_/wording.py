"""The wording that tells duties from advice, names from words, and sentences from abbreviations."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

WORDING = Path(__file__).parent / "wording.csv"
"""Columns: kind, words. The words are RE2 fragments where they go into a pattern."""


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, in the order of the table."""
    with WORDING.open(encoding="utf-8", newline="") as file:
        return tuple(row["words"] for row in csv.DictReader(file) if row["kind"] == kind)


def any_of(kind: str) -> str:
    """A pattern for any of the words of a kind."""
    return f"(?:{'|'.join(words(kind))})"


def people() -> str:
    """A pattern for the people whom a duty is for."""
    return f"(?:{any_of('people-before')} )*{any_of('people')}"
