"""Whether every match of a pattern begins with an ASCII letter, digit or underscore.

Before such a match a whole word's boundary is RE2's own, which an automaton of many patterns
can test at once: inside a word it then has nothing to follow, and is twice as fast.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from watchword.base.regex.factors import as_python

_WORDS = {op.CATEGORY_DIGIT, op.CATEGORY_WORD}


def begins_in_word(pattern: str) -> bool:
    """Whether every match of an RE2 pattern begins with an ASCII word character.

    A long s and the sign for kelvin, which are an ``s`` and a ``k`` where case is ignored,
    count as what they stand for.
    """
    try:
        tree = sre.parse(as_python(pattern), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return False
    return _begins(list(tree)) is True


def _begins(nodes: Sequence[tuple[Any, Any]]) -> bool | None:
    """Whether these begin in a word; None when they may be empty and otherwise do."""
    for node in nodes:
        said = _node(*node)
        if said is not None:
            return said
    return None


def _node(kind: Any, value: Any) -> bool | None:
    if kind is op.LITERAL:
        return _is_word(value)
    if kind is op.IN:
        return all(_is_word_class(*member) for member in value)
    if kind is op.SUBPATTERN:
        return _begins(list(value[3]))
    if kind is op.BRANCH:
        return _all([_begins(list(choice)) for choice in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, _, inner = value
        said = _begins(list(inner))
        return None if said and not least else said
    return None if kind is op.AT else False


def _all(said: list[bool | None]) -> bool | None:
    if False in said:
        return False
    return None if None in said else True


def _is_word(code: int) -> bool:
    char = chr(code)
    return char.isascii() and (char.isalnum() or char == "_")


def _is_word_class(kind: Any, value: Any) -> bool:
    if kind is op.LITERAL:
        return _is_word(value)
    if kind is op.RANGE:
        return all(_is_word(code) for code in range(value[0], min(value[1], 0x80) + 1))
    return kind is op.CATEGORY and value in _WORDS
