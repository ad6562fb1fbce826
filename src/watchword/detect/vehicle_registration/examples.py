"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Blocked in by AB12 CDE again", ("AB12 CDE",)),
    ("The van AB12CDE was seen", ("AB12CDE",)),
    ("his car is sn69 xyz", ("sn69 xyz",)),
    ("Reg: A123 BCD", ("A123 BCD",)),
    ("number plate ABC 123D", ("ABC 123D",)),
    ("Kennzeichen B-AB 1234", ("B-AB 1234",)),
    ("plaque AA-123-AA", ("AA-123-AA",)),
    ("license plate ABC-1234", ("ABC-1234",)),
    ("matrícula 1234 BCD", ("1234 BCD",)),
    ("Model AB12CDE is sold out", ()),
    ("Form A123 BCD is due", ()),
    ("She lives at PH12 3AB", ()),
    ("IQ12 CDE cannot be issued", ()),
    ("AB01 CDE was never issued", ()),
    ("plates of ham and 12 eggs", ()),
)
