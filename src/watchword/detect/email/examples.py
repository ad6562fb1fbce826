"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Write to jane.doe@example.org today.", ("jane.doe@example.org",)),
    ("O'Neil: sean.o'neil+trial@mail.example.co.uk.", ("sean.o'neil+trial@mail.example.co.uk",)),
    ("Zoë: zoë@exämple.de", ("zoë@exämple.de",)),
    ("jane@example.org.Then we left", ("jane@example.org",)),
    ("mailto:jane@example.com?subject=hi", ("jane@example.com",)),
    ("Sam: sam (at) example (dot) org", ("sam (at) example (dot) org",)),
    ("sam[at]example.org please", ("sam[at]example.org",)),
    ("That is jane.doe at example dot org", ("jane.doe at example dot org",)),
    ("Email me: info at example.org", ("info at example.org",)),
    ("a@example.org, b@example.org", ("a@example.org", "b@example.org")),
    ("Follow @jane@example.org in the fediverse", ()),
    ("Look at example dot com for more", ()),
    ("Use icon@2x.png in the banner", ()),
    ("Lunch @home. See you at noon.", ()),
    ("Clone https://deploy:x@example.org/repo", ()),
    ("We met jane at example.org headquarters", ()),
    ("Dinner @the.usual place", ()),
)
