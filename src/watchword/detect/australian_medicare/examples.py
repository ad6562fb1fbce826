"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Her Medicare card is 2123 45670 1", ("2123 45670 1",)),
    ("Medicare: 2428778132", ("2428778132",)),
    ("medicare no. 2123-45670-1/2.", ("2123-45670-1/2",)),
    ("2428 77813 2 on her Medicare card", ("2428 77813 2",)),
    ("Her Medicare card is 2123 45671 1", ()),
    ("Medicare helped 2123456 people", ()),
    ("Her number is 2123 45670 1", ()),
    ("Medicare: 1123 45670 1", ()),
    ("Medicare spent $2123456701", ()),
    ("Medicare: 2222 22220 1", ()),
    ("Medicare 21234567012345", ()),
)
