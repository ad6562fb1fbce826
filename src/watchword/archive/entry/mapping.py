"""Mappings that a person has corrected, kept with the ledger for the same set of headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from watchword.archive.entry.asked import Asked
from watchword.archive.entry.match import Match
from watchword.archive.files.peek import Peek
from watchword.archive.readers.headers import whole


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptMapping:
    """What a person said about tables with one set of headers.

    Attributes:
        columns: Fact or metric to header.
        channel: The network; "" where the file says it.
        missing: Values that stand for "not observed".
    """

    columns: Mapping[str, str]
    channel: str = ""
    missing: tuple[float, ...] = ()

    def with_asked(self, asked: Asked) -> Asked:
        """What is asked now, and what was kept where nothing is asked."""
        return replace(
            asked,
            columns=asked.columns or self.columns,
            channel=asked.channel or self.channel,
            missing=asked.missing or self.missing,
        )

    def as_json(self) -> dict[str, object]:
        """As the ledger's settings hold it."""
        missing = list(self.missing)
        return {"columns": dict(self.columns), "channel": self.channel, "missing": missing}


def mapping_from(record: Mapping[str, object]) -> KeptMapping:
    """A mapping from the ledger's settings."""
    columns, missing = record.get("columns"), record.get("missing")
    return KeptMapping(
        columns={str(key): str(one) for key, one in columns.items()}
        if isinstance(columns, dict)
        else {},
        channel=str(record.get("channel") or ""),
        missing=tuple(map(float, missing)) if isinstance(missing, list) else (),
    )


def header_key(names: Sequence[str]) -> str:
    """What a set of headers is known by, whatever their order."""
    told = "\x1f".join(sorted({whole(name) for name in names if name.strip()}))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def keys_of(peek: Peek) -> Iterator[str]:
    """Keys of every row of a file that may be a header."""
    for table in peek.tables:
        for _, names in table.headers():
            yield header_key(names)


def keys_by_hand(match: Match, columns: Mapping[str, str]) -> list[str]:
    """Keys of the headers of a file that a mapping is to be kept for."""
    if not columns:
        return []
    return [header_key(one.matched.names) for one in match.posts]
