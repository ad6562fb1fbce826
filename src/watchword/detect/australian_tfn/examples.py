"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("My TFN is 123 456 782, keep it safe", ("123 456 782",)),
    ("tax file number: 876543210.", ("876543210",)),
    ("TFN 123-456-782", ("123-456-782",)),
    ("TFN 123456782 or 876 543 210", ("123456782", "876 543 210")),
    ("123 456 782 (her tax file no.)", ("123 456 782",)),
    ("An old TFN: 10 000 011", ()),
    ("An old TFN: 38 593 472", ("38 593 472",)),
    ("My TFN is 123 456 789", ()),
    ("ABN 123 456 782 on the invoice", ()),
    ("Never post your TFN", ()),
    ("TFN 000 000 000", ()),
    ("We got $123 456 782 after the TFN update", ()),
    ("Call 123 456 782 for a table", ()),
    ("TFN 1234567820", ()),
)
