"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("NHS number 943 476 5919 for your records", ("943 476 5919",)),
    ("patient 9434765919 on the ward", ("9434765919",)),
    ("please quote 943-476-5919", ("943-476-5919",)),
    ("NHS number 943 476 5918 for your records", ()),
    ("Order 9434765919 has shipped", ()),
    ("Call 943 476 5919 now", ()),
    ("+943 476 5919", ()),
    ("0800 123 4567", ()),
)
