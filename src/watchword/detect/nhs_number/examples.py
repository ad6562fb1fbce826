"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("NHS number 943 476 5919 for your records", ("943 476 5919",)),
    ("patient 9434765919 on the ward", ("9434765919",)),
    ("please quote 943 476 5919", ("943 476 5919",)),
    ("NHS no. 943-476-5919", ("943-476-5919",)),
    ("Send your NHS number (943\u00a0476\u00a05919)", ("943\u00a0476\u00a05919",)),
    ("Text us your NHS number: 943\u00a0476\u00a05919", ("943\u00a0476\u00a05919",)),
    ("H&C number 320 000 0015", ("320 000 0015",)),
    ("please quote 320 000 0015", ()),
    ("give us a shout 943.476.5919", ()),
    ("NHS number 943 476 5918 for your records", ()),
    ("Order 9434765919 has shipped", ()),
    ("Call 943 476 5919 now", ()),
    ("Sitsika contact-donations 403-734-5315", ()),
    ("NHS Jobs: +1 943 476 5919", ()),
    ("+943 476 5919", ()),
    ("H&C number 310 000 0013", ()),
    ("0800 123 4567", ()),
)
