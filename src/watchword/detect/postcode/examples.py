"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("She lives near PH1 5TJ.", ("PH1 5TJ",)),
    ("Write to SW1A 1AA or EC1A 1BB", ("SW1A 1AA", "EC1A 1BB")),
    ("M11AE is enough", ("M11AE",)),
    ("our postcode is dn55 1pt", ("dn55 1pt",)),
    ("My zip code is 90210", ("90210",)),
    ("ZIP: 20500-0003", ("20500-0003",)),
    ("PLZ 10115 Berlin", ("10115",)),
    ("code postal : 75001", ("75001",)),
    ("postal code K1A 0B1", ("K1A 0B1",)),
    ("Eircode: A65 F4E2", ("A65 F4E2",)),
    ("kod pocztowy 00-950", ("00-950",)),
    ("The Galaxy S3 4GB model", ()),
    ("Area ZZ1 5TJ does not exist", ()),
    ("Row A12 3CD", ()),
    ("90210 was a series", ()),
    ("G20 4th summit", ()),
    ("sector b1 2ab of the map", ()),
    ("zip up your jacket at 12000 feet", ()),
)
