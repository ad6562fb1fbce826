r"""A cheaper pattern that matches wherever the first one does.

An automaton of many patterns slows down when one of them counts (``\w{1,64}@``) or leaves a
gap (``free.{0,40}gift``): it has to remember every place where such a part could have
begun. To nominate, the most telling stretch without gaps is enough; the rule's own matcher
decides afterwards.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from watchword.base.regex.factors import OPAQUE, as_python

MOST_REPEATS = 16
"""Repetitions written out; any number above is a gap."""

FEWEST_BITS = 7.0
"""A stretch that tells less than this is worse than the pattern itself."""

LETTER = 0.029
DIGIT = 0.0025
COMMON = {" ": 0.16, ".": 0.015, "/": 0.012, ",": 0.01, ":": 0.01, "@": 0.01, "#": 0.008,
          "'": 0.008, "!": 0.008, "-": 0.004, "_": 0.003}  # fmt: skip
RARE = 0.0005
"""How often characters stand in short English posts, roughly; only ever used to choose."""

ANY_CHAR = "(?s:.)"
_CLASSES = {
    op.CATEGORY_DIGIT: (r"\d", 0.025),
    op.CATEGORY_WORD: (r"\w", 0.76),
    op.CATEGORY_SPACE: (r"\s", 0.16),
    op.CATEGORY_NOT_DIGIT: (r"\D", 0.97),
    op.CATEGORY_NOT_WORD: (r"\W", 0.24),
    op.CATEGORY_NOT_SPACE: (r"\S", 0.84),
}
_PLACES = {
    op.AT_BOUNDARY: r"\b",
    op.AT_NON_BOUNDARY: r"\B",
    op.AT_BEGINNING: "^",
    op.AT_BEGINNING_STRING: "^",
    op.AT_END: "$",
    op.AT_END_STRING: r"\z",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pattern, written out.

    Attributes:
        text: RE2 syntax.
        edge: The same where it stands at the edge of a stretch, and fewer repeats suffice.
        bits: How much it tells.
        is_gap: Whether anything may stand here, so that a stretch ends.
    """

    text: str
    edge: str
    bits: float
    is_gap: bool = False


GAP = Part("", "", 0.0, is_gap=True)


def weaker(pattern: str) -> str:
    """A cheaper superset of a pattern; the pattern itself where none is found."""
    try:
        tree = sre.parse(as_python(pattern), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return pattern
    best = _best(list(tree))
    if best is None or best.bits < FEWEST_BITS:
        return pattern
    return best.text


def _best(nodes: Sequence[tuple[Any, Any]]) -> Part | None:
    """The most telling stretch without gaps."""
    stretches: list[list[Part]] = [[]]
    for part in _parts(nodes):
        if part.is_gap:
            stretches.append([])
        else:
            stretches[-1].append(part)
    joined = [_joined(stretch) for stretch in stretches if stretch]
    return max(joined, key=lambda one: one.bits, default=None)


def _joined(stretch: list[Part]) -> Part:
    last = len(stretch) - 1
    text = "".join(
        part.edge if index in (0, last) else part.text for index, part in enumerate(stretch)
    )
    return Part(text, text, sum(part.bits for part in stretch))


def _parts(nodes: Sequence[tuple[Any, Any]]) -> list[Part]:
    found: list[Part] = []
    for kind, value in nodes:
        if kind is op.SUBPATTERN:
            found += _parts(list(value[3]))
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            found += _repeat(int(value[0]), value[1], list(value[2]))
        elif kind is op.BRANCH:
            found += _branch([list(one) for one in value[1]])
        elif kind is op.AT:
            text = _PLACES.get(value)
            found.append(GAP if text is None else Part(text, text, 0.0))
        else:
            found.append(_single(kind, value))
    return found


def _single(kind: Any, value: Any) -> Part:
    if kind is op.LITERAL:
        return _literal(chr(value))
    if kind is op.NOT_LITERAL:
        return Part(f"[^\\x{{{value:x}}}]", f"[^\\x{{{value:x}}}]", 0.0)
    if kind is op.IN:
        return _class(list(value))
    return Part(ANY_CHAR, ANY_CHAR, 0.0)


@lru_cache(maxsize=1024)
def _literal(char: str) -> Part:
    if char == OPAQUE:
        return Part(ANY_CHAR, ANY_CHAR, 0.0)
    text = char if char.isalnum() else f"\\x{{{ord(char):x}}}"
    return Part(text, text, -math.log2(_frequency(char)))


def _class(members: list[tuple[Any, Any]]) -> Part:
    text, share = "", 0.0
    is_negated = members[0][0] is op.NEGATE
    for kind, value in members:
        if kind is op.LITERAL:
            if chr(value) == OPAQUE:
                return Part(ANY_CHAR, ANY_CHAR, 0.0)
            text, share = f"{text}\\x{{{value:x}}}", share + _frequency(chr(value))
        elif kind is op.RANGE:
            text = f"{text}\\x{{{value[0]:x}}}-\\x{{{value[1]:x}}}"
            share += sum(_frequency(chr(code)) for code in range(value[0], min(value[1], 0x7F) + 1))
        elif kind is op.CATEGORY:
            written, often = _CLASSES[value]
            text, share = text + written, share + often
    share = 1 - share if is_negated else share
    whole = f"[{'^' if is_negated else ''}{text}]"
    return Part(whole, whole, -math.log2(min(max(share, RARE), 1.0)))


def _frequency(char: str) -> float:
    if char.isascii() and char.isalpha():
        return LETTER
    return DIGIT if char.isdigit() else COMMON.get(char, RARE)


def _repeat(least: int, most: Any, nodes: list[tuple[Any, Any]]) -> list[Part]:
    inner = _parts(nodes)
    text = "".join(part.text for part in inner)
    bits = sum(part.bits for part in inner)
    if any(part.is_gap for part in inner) or not text:
        best = _best(nodes) if least else None
        return [GAP] if best is None else [GAP, best, GAP]
    is_bounded = most is not sre.MAXREPEAT and int(most) <= MOST_REPEATS
    if is_bounded:
        edge = _times(text, least, least)
        return [Part(_times(text, least, int(most)), edge, bits * least)]
    kept = min(least, MOST_REPEATS)
    side = Part(_times(text, kept, kept), _times(text, kept, kept), bits * kept)
    if _is_narrow(nodes):
        return [Part(f"(?:{text}){{{kept},}}", side.edge, bits * kept)]
    return [side, GAP, side] if kept else [GAP]


def _is_narrow(nodes: list[tuple[Any, Any]]) -> bool:
    """Whether a repeated class holds no letter or digit (white space, dashes), so that its
    repeats cannot begin everywhere.
    """
    part = _single(*nodes[0]) if len(nodes) == 1 and nodes[0][0] in (op.IN, op.LITERAL) else None
    if part is None or part.text == ANY_CHAR or part.text.startswith("[^"):
        return False
    return not _holds(nodes[0])


def _holds(node: tuple[Any, Any]) -> bool:
    kind, value = node
    if kind is op.LITERAL:
        return chr(value).isalnum()
    for one, inside in value:
        if one is op.LITERAL and chr(inside).isalnum():
            return True
        if one is op.RANGE and any(inside[0] <= ord(char) <= inside[1] for char in "a0A"):
            return True
        if one is op.CATEGORY and inside is not op.CATEGORY_SPACE:
            return True
    return False


def _times(text: str, least: int, most: int) -> str:
    if most == 0:
        return ""
    return f"(?:{text})" + (
        ""
        if (least, most) == (1, 1)
        else f"{{{least}}}"
        if least == most
        else f"{{{least},{most}}}"
    )


def _branch(choices: list[list[tuple[Any, Any]]]) -> list[Part]:
    each = [_parts(choice) for choice in choices]
    if any(part.is_gap for parts in each for part in parts):
        bests = [_best(choice) for choice in choices]
        if any(best is None for best in bests):
            return [GAP]
        text = "|".join(best.text for best in bests if best)
        bits = min(best.bits for best in bests if best) - math.log2(len(choices))
        return [GAP, Part(f"(?:{text})", f"(?:{text})", max(bits, 0.0)), GAP]
    text = "|".join("".join(part.text for part in parts) for parts in each)
    bits = min(sum(part.bits for part in parts) for parts in each) - math.log2(len(choices))
    return [Part(f"(?:{text})", f"(?:{text})", max(bits, 0.0))]
