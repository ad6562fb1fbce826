"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Pay into GB33 BUKB 2020 1555 5555 55 please", ("GB33 BUKB 2020 1555 5555 55",)),
    ("IBAN: DE89370400440532013000.", ("DE89370400440532013000",)),
    ("fr14 2004 1010 0505 0001 3m02 606 thanks", ("fr14 2004 1010 0505 0001 3m02 606",)),
    ("NL91ABNA0417164300", ("NL91ABNA0417164300",)),
    ("Pay into GB33 BUKB 2020 1555 5555 56 please", ()),
    ("Order GB12 3456 7890 1234 5678 90 has shipped", ()),
    ("https://t.co/ab12CDEF34", ()),
)
