"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Your CHI number is 010190 1003, please confirm", ("010190 1003",)),
    ("patient 0101901003 is back on the ward", ("0101901003",)),
    ("CHI 010190-1003.", ("010190-1003",)),
    ("Order 0101901003 has shipped", ()),
    ("Your CHI number is 010190 1004, please confirm", ()),
    ("CHI 991390 1003", ()),
)
