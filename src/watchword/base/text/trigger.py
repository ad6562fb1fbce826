"""Which texts need folding, as RE2 patterns for a scan of every text.

A trigger may fire for nothing, and must never stay silent where folding changes more than
the gate of a term allows for: the case of a letter, the accents of an ordinary composed
letter, and digits or signs for letters.
"""

from __future__ import annotations

import unicodedata

from watchword.base.text.characters import INVISIBLE, JOINERS, LEET_SIGNS, MARKS, WIDE, Step, latin
from watchword.base.text.lookalikes import CLOSE, LOOSE


def char_class(chars: str) -> str:
    """The inside of an RE2 class for these characters, with ranges."""
    codes = sorted(set(map(ord, chars)))
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return "".join(
        f"\\x{{{first:x}}}" if first == last else f"\\x{{{first:x}}}-\\x{{{last:x}}}"
        for first, last in ranges
    )


_ALIKE = "".join({*CLOSE, *LOOSE, *"".join((*CLOSE, *LOOSE)).upper()}) + "".join(
    char for char in map(chr, range(0x370, 0x530)) if latin(char) != char
)
_CLOSE = char_class("".join(c for c in _ALIKE if unicodedata.normalize("NFD", c)[0] in CLOSE))
_FOREIGN = char_class(_ALIKE)
_IN_WORD = f"[\\pL\\pN\\pM_{char_class(''.join(LEET_SIGNS))}]"

UNUSUAL = (
    "\\x{b5}\\x{130}\\x{149}\\x{17f}-\\x{19f}\\x{1a2}-\\x{1ae}\\x{1b1}-\\x{1cc}\\x{1dd}-\\x{217}"
    "\\x{21c}-\\x{2b8}\\x{2e0}-\\x{2e4}\\x{390}\\x{3b0}\\x{3d0}-\\x{3d6}\\x{3f0}-\\x{3f5}\\x{3f9}"
    "\\x{587}\\x{1c80}-\\x{1c88}\\x{1d00}-\\x{1dbf}\\x{1e00}-\\x{1e9d}\\x{1e9f}\\x{1efa}-\\x{1fff}"
    "\\x{2070}-\\x{209c}\\x{2102}\\x{2107}\\x{210a}-\\x{2115}\\x{2118}-\\x{211d}\\x{2124}-\\x{213f}"
    "\\x{2145}-\\x{2149}\\x{214e}\\x{2160}-\\x{218b}\\x{2460}-\\x{24ff}\\x{2776}-\\x{2793}"
    "\\x{2c60}-\\x{2c7f}\\x{a64a}-\\x{a64b}\\x{a69c}-\\x{a69d}\\x{a722}-\\x{a7ff}\\x{ab30}-\\x{abbf}"
    "\\x{fb00}-\\x{fb17}\\x{ff10}-\\x{ff19}\\x{ff21}-\\x{ff3a}\\x{ff41}-\\x{ff5a}"
    "\\x{10780}-\\x{107bf}\\x{1d400}-\\x{1d7ff}\\x{1df00}-\\x{1dfff}\\x{1e030}-\\x{1e06d}"
    "\\x{1f100}-\\x{1f18d}\\x{1f1a5}\\x{1fbf0}-\\x{1fbf9}"
)
"""Letters and digits that fold to others whatever stands beside them (Unicode 16.0 blocks)."""

_DIGITS = f"[^\\P{{Nd}}0-9]|[{char_class(''.join(WIDE))}]"
"""What the step ``digits`` folds: digits but for those of ASCII; keycaps are among the marks."""

UNIT = f"[\\p{{Lu}}\\p{{Ll}}\\p{{Lt}}{char_class(''.join(LEET_SIGNS))}]"
LETTER = "[\\p{Lu}\\p{Ll}\\p{Lt}]"
APART = "[ .\\-_*\\x{a0}\\x{b7}\\x{2022}]"

"""What a spaced word is made of: cased letters, these or signs, and one separator between."""

SPACED = (
    f"(?-i:(?:^|[^\\pL\\pN])(?:{LETTER}{APART}{LETTER}{APART}{UNIT}"
    f"|{LETTER}{APART}{UNIT}{APART}{LETTER}|{UNIT}{APART}{LETTER}{APART}{LETTER}"
    f")(?:$|[^\\pL\\pN]))"
)
"""Three single letters, or two and a sign, apart by one separator each."""

_SHOWN = f"(?-i:[{INVISIBLE}{MARKS}{UNUSUAL}])"
_JOINED = f"(?-i:(?:^|[\\x00-\\x7f]|[^\\pP\\pS{JOINERS}])[{JOINERS}])"
_MIXED = f"(?-i:\\p{{Latin}}{_IN_WORD}*[{_FOREIGN}]|[{_FOREIGN}]{_IN_WORD}*\\p{{Latin}})"
_ALIKES = f"(?-i:[{_CLOSE}]{_IN_WORD}*[{_CLOSE}]{_IN_WORD}*[{_CLOSE}])"

BEYOND_ASCII = frozenset({_SHOWN, _JOINED, f"(?-i:{_DIGITS})", _MIXED, _ALIKES})
"""The triggers that no ASCII text can fire."""


def triggers(steps: frozenset[Step]) -> tuple[str, ...]:
    """Patterns, the case of letters minding itself; any one says that a text needs folding.

    Args:
        steps: The steps of folding; any text that they change further is told.
    """
    found = [_SHOWN, _JOINED]
    if Step.DIGITS in steps:
        found.append(f"(?-i:{_DIGITS})")
    if Step.CONFUSABLES in steps:
        found += [_MIXED, _ALIKES]
    if Step.SPACING in steps:
        found.append(SPACED)
    return tuple(found)


TRIGGER = triggers(frozenset(Step))
"""The triggers of all steps."""
