"""The characters that X's recognition of links, names and tags is made of.

Source: the character tables described with the official conformance cases of twitter-text
(version 3.1, 2020), here as ranges.
"""

from __future__ import annotations

import string

ASCII_ALNUM = frozenset(string.ascii_letters + string.digits)

INVALID = frozenset("\ufffe\ufeff\uffff")
"""Characters that make a post invalid."""

SPACES = (
    r"\x{9}-\x{d}\x{20}\x{85}\x{a0}\x{1680}\x{180e}\x{2000}-\x{200a}"
    r"\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
)
"""White space, as members of an RE2 class."""

DIRECTIONS = r"\x{61c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}"
"""Marks of writing direction, as members of an RE2 class."""

_LATIN = (
    (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x253, 0x254), (0x256, 0x257), (0x259, 0x259),
    (0x25B, 0x25B), (0x263, 0x263), (0x268, 0x268), (0x26F, 0x26F), (0x272, 0x272),
    (0x289, 0x289), (0x28B, 0x28B), (0x2BB, 0x2BB), (0x300, 0x36F), (0x1E00, 0x1EFF),
)  # fmt: skip

LATIN = frozenset(chr(code) for first, last in _LATIN for code in range(first, last + 1))
"""Accented Latin letters, and the accents themselves."""

LATIN_CLASS = "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in _LATIN)
"""The same as members of an RE2 class."""

NOT_IN_HOST = (
    r"\x{0}-\x{2c}\x{2e}\x{2f}\x{3a}-\x{40}\x{5b}-\x{5e}\x{60}\x{7b}-\x{7f}\x{fffe}\x{feff}\x{ffff}"
    + SPACES
    + DIRECTIONS
)
"""What ends a run of host characters, the dot included; members of an RE2 class."""

TAG_LETTER = r"\pL\pM"
"""Letters of a hashtag, of which it needs one."""

TAG_CHAR = (
    TAG_LETTER + r"\p{Nd}_\x{200c}\x{200d}\x{a67e}\x{5be}\x{5f3}\x{5f4}\x{ff5e}\x{301c}\x{309b}"
    r"\x{309c}\x{30a0}\x{30fb}\x{3003}\x{f0b}\x{f0c}\x{b7}"
)
"""What a hashtag is made of; members of an RE2 class."""
