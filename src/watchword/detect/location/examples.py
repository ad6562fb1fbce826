"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "I'm at Harbour Cafe on Quay Street right now, come by",
        ("I'm at Harbour Cafe on Quay Street right now",),
    ),
    ("Just arrived at Perth Royal Infirmary!", ("Just arrived at Perth Royal Infirmary",)),
    ("checked in at The Grand Hotel.", ("checked in at The Grand Hotel",)),
    ("Right now we're at Platform 4", ("Right now we're at Platform 4",)),
    ("She is in ward 12 and well", ("ward 12",)),
    ("He's now in room B12", ("room B12",)),
    ("find me https://maps.app.goo.gl/abc123.", ("https://maps.app.goo.gl/abc123",)),
    ("Currently at Central Park", ("Currently at Central Park",)),
    ("I'm at work right now", ()),
    ("We are in this together now", ()),
    ("The ward has 12 beds", ()),
    ("Just arrived at the answer", ()),
    ("Room 12 was redecorated last year", ()),
    ("Check in at reception first", ()),
)
