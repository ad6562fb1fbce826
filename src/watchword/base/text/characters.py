"""What each character means to a reader who does not care how it is dressed.

One record a character, made once and kept: the characters it folds to, the characters it
would fold to in Latin company, and what it does to a word.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from watchword.base.text.lookalikes import CLOSE, LATIN, LOOSE


class Step(StrEnum):
    """One disguise that folding sees through."""

    CASE = "case"
    ACCENTS = "accents"
    CONFUSABLES = "confusables"
    LEET = "leet"
    SPACING = "spacing"
    INVISIBLE = "invisible"
    DIGITS = "digits"

    __hash__ = str.__hash__  # the enum's own is written in Python and slows every set of steps


class Part:
    """What a character does to a word; one letter each, so that a text of them can be searched."""

    LATIN = "L"
    CLOSE = "c"
    LOOSE = "o"
    OTHER = "x"
    INNER = "d"
    BREAK = " "
    SYMBOL = "s"
    MARK = "m"
    INVISIBLE = "i"
    JOINER = "j"
    SEVERAL = "+"


class Reading(NamedTuple):
    """How one character reads.

    Attributes:
        plain: What it folds to.
        latin: What it folds to in a word of Latin letters; as long as ``plain``.
        part: What it does to a word. Letters are Latin, close or loose look-alikes, or
            other; ``INNER`` are digits, marks, the underscore and, under leet, its signs;
            a ``SYMBOL`` breaks a word and may be an emoji; marks are those that accents
            drops; ``SEVERAL`` are letters that fold to more than one.
    """

    plain: str
    latin: str
    part: str


INVISIBLE = (
    "\\x{ad}\\x{34f}\\x{61c}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}"
    "\\x{200b}\\x{200c}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{206f}\\x{3164}"
    "\\x{fe00}-\\x{fe0d}\\x{feff}\\x{ffa0}\\x{fff9}-\\x{fffb}\\x{1d173}-\\x{1d17a}"
    "\\x{e0000}-\\x{e001f}\\x{e0080}-\\x{e0fff}"
)
"""Characters that show nothing, as a class of RE2: the property Default_Ignorable_Code_Point of
Unicode 16.0 (DerivedCoreProperties.txt) and the interlinear annotation marks, without JOINERS."""

JOINERS = "\\x{200d}\\x{fe0e}\\x{fe0f}\\x{e0020}-\\x{e007f}"
"""Zero-width joiner, presentation selectors and tags: they build emoji after a symbol, and
show nothing anywhere else (Unicode Technical Standard #51, section 1.4.9)."""

MARKS = (
    "\\x{300}-\\x{34e}\\x{350}-\\x{36f}\\x{483}-\\x{489}\\x{1ab0}-\\x{1aff}\\x{1dc0}-\\x{1dff}"
    "\\x{20d0}-\\x{20ff}\\x{fe20}-\\x{fe2f}"
)
"""Combining marks that dress a letter: the blocks Combining Diacritical Marks (with Extended,
Supplement, for Symbols, Half Marks) and the Cyrillic signs. Vowel signs of other scripts are
letters to their readers and stay."""

KEYCAP = "\u20e3"
"""Drawn around a digit, it makes an emoji: 4 and it are 4️⃣."""

WIDE = {char: chr(ord(char) - 0xFEE0) for char in "＠．－＋"} | {
    chr(code): chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
"""Full-width letters, and the signs that stand in numbers and addresses (Unicode 16.0, block
Halfwidth and Fullwidth Forms)."""

CASED_DIFFERENTLY = {"İ": "i"}
"""Lower case that Unicode's case folding writes with a combining dot."""

_WITHOUT_DECOMPOSITION = {"ı": "i", "ȷ": "j", "ð": "d", "Ð": "D", "æ": "ae", "Æ": "AE",
                          "œ": "oe", "Œ": "OE"}  # fmt: skip
_ORDINARY = frozenset("ªº¹²³")
_ENCLOSED = ("CIRCLED", "SQUARED", "PARENTHESIZED", "NEGATIVE", "CROSSED")
_KEPT = 20_000
"""Readings kept for one set of steps: more than any text needs, and a bound on memory."""


def members(ranges: str) -> frozenset[str]:
    r"""The characters of a class written as ``\x{...}`` and ranges of these."""
    found: set[str] = set()
    for code in ranges.replace("}-\\x{", "-").replace("\\x{", "").split("}")[:-1]:
        first, _, last = code.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


LEET = {
    "a": "4@",
    "b": "8",
    "c": "¢",
    "e": "3€",
    "g": "69",
    "i": "1!|",
    "l": "1!|£",
    "o": "0",
    "s": "5$",
    "t": "7+",
    "z": "2",
}
"""Digits and signs that are written for a letter; own list of what is usual."""

LEET_SIGNS = frozenset("".join(LEET.values()))


class Readings(dict[str, Reading]):
    """The reading of each character for one set of steps, made when first needed."""

    def __init__(self, steps: frozenset[Step]) -> None:
        super().__init__()
        self._steps = steps

    def __missing__(self, char: str) -> Reading:
        if len(self) > _KEPT:
            self.clear()
        found = self[char] = _reading(char, self._steps)
        return found


@cache
def readings(steps: frozenset[Step]) -> Readings:
    """The readings for a set of steps."""
    return Readings(steps)


_INVISIBLE = members(INVISIBLE)
_JOINERS = members(JOINERS)
_MARKS = members(MARKS)


def _reading(char: str, steps: frozenset[Step]) -> Reading:
    if steps - {Step.CASE}:
        if char in _INVISIBLE:
            return Reading("", "", Part.INVISIBLE)
        if char in _JOINERS:
            return Reading(char, char, Part.JOINER)
    if Step.DIGITS in steps:
        if char == KEYCAP:
            return Reading("", "", Part.MARK)
        char = _ordinary(char)
    if char in _MARKS:
        return Reading(char, char, Part.MARK)
    seen = _undressed(char) if Step.CONFUSABLES in steps else char
    alike = latin(seen) if Step.CONFUSABLES in steps else seen
    plain, in_latin = _plain(seen, steps), _plain(alike, steps)
    if len(plain) != len(in_latin):
        alike, in_latin = seen, plain
    part = Part.SEVERAL if len(plain) > 1 else _part(seen, alike)
    if Step.LEET in steps and char in LEET_SIGNS and part in (Part.BREAK, Part.SYMBOL):
        part = Part.INNER
    return Reading(plain, in_latin, part)


def _ordinary(char: str) -> str:
    """The ASCII digit, letter or sign of a digit of any script or a full-width character."""
    value = unicodedata.decimal(char, None)
    return WIDE.get(char, char) if value is None else str(value)


def _part(seen: str, alike: str) -> str:
    if not seen.isalpha():
        if seen.isalnum() or seen == "_" or unicodedata.category(seen).startswith("M"):
            return Part.INNER
        shows = not seen.isascii() and unicodedata.category(seen)[0] in "PSC"
        return Part.SYMBOL if shows else Part.BREAK
    if is_latin(seen):
        return Part.LATIN
    if alike == seen:
        return Part.OTHER
    return Part.CLOSE if unicodedata.normalize("NFD", seen)[0] in CLOSE else Part.LOOSE


def is_latin(char: str) -> bool:
    """Whether a letter belongs to the Latin script."""
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN ")


def _undressed(char: str) -> str:
    """The letter or digit inside a mathematical, enclosed, full-width or unusual letter."""
    if char.isascii() or char in _ORDINARY:
        return char
    if char in LATIN:
        return LATIN[char]
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) == 1 and folded != char:
        known = folded.isascii() or unicodedata.name(folded, "").startswith(_SCRIPTS)
        return folded if folded.isalnum() and known else char
    if "\u2460" <= char <= "\u2793" or "\U0001f100" <= char <= "\U0001f10c":  # circled and others
        digit = unicodedata.digit(char, None)
        if digit is not None:
            return str(digit)
    words = unicodedata.name(char, "").split()
    if len(words) > 1 and len(words[-1]) == 1 and "A" <= words[-1] <= "Z":
        if words[0] in _ENCLOSED and "LATIN" in words:
            return words[-1].lower() if "SMALL" in words else words[-1]
        if words[:-1] == ["LATIN", "LETTER", "SMALL", "CAPITAL"]:
            return words[-1].lower()
    return char


_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ")


def latin(char: str) -> str:
    """The Latin letter that a letter of another script looks like, its accents kept."""
    if char.isascii():
        return char
    base, *marks = list(unicodedata.normalize("NFD", char))
    if not _MARKS.issuperset(marks):
        return char
    alike = CLOSE.get(base) or LOOSE.get(base)
    if alike is None:
        lower = base.lower()
        alike = CLOSE.get(lower) or LOOSE.get(lower)
        alike = alike.upper() if alike and lower != base else alike
    return unicodedata.normalize("NFC", alike + "".join(marks)) if alike else char


def _plain(text: str, steps: frozenset[Step]) -> str:
    if Step.CASE in steps:
        text = CASED_DIFFERENTLY.get(text) or text.casefold()
    if Step.ACCENTS in steps and not text.isascii():
        return "".join(unaccented(char) for char in text)
    return text


def unaccented(char: str) -> str:
    """The base letter of a letter with marks, strokes or hooks; of æ and œ both letters."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    if not (marks and base.isalpha() and _MARKS.issuperset(marks)):
        base = char
    if base in _WITHOUT_DECOMPOSITION:
        return _WITHOUT_DECOMPOSITION[base]
    name = unicodedata.name(base, "")
    if " WITH " in name and name.startswith("LATIN "):
        words = name.split(" WITH ")[0].split()
        if len(words) == 4 and len(words[-1]) == 1:  # noqa: PLR2004 - LATIN SMALL LETTER O
            return words[-1].lower() if words[1] == "SMALL" else words[-1]
    return "" if base in _MARKS else base
