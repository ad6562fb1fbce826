"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("My SSN is 536-22-1234.", ("536-22-1234",)),
    ("536-22-1234", ("536-22-1234",)),
    ("social security 536221234", ("536221234",)),
    ("ssn: 536 22 1234", ("536 22 1234",)),
    ("my social is 536221234", ("536221234",)),
    ("follow us on social 536221234", ()),
    ("ssn 123-45-6789", ()),
    ("ssn 536-00-1234", ()),
    ("ssn 536-22-0000", ()),
    ("part 12-536-22-1234", ()),
    ("SSN 536\u201122\u20111234", ("536\u201122\u20111234",)),
    ("ITIN 912-70-1234", ()),
    ("order 536221234", ()),
    ("078-05-1120 was printed on wallets", ()),
    ("000-12-3456", ()),
    ("666-12-3456", ()),
    ("900-12-3456", ()),
    ("call 555-22-12345", ()),
)
