"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("She lives at 12 High Street, Perth PH1 5TJ.", ("12 High Street, Perth PH1 5TJ",)),
    ("Flat 3, 27b Acacia Avenue is empty", ("Flat 3, 27b Acacia Avenue",)),
    ("Send it to 1121 New Creek Road", ("1121 New Creek Road",)),
    (
        "742 Evergreen Terrace\nApt. 4\nSpringfield, OR 97403",
        ("742 Evergreen Terrace\nApt. 4\nSpringfield, OR 97403",),
    ),
    ("12 Mill Court, Apt 5 is hers", ("12 Mill Court, Apt 5",)),
    ("Rose Cottage, Church Lane, Otley LS21 3AB", ("Rose Cottage, Church Lane, Otley LS21 3AB",)),
    ("Er wohnt Lindenstraße 5, 10115 Berlin.", ("Lindenstraße 5, 10115 Berlin",)),
    ("Hauptstr. 7a ist frei", ("Hauptstr. 7a",)),
    ("au 12 bis rue de la Gare, 75001 Paris", ("12 bis rue de la Gare, 75001 Paris",)),
    ("Vive en Calle Mayor, 15, 28013 Madrid", ("Calle Mayor, 15, 28013 Madrid",)),
    ("Abito in Via Roma 12, 00184 Roma", ("Via Roma 12, 00184 Roma",)),
    ("Dorpsstraat 12, 1234 AB Utrecht", ("Dorpsstraat 12, 1234 AB Utrecht",)),
    ("Rua das Flores 45, Porto", ("Rua das Flores 45, Porto",)),
    ("ul. Długa 5/7, 00-950 Warszawa", ("ul. Długa 5/7, 00-950 Warszawa",)),
    ("P.O. Box 108, Inverness IV1 1AA", ("P.O. Box 108, Inverness IV1 1AA",)),
    ("i live at 12 acacia avenue", ("12 acacia avenue",)),
    ("Take 2 tablets on the way", ()),
    ("It is a 2 way street", ()),
    ("10 Green Park benches for all", ()),
    ("5 Star Drive Thru", ()),
    ("In 2013 Wall Street recovered", ()),
    ("Via Reuters 5 people were hurt", ()),
    ("On May 20, 2013 Moore was hit", ()),
    ("We need 100 Volunteers for the road race", ()),
    ("Windows 10 is slow", ()),
)
