"""The digest that ties each entry to the one before; needs no Django, so that anyone can check it.

The digest is SHA-256 over the JSON of the entry without its digest: keys sorted, no spaces,
UTF-8, times as ``2026-11-02T09:30:00.000000Z``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

FIRST = "0" * 64
FIELDS = (
    "number",
    "at",
    "who",
    "name",
    "deed",
    "subject",
    "title",
    "edition",
    "before",
    "after",
    "previous",
)


def written_time(at: datetime) -> str:
    """A moment as an entry's JSON has it: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of(entry: Mapping[str, object]) -> str:
    """The digest of an entry given by field; ``at`` is written as :func:`written_time` does."""
    held = {name: entry[name] for name in FIELDS}
    packed = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def breaks(
    entries: Iterable[Mapping[str, object]], previous: str = FIRST, number: int = 0
) -> Iterable[str]:
    """Where a chain of entries is broken, in words; nothing when it is whole.

    Args:
        entries: Entries by field, in order of number.
        previous: Digest of the entry before the first.
        number: Number of the entry before the first.
    """
    for entry in entries:
        number += 1
        if entry["number"] != number:
            yield f"entry {number} is missing; entry {entry['number']} stands in its place"
            number = int(str(entry["number"]))
        if entry["previous"] != previous:
            yield f"entry {number} does not follow the entry before it"
        if digest_of(entry) != entry["digest"]:
            yield f"entry {number} was changed after it was written"
        previous = str(entry["digest"])
