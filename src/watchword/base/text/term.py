"""What a term means: the patterns that find it.

A term is literal text, and each of its letters means itself and what folds to it:

- white space in a term is any run of white space in the text;
- an apostrophe is any apostrophe, a hyphen any hyphen;
- under ``leet`` a letter may be written as a digit or a sign (:data:`LEET`), as long as each
  word of the term that holds letters keeps at least one of them: ``l0l`` is lol, 101 is not;
  a digit or sign in a term means only itself;
- under ``confusables`` a word means itself and its look in Latin letters, as typed, in
  capitals and with a capital: a Cyrillic term is also found when typed in Latin look-alikes;
- under ``spacing`` a term of spaced letters also means those letters as one word.

:func:`term_pattern` decides, over the folded text (for ``case`` alone: over the original
text as well). :func:`gate` nominates, over the original text of any post in which no
``TRIGGER`` matches, and over the folded text of the others; it loses nothing.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from watchword.base.text.characters import LEET, Step, unaccented
from watchword.base.text.line import read_line
from watchword.base.text.spacing import READINGS_MARK, is_spaced, joined_letters
from watchword.base.text.trigger import char_class

WHITE_SPACE = (
    "[\\s\\x{b}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}"
    "\\x{202f}\\x{205f}\\x{3000}]+"
)
NEVER = "[^\\x00-\\x{10ffff}]"
"""Matches nothing: the pattern of a term that shows nothing."""

_SAME = {"'": "'’ʼ＇", "’": "'’ʼ＇", "-": "-‐‑", "‐": "-‐‑", "‑": "-‐‑"}
_SELECTORS = "\ufe0e\ufe0f"
_PAIRS = {Step.CASE: {"ss": "ß"}, Step.ACCENTS: {"ae": "æ", "oe": "œ"}}
"""Ordinary letters that fold to two."""

_LONGEST_CHOICE = 4
"""Letters up to which a gate asks for one plain letter; longer numbers seldom read as words."""

_ACCENTED = (
    (0xC0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC), (0x218, 0x21B),
    (0x1EA0, 0x1EF9), (0x386, 0x3CE), (0x400, 0x481), (0x48A, 0x52F),
)  # fmt: skip
"""Composed letters that are ordinary in some language, and so are no trigger."""


def is_term(term: str) -> bool:
    """Whether a text search can look for it: it holds a letter, a digit or a pictured sign."""
    return any(
        char.isalnum() or (not char.isascii() and unicodedata.category(char).startswith("S"))
        for char in term
    )


def term_pattern(term: str, steps: frozenset[Step]) -> str:
    """The pattern that finds a term in a text folded by the same steps."""
    return _term(term, steps, is_gate=False)


def gate(term: str, steps: frozenset[Step]) -> str:
    """The pattern that nominates a text for a term; see the module for what it promises."""
    return _term(term, steps, is_gate=True)


def letter_class(char: str, steps: frozenset[Step]) -> str:
    """A fragment for every single character that folds to a character by case, accents or leet.

    Matched case-insensitively. Letters that are themselves a ``TRIGGER`` are left out.
    """
    return _class(char + _dressed(char, steps) + _signs(char, steps))


def _term(term: str, steps: frozenset[Step], *, is_gate: bool) -> str:
    forms = [_phrase(term, steps, is_gate=is_gate)]
    if Step.SPACING in steps and is_spaced(term):
        line = joined_letters(read_line(term, steps), leet=Step.LEET in steps)
        joined = "".join(line.plain).partition(READINGS_MARK)[0]
        forms.append(_phrase(joined, steps, is_gate=is_gate))
    source = "|".join(dict.fromkeys(form for form in forms if form)) or NEVER
    if not is_gate and Step.CASE not in steps:
        return f"(?-i:{source})"
    return f"(?:{source})"


def _phrase(term: str, steps: frozenset[Step], *, is_gate: bool) -> str:
    words = [_word_forms(word, steps) for word in term.split()]
    words = [forms for forms in words if forms]
    last = len(words) - 1
    sources = []
    for index, forms in enumerate(words):
        ends = (is_gate and index == 0, is_gate and index == last)
        choices = [_word(form, steps, is_gate=is_gate, ends=ends) for form in forms]
        sources.append(choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})")
    return WHITE_SPACE.join(sources)


def _word_forms(word: str, steps: frozenset[Step]) -> list[str]:
    """A word as it folds, and its looks in Latin letters."""
    if word.isascii():
        return [word.lower() if Step.CASE in steps else word]
    looks = [word]
    if Step.CONFUSABLES in steps and Step.CASE in steps:
        looks += [word.lower(), word.upper(), word.title()]
    forms = ["".join(read_line(word, steps).plain)]
    if Step.CONFUSABLES in steps:
        forms += ["".join(read_line(look, steps).latin) for look in looks]
    return [form for form in dict.fromkeys(forms) if form.strip(_SELECTORS)]


def _word(word: str, steps: frozenset[Step], *, is_gate: bool, ends: tuple[bool, bool]) -> str:
    """The pattern of one folded word.

    Under leet one letter at least stands as itself: where every letter has a sign, the
    pattern is a choice of which one that is.
    """
    units = _units(word, steps, is_raw=is_gate or steps <= {Step.CASE})
    last = len(units) - 1
    edges = [(ends[0] and not index, ends[1] and index == last) for index in range(len(units))]
    signed = [
        _unit(unit, steps, edge, is_gate=is_gate) for unit, edge in zip(units, edges, strict=True)
    ]
    if Step.LEET not in steps or (is_gate and len(word) > _LONGEST_CHOICE):
        return "".join(signed)
    letters = [index for index, unit in enumerate(units) if unit[0].isalpha()]
    if not letters or not all(_signs(units[index][0], steps) for index in letters):
        return "".join(signed)
    choices = []
    for index in letters:
        kept = _kept(units[index], steps, edges[index], is_gate=is_gate)
        choices.append("".join([*signed[:index], kept, *signed[index + 1 :]]))
    return f"(?:{'|'.join(dict.fromkeys(choices))})"


def _units(word: str, steps: frozenset[Step], *, is_raw: bool) -> list[str]:
    """A word in single letters, but for those that one letter may fold to together."""
    pairs = _pairs(steps) if is_raw else {}
    units: list[str] = []
    for char in word:
        both = (units[-1] if units else "") + char
        if both.lower() in pairs or ("ss" in pairs and units and both.lower() == "s" * len(both)):
            units[-1] = both
        else:
            units.append(char)
    return units


def _unit(unit: str, steps: frozenset[Step], edge: tuple[bool, bool], *, is_gate: bool) -> str:
    """The pattern of one unit; a gate may begin or end inside a letter that folds to two."""
    pairs = _pairs(steps)
    before = _halves(unit[0].lower(), pairs, 1) if edge[0] else ""
    after = _halves(unit[-1].lower(), pairs, 0) if edge[1] else ""
    if len(unit) == 1:
        return _letter(unit, steps, before + after, is_gate=is_gate)
    if unit.lower() not in pairs:
        either = _letter(unit[0], steps, pairs["ss"], is_gate=is_gate)
        return f"{either}{{{(len(unit) + 1) // 2},{len(unit)}}}"
    one = _letter(unit[0], steps, before, is_gate=is_gate)
    two = _letter(unit[1], steps, after, is_gate=is_gate)
    return f"(?:{one}{two}|{pairs[unit.lower()]})"


def _kept(unit: str, steps: frozenset[Step], edge: tuple[bool, bool], *, is_gate: bool) -> str:
    """The pattern of one unit in which a letter stands as itself."""
    unsigned = steps - {Step.LEET}
    if len(unit) == 1:
        return _unit(unit, unsigned, edge, is_gate=is_gate)
    if len(unit) > 2:  # noqa: PLR2004 - a run longer than a pair may nominate in vain
        return _unit(unit, steps, edge, is_gate=is_gate)
    pairs = _pairs(steps)
    before = _halves(unit[0].lower(), pairs, 1) if edge[0] else ""
    after = _halves(unit[-1].lower(), pairs, 0) if edge[1] else ""
    plain = [_letter(unit[0], unsigned, before, is_gate=is_gate),
             _letter(unit[1], unsigned, after, is_gate=is_gate)]  # fmt: skip
    signed = [_letter(unit[0], steps, before, is_gate=is_gate),
              _letter(unit[1], steps, after, is_gate=is_gate)]  # fmt: skip
    return f"(?:{plain[0]}{signed[1]}|{signed[0]}{plain[1]}|{pairs[unit.lower()]})"


def _halves(char: str, pairs: dict[str, str], half: int) -> str:
    """The letters of which a character is the first (0) or the second (1) half."""
    return "".join(one for two, one in pairs.items() if two[half] == char)


@cache
def _letter(char: str, steps: frozenset[Step], more: str = "", *, is_gate: bool) -> str:
    if char in _SELECTORS:
        return f"[{_SELECTORS}]?"
    dressed = _dressed(char, steps) if is_gate else ""
    found = _class(_SAME.get(char, char) + dressed + _signs(char, steps) + more)
    is_symbol = not char.isascii() and not char.isalnum()
    return f"{found}\\x{{fe0f}}?" if is_symbol else found


def _class(chars: str) -> str:
    if len(chars) > 1:
        return f"[{char_class(chars)}]"
    return chars if chars.isalnum() else f"\\x{{{ord(chars):x}}}"


def _signs(char: str, steps: frozenset[Step]) -> str:
    return LEET.get(char.lower(), "") if Step.LEET in steps else ""


def _dressed(char: str, steps: frozenset[Step]) -> str:
    """Ordinary composed letters that accents folds to a letter."""
    return _accented().get(char.lower(), "") if Step.ACCENTS in steps else ""


@cache
def _accented() -> dict[str, str]:
    found: dict[str, str] = {}
    for first, last in _ACCENTED:
        for char in map(chr, range(first, last + 1)):
            base = unaccented(char)
            if len(base) == 1 and base != char:
                found[base.lower()] = found.get(base.lower(), "") + char  # both cases: short ranges
    return found


@cache
def _pairs(steps: frozenset[Step]) -> dict[str, str]:
    return {
        two: one for step, pairs in _PAIRS.items() if step in steps for two, one in pairs.items()
    }
