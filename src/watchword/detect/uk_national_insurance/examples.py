"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("My NI number is QQ 12 34 56 C", ()),
    ("My NI number is AB 12 34 56 C", ("AB 12 34 56 C",)),
    ("NI AB\u00a012\u00a034\u00a056\u00a0C", ("AB\u00a012\u00a034\u00a056\u00a0C",)),
    ("AB-12-34-56-C", ("AB-12-34-56-C",)),
    ("NI AB.12.34.56.C", ("AB.12.34.56.C",)),
    ("payroll AB123456C", ("AB123456C",)),
    ("ni number ab123456c", ("ab123456c",)),
    ("file ab123456c attached", ()),
    ("GB 12 34 56 C", ()),
    ("Ref AB12 3456", ()),
    ("NI number OO 12 34 56 C", ()),
    ("NI number XAB123456C", ()),
    ("NI number AB123456C2", ()),
    ("AB 12 34 56 E", ()),
)
