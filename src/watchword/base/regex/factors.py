"""What every match of a pattern in an ASCII text must contain, once it is folded.

The fold (:data:`FOLD`) turns capitals into small letters, every digit into ``0`` and every
other byte into a space. A *factor* is a string over that alphabet; a pattern's factors are a
set of which at least one occurs in the folded form of every ASCII text that the pattern
matches. Alternatives that only other texts can take do not count.
They are derived from the pattern's own syntax tree, never written by hand: hand-written
ones lose matches that no corpus shows.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

SHORTEST = 3
"""Factors shorter than this occur almost everywhere and save nothing."""

MOST_CHOICES = 48
"""Spellings kept for one stretch of a pattern; beyond them the stretch is given up."""

LONGEST = 12
"""Characters of one factor; more would make the set of patterns larger, not better."""

FOLD = bytes(
    ord(char.lower()) if char in string.ascii_letters else ord("0") if char in string.digits else 32
    for char in map(chr, range(256))
)
"""Table for ``bytes.translate``."""

OPAQUE = "\ue000"
_PROPERTY = re.compile(r"\\[pP](?:\{\^?\w+\}|\w)")
_CODE = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_END = re.compile(r"\\z")


def fold_bytes(text: bytes) -> bytes:
    """The folded form of a text, byte by byte: lengths stay."""
    return text.translate(FOLD)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a part of a pattern can look like when folded.

    Attributes:
        whole: All its folded forms, when they are few; None when it can be anything.
        best: The best set of factors that lies wholly inside it; None without one.
    """

    whole: frozenset[str] | None
    best: frozenset[str] | None = None


EMPTY = Stretch(frozenset({""}))
BOUNDARY = Stretch(frozenset({" "}))
"""A word boundary at the very edge of a pattern: the byte beside it folds to a space. (A
boundary beside a sign would ask for a letter there; such a pattern begins with no boundary,
see ``watchword.base.pattern.edge``.)"""

ANYTHING = Stretch(None)


def factors(pattern: str) -> frozenset[str] | None:
    """The factors of an RE2 pattern; None when none can be derived.

    Case is folded, so the answer is the same for case-sensitive patterns.
    """
    try:
        tree = sre.parse(as_python(pattern), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return None
    stretch = _sequence(list(tree), opens=True, closes=True)
    return _better(stretch.best, _as_factors(stretch.whole))


def as_python(pattern: str) -> str:
    """RE2's syntax in Python's: properties become a private character that means anything."""
    pattern = _PROPERTY.sub(OPAQUE, pattern)
    pattern = _CODE.sub(lambda found: re.escape(chr(int(found.group(1), 16))), pattern)
    pattern = _END.sub(r"\\Z", pattern)
    return pattern.replace("(?-i:", "(?:").replace("(?i)", "").replace("(?i:", "(?:")


def _better(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    """The set that is nominated by fewer texts: longer shortest member, then fewer members."""
    candidates = [each for each in (one, two) if each is not None]
    return max(candidates, key=_worth, default=None)


def _worth(found: frozenset[str]) -> tuple[float, int]:
    return min((_weight(each) for each in found), default=math.inf), -len(found)


def _weight(factor: str) -> int:
    """How telling a factor is: letters count more than digits, spaces hardly."""
    return sum(3 if char.isalpha() else 2 if char == "0" else 1 for char in factor)


def _as_factors(whole: frozenset[str] | None) -> frozenset[str] | None:
    if whole is None:
        return None
    cut = frozenset(_cut(each) for each in whole)
    return cut if all(len(each.strip()) >= SHORTEST for each in cut) else None


def _cut(factor: str) -> str:
    """A factor of bounded length: any part of it is required as well."""
    return factor if len(factor) <= LONGEST else factor[:LONGEST]


def _sequence(
    nodes: Sequence[tuple[Any, Any]], *, opens: bool = False, closes: bool = False
) -> Stretch:
    """The stretch of nodes that follow each other.

    ``opens`` and ``closes`` say that nothing of the pattern stands before or after them, so
    that a word boundary there is a byte that folds to a space: posts stand apart.
    """
    run: frozenset[str] | None = frozenset({""})
    best: frozenset[str] | None = None
    is_whole = True
    last = len(nodes) - 1
    for index, node in enumerate(nodes):
        part = _node(node, opens=opens and index == 0, closes=closes and index == last)
        best = _better(best, part.best)
        joined = _joined(run, part.whole)
        if joined is None:
            best = _better(best, _as_factors(run))
            is_whole = False
            run = part.whole if part.whole is not None else frozenset({""})
        else:
            run = joined
    if not is_whole:
        best = _better(best, _as_factors(run))
        return Stretch(None, best)
    return Stretch(run, best)


def _joined(run: frozenset[str] | None, more: frozenset[str] | None) -> frozenset[str] | None:
    if run is None or more is None or len(run) * len(more) > MOST_CHOICES:
        return None
    return frozenset(one + two for one in run for two in more)


def _node(node: tuple[Any, Any], *, opens: bool, closes: bool) -> Stretch:
    kind, value = node
    if kind is op.LITERAL:
        return Stretch(_folded(value))
    if kind is op.IN:
        return Stretch(_class(value))
    if kind in (op.ANY, op.NOT_LITERAL):
        return ANYTHING
    if kind is op.SUBPATTERN:
        return _sequence(list(value[3]), opens=opens, closes=closes)
    if kind is op.BRANCH:
        return _branch([_sequence(list(one), opens=opens, closes=closes) for one in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeat(*value)
    if kind is op.AT:
        is_edge = value is op.AT_BOUNDARY and (opens or closes)
        return BOUNDARY if is_edge else EMPTY
    return ANYTHING


def _folded(code: int) -> frozenset[str] | None:
    """The folded forms of one character: none where no ASCII text holds it, None for any."""
    char = chr(code)
    if char == OPAQUE:
        return None
    if not char.isascii():
        return frozenset(
            chr(FOLD[ord(form)])
            for form in {char.lower(), char.upper()}
            if form.isascii() and len(form) == 1
        )
    return frozenset({chr(FOLD[code])})


def _class(members: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            folded = _folded(value)
            if folded is None:
                return None
            found |= folded
        elif kind is op.RANGE:
            first, last = value
            found |= {chr(FOLD[code]) for code in range(first, min(last, 0x7F) + 1)}
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            found.add("0")
        elif kind is op.CATEGORY and value is op.CATEGORY_SPACE:
            found.add(" ")
        else:
            return None
    return frozenset(found) if len(found) <= 4 else None  # noqa: PLR2004 - more says nothing


def _branch(choices: list[Stretch]) -> Stretch:
    wholes = [one.whole for one in choices]
    whole: frozenset[str] | None = None
    if all(one is not None for one in wholes):
        union = frozenset(each for one in wholes for each in one or ())
        whole = union if len(union) <= MOST_CHOICES else None
    bests = [_better(one.best, _as_factors(one.whole)) for one in choices]
    best: frozenset[str] | None = None
    if all(one is not None for one in bests):
        best = frozenset(each for one in bests for each in one or ())
    return Stretch(whole, best)


def _repeat(least: int, most: int, nodes: Sequence[tuple[Any, Any]]) -> Stretch:
    inside = _sequence(list(nodes))
    if inside.whole is not None and most <= 4:  # noqa: PLR2004 - few enough to write out
        return _counted(inside.whole, least, most)
    if least == 0:
        return ANYTHING
    required: frozenset[str] | None = frozenset({""})
    for _ in range(min(least, LONGEST)):
        longer = _joined(required, inside.whole)
        if longer is None:
            break
        required = longer
    is_exact = least == most and least <= LONGEST and inside.whole is not None
    if is_exact and required is not None and all(len(one) >= least for one in required):
        return Stretch(required, inside.best)
    return Stretch(None, _better(inside.best, _as_factors(required)))


def _counted(whole: frozenset[str], least: int, most: int) -> Stretch:
    found: set[str] = set()
    current: frozenset[str] | None = frozenset({""})
    for count in range(most + 1):
        if current is None:
            return ANYTHING if least == 0 else Stretch(None, _as_factors(whole))
        if count >= least:
            found |= current
        current = _joined(current, whole)
    return Stretch(frozenset(found)) if len(found) <= MOST_CHOICES else ANYTHING
