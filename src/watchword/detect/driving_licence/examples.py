"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Licence MORGA753116SM9IJ was handed in", ("MORGA753116SM9IJ",)),
    ("MORGA 753116 SM9IJ 35", ("MORGA 753116 SM9IJ",)),
    ("FOX99 605129 A99XY", ("FOX99 605129 A99XY",)),
    ("my driver's license is D1234567", ("D1234567",)),
    ("driving licence number: 12345678.", ("12345678",)),
    ("D123-4567-8901 is my driver’s license", ("D123-4567-8901",)),
    ("Führerscheinnummer: B072RRE2155", ("B072RRE2155",)),
    ("Permis de conduire n° 911091204071", ("911091204071",)),
    ("DL# S530460189790", ("S530460189790",)),
    ("Licence MORGA799116SM9IJ was handed in", ()),
    ("Licence MORGA713116SM9IJ was handed in", ()),
    ("M9RGA753116SM9IJ", ()),
    ("Renew your driving licence in 10 minutes", ()),
    ("Driving licence: 2024-06-30", ()),
    ("Your driving licence runs out. Ring 01632960123", ()),
    ("DL 12345678", ()),
    ("D1234567", ()),
    ("The DL2 road is closed", ()),
)
