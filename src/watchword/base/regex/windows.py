"""A short run of characters that every match in an ASCII text contains.

Where a pattern has no factor (an e-mail address needs an ``@`` and nothing else that
folding leaves), a window such as ``[A-Za-z0-9._+-]@[A-Za-z0-9-]`` still tells most texts
apart. Windows are matched over the original bytes, and hold for ASCII texts only: there a
character is a byte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from watchword.base.regex.factors import OPAQUE, as_python

WIDEST = 5
"""Characters of a window."""

FEWEST_BITS = 7.0
"""A window that says less is of no use: about one character of known value."""

DIGITS = frozenset(b"0123456789")
SPACES = frozenset(b" \t\n\r\f\v")
WORDS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
ALL = frozenset(range(128))


@dataclass(frozen=True, slots=True)
class Piece:
    """One place of a pattern: the bytes it may hold, and how often it is repeated."""

    allowed: frozenset[int]
    least: int
    most: int


def windows(pattern: str) -> tuple[str, ...] | None:
    """Patterns over bytes, of which one matches in every ASCII text that the pattern matches.

    Empty when the pattern matches no ASCII text at all; None when nothing can be said.
    """
    try:
        tree = sre.parse(as_python(pattern), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return None
    found = _of(list(tree))
    return None if found is None else tuple(sorted(found))


def _of(nodes: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    best: tuple[float, frozenset[str]] | None = None
    if any(piece is not None and piece.least and not piece.allowed for piece in map(_piece, _flat(nodes))):
        return frozenset()
    for run in _runs(nodes):
        for start in range(len(run)):
            for stop in range(start + 1, min(len(run), start + WIDEST) + 1):
                window = run[start:stop]
                if any(one.least != 1 or one.most != 1 for one in window[1:-1]):
                    continue
                bits = sum(_bits(one.allowed) for one in window)
                if best is None or bits > best[0]:
                    best = bits, frozenset({"".join(_written(one.allowed) for one in window)})
    for choice in _choices(nodes):
        if best is None or best[0] < FEWEST_BITS:
            best = FEWEST_BITS, choice
    return best[1] if best is not None and best[0] >= FEWEST_BITS else None


def _bits(allowed: frozenset[int]) -> float:
    """How much a place tells."""
    return math.log2(len(ALL) / max(len(allowed), 1))


def _runs(nodes: Sequence[tuple[Any, Any]]) -> Iterator[list[Piece]]:
    """Runs of places that follow each other directly, optional places ending a run."""
    run: list[Piece] = []
    for node in _flat(nodes):
        piece = _piece(node)
        if piece is None or piece.least == 0:
            yield run
            run = []
        else:
            run.append(piece)
    yield run


def _flat(nodes: Sequence[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Nodes with plain groups opened, and positions left out (they take no character)."""
    for kind, value in nodes:
        if kind is op.SUBPATTERN:
            yield from _flat(list(value[3]))
        elif kind is not op.AT:
            yield kind, value


def _choices(nodes: Sequence[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Windows of alternatives, where each alternative has one."""
    for kind, value in _flat(nodes):
        if kind is op.BRANCH:
            each = [_of(list(one)) for one in value[1]]
            if all(one is not None for one in each):
                yield frozenset(window for one in each for window in one or ())
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
            inside = _of(list(value[2]))
            if inside is not None:
                yield inside


def _piece(node: tuple[Any, Any]) -> Piece | None:
    kind, value = node
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, inner = value
        flat = list(_flat(list(inner)))
        one = _piece(flat[0]) if len(flat) == 1 else None
        if one is None or one.least != 1 or one.most != 1:
            return None
        return Piece(one.allowed, int(least), int(most))
    allowed = _allowed(kind, value)
    return None if allowed is None else Piece(allowed, 1, 1)


def _allowed(kind: Any, value: Any) -> frozenset[int] | None:  # noqa: ANN401 - the parser's types
    """The bytes that a place may begin and end with; None when it is no single character."""
    if kind is op.LITERAL:
        return _bytes_of(value)
    if kind is op.IN:
        members = [_member(*one) for one in value if one[0] is not op.NEGATE]
        union = frozenset().union(*members)
        if value[0][0] is op.NEGATE:
            return ALL - union
        return union
    if kind is op.ANY or kind is op.NOT_LITERAL:
        return ALL
    return None


def _member(kind: Any, value: Any) -> frozenset[int]:  # noqa: ANN401 - the parser's types
    if kind is op.LITERAL:
        return _bytes_of(value)
    if kind is op.RANGE:
        first, last = value
        codes = range(first, min(last, 0x7F) + 1)
        return frozenset(byte for code in codes for byte in _bytes_of(code))
    known = {op.CATEGORY_DIGIT: DIGITS, op.CATEGORY_SPACE: SPACES, op.CATEGORY_WORD: WORDS}
    return known.get(value, ALL)


def _bytes_of(code: int) -> frozenset[int]:
    char = chr(code)
    if char == OPAQUE:
        return ALL
    return frozenset(ord(form) for form in {char, char.lower(), char.upper()} if form.isascii() and len(form) == 1)


def _written(allowed: frozenset[int]) -> str:
    if len(allowed) == len(ALL):
        return r"[\x00-\x7f]"
    ranges: list[tuple[int, int]] = []
    for byte in sorted(allowed):
        if ranges and ranges[-1][1] == byte - 1:
            ranges[-1] = (ranges[-1][0], byte)
        else:
            ranges.append((byte, byte))
    return "[" + "".join(f"\\x{a:02x}-\\x{b:02x}" for a, b in ranges) + "]"
