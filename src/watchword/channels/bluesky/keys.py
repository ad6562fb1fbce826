"""Keys of records: where a post stands in its account's repository, known before it is sent.

Source: AT Protocol specification, Timestamp Identifiers (TID), and ``tid`` record keys, read
2026-11-23: 13 signs that hold a bit 0, 53 bits of microseconds since 1970 and 10 bits that tell
clocks apart. A repository refuses a second record of the same key, so a key that follows from
the idempotency key makes a second post impossible.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
_LENGTH = 13
_EARLY_BITS = 50
"""2^50 microseconds end in September 2005: no post made elsewhere has such a key."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

FIRST_BY_TIME = _EPOCH + timedelta(microseconds=2**_EARLY_BITS)
"""Keys from here on say when they were made; those before follow from a key alone."""


def record_key(key: str, part: int, at: datetime | None) -> str:
    """The key of one part of a sending.

    Args:
        key: 64 hexadecimal digits that name the sending.
        part: Counted from 0; later parts sort after earlier ones.
        at: When the sending was decided, which is kept to the second, so that listings are in
            order of time; None leaves the time out.
    """
    drawn = int.from_bytes(hashlib.sha256(key.encode()).digest()[:16], "big")
    clock = hashlib.sha256(f"{key}:{part}".encode()).digest()
    if at is None:
        micro = drawn % (2**_EARLY_BITS - 1_000) + part
    else:
        micro = int(at.timestamp()) * 1_000_000 + drawn % 999_000 + part
    return _written(micro, int.from_bytes(clock[:2], "big") % 1_024)


def key_at(at: datetime) -> str:
    """The first key of a moment, for listings that begin there."""
    return _written((at - _EPOCH) // timedelta(microseconds=1), 0)


def time_of(record: str) -> datetime:
    """When a key says that it was made (UTC); 1970 for one that says nothing of the kind."""
    if len(record) != _LENGTH or any(sign not in _SIGNS for sign in record):
        return _EPOCH
    number = 0
    for sign in record:
        number = number << 5 | _SIGNS.index(sign)
    return _EPOCH + timedelta(microseconds=(number >> 10) % 2**53)


def _written(micro: int, clock: int) -> str:
    number = (micro % 2**53) << 10 | clock
    signs = []
    for _ in range(_LENGTH):
        signs.append(_SIGNS[number & 31])
        number >>= 5
    return "".join(reversed(signs))
