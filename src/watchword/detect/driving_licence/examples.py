"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Licence MORGA753116SM9IJ was handed in", ("MORGA753116SM9IJ",)),
    ("my driver's license is D1234567", ("D1234567",)),
    ("driving licence number: 12345678.", ("12345678",)),
    ("Licence MORGA799116SM9IJ was handed in", ()),
    ("Renew your driving licence in 10 minutes", ()),
    ("D1234567", ()),
    ("The DL2 road is closed", ()),
)
