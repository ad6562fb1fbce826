"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hi Sam, we refunded 4539 1488 0343 6467, allow 3 days.", ("4539 1488 0343 6467",)),
    ("card 4539-1488-0343-6467", ("4539-1488-0343-6467",)),
    ("it is 4539148803436467.", ("4539148803436467",)),
    ("Amex 3714 496353 98440", ()),
    ("Parcel 4539 1488 0343 6468 left the depot.", ()),
    ("Try 4111 1111 1111 1111 in the sandbox", ()),
    ("Ring us on 0800 123 4567 until 6pm", ()),
    ("0000 0000 0000 0000", ()),
    ("id 45391488034364671234567", ()),
)
