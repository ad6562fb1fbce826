"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Her passport number is 925665416", ("925665416",)),
    ("passport no: AB1234567.", ("AB1234567",)),
    ("My passport (UK): 925665416", ("925665416",)),
    ("passport's number is 925665416", ("925665416",)),
    ("925665416 is my British passport", ("925665416",)),
    ("PASSPORT#925665416", ("925665416",)),
    ("Reisepass Nr. C01X00T47", ("C01X00T47",)),
    ("Reisepassnummer CFGHJ2T41", ("CFGHJ2T41",)),
    ("numéro de passeport : 12AB34567, passeport n° 08CH12345", ("12AB34567", "08CH12345")),
    (
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10",),
    ),
    (
        "P<D<<MUSTERMANN<<ERIKA\nC01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4",
        ("C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4",),
    ),
    ("Renew your passport by 2027", ()),
    ("Passport: 20240101", ()),
    ("Passport to the stars opens at 10", ()),
    ("Passport office: 0300 222 0000", ()),
    ("925665416", ()),
    ("We issued passports to 1234567 people", ()),
    ("L898902C37UTO7408122F1204159ZE184226B<<<<<10", ()),
    ("L898902C36UTO7408122F1204159ZE184226B<<<<<11", ()),
)
