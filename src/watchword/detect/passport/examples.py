"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Her passport number is 925665416", ("925665416",)),
    ("passport no: AB1234567.", ("AB1234567",)),
    ("Reisepass Nr. C01X00T47", ("C01X00T47",)),
    (
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10",),
    ),
    ("Renew your passport by 2027", ()),
    ("Passport to the stars opens at 10", ()),
    ("925665416", ()),
    ("L898902C37UTO7408122F1204159ZE184226B<<<<<10", ()),
)
