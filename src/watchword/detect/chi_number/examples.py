"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Your CHI number is 010190 1003, please confirm", ("010190 1003",)),
    ("patient 0101901003 is back on the ward", ("0101901003",)),
    ("CHI 010190-1003.", ("010190-1003",)),
    ("CHI 20240612 0101901003", ("0101901003",)),
    ("CHI 01 01 90 1003", ("01 01 90 1003",)),
    ("CHI: 010 190 1003", ("010 190 1003",)),
    ("CHI 010190\u00a01003", ("010190\u00a01003",)),
    ("Order 0101901003 has shipped", ()),
    ("Your CHI number is 010190 1004, please confirm", ()),
    ("CHI 991390 1003", ()),
    ("CHI 310290 1018", ()),
    ("The clinic's line is 0131 496 0000", ()),
)
