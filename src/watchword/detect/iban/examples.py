"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Pay into GB33 BUKB 2020 1555 5555 55 please", ("GB33 BUKB 2020 1555 5555 55",)),
    ("IBAN: DE89370400440532013000.", ("DE89370400440532013000",)),
    ("fr14 2004 1010 0505 0001 3m02 606 thanks", ("fr14 2004 1010 0505 0001 3m02 606",)),
    ("FR14 20041 01005 0500013M026 06", ("FR14 20041 01005 0500013M026 06",)),
    ("IT60 X 05428 11101 000000123456", ("IT60 X 05428 11101 000000123456",)),
    ("GE29 NB00 0000 0101 9049 17", ("GE29 NB00 0000 0101 9049 17",)),
    ("NL91ABNA0417164300", ("NL91ABNA0417164300",)),
    ("NO93-8601-1117-947", ("NO93-8601-1117-947",)),
    ("ref GB12 GB33 BUKB 2020 1555 5555 55", ("GB33 BUKB 2020 1555 5555 55",)),
    (
        "NL91 ABNA 0417 1643 00, BE68 5390 0754 7034",
        ("NL91 ABNA 0417 1643 00", "BE68 5390 0754 7034"),
    ),
    ("Pay into GB33 BUKB 2020 1555 5555 56 please", ()),
    ("Order GB12 3456 7890 1234 5678 90 has shipped", ()),
    ("Pay into GB33 BUKB 2020 1555 5555 55X please", ()),
    ("GB33  BUKB  2020 1555 5555 55", ()),
    ("Pay into XX33 BUKB 2020 1555 5555 55", ()),
    ("https://t.co/ab12CDEF34", ()),
    ("in mt26 they came here and were so glad to be home again", ()),
)
