"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("He posted from 203.0.113.7 last night", ("203.0.113.7",)),
    ("See 198.51.100.23:8080.", ("198.51.100.23",)),
    ("Their address is 2001:db8::8a2e:370:7334.", ("2001:db8::8a2e:370:7334",)),
    (
        "from 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        ("2001:0db8:85a3:0000:0000:8a2e:0370:7334",),
    ),
    ("The server is 10.20.30.40", ("10.20.30.40",)),
    ("dns 1.1.1.1 is down", ("1.1.1.1",)),
    ("Two: 192.0.2.1, 192.0.2.2", ("192.0.2.1", "192.0.2.2")),
    ("Update to version 10.20.30.40 now", ()),
    ("Chrome v114.0.57.35 is out", ()),
    ("Read section 1.2.3.4 first", ()),
    ("Part 1.2.3.4.5 of the plan", ()),
    ("It was 300.1.2.3 then", ()),
    ("localhost 127.0.0.1", ()),
    ("We grew from 10.0.0.1 to 10.0.0.2", ()),
    ("Meet at 12:30:45", ()),
    ("use std::cin here", ()),
    ("Card aa:bb:cc:dd:ee:ff", ()),
)
