"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Her PAN is ABCPE1234F", ("ABCPE1234F",)),
    ("Send ABCPE1234F to the bank", ("ABCPE1234F",)),
    ("pan card: abcpe1234f.", ("abcpe1234f",)),
    ("The firm's PAN: ABCFE1234F", ("ABCFE1234F",)),
    ("ABCPE1234F, XYZPK9876Q", ("ABCPE1234F", "XYZPK9876Q")),
    ("Part ABCFE1234F is out of stock", ()),
    ("Her PAN is ABCDE1234F", ()),
    ("Her PAN is ABCPE0000F", ()),
    ("Write XXXPX1234X in the box", ()),
    ("GSTIN 27ABCPE1234F1Z5", ()),
    ("the code abcpe1234f works", ()),
    ("Link your PAN with Aadhaar", ()),
    ("https://example.org/ABCPE1234F", ()),
)
