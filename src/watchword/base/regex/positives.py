"""Strings that a pattern matches, made from its syntax tree: what engines are proved on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from watchword.base.errors import PatternError
from watchword.base.pattern import pattern as compiled
from watchword.base.regex.factors import OPAQUE, as_python

WORD_CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
ANY_CHARS = WORD_CHARS + " .,;:!?-/+&éüñžдж界🎉"
MORE = 3
"""Repetitions tried beyond the least."""


def positives(pattern: str, count: int, random: Random) -> Iterator[str]:
    """Strings in which an RE2 pattern matches, checked with RE2 itself.

    Args:
        pattern: The pattern.
        count: How many to try; those that RE2 does not confirm (anchors, properties) are
            left out, so that fewer may come.
        random: Where chance comes from.
    """
    try:
        tree = list(sre.parse(as_python(pattern)))
        search = compiled(pattern)
    except (re.error, PatternError, RecursionError):
        return
    for _ in range(count):
        text = "".join(_made(tree, random))
        if "\x00" not in text and search.found_in(text):
            yield text


def _made(nodes: Sequence[tuple[Any, Any]], random: Random) -> Iterator[str]:
    for kind, value in nodes:
        if kind is op.LITERAL:
            yield _char(value, random)
        elif kind is op.IN:
            yield _member(value, random)
        elif kind in (op.ANY, op.NOT_LITERAL):
            yield random.choice(ANY_CHARS)
        elif kind is op.SUBPATTERN:
            yield from _made(value[3], random)
        elif kind is op.BRANCH:
            yield from _made(random.choice(value[1]), random)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            least, most, inner = value
            for _ in range(random.randint(least, min(int(most), least + MORE))):
                yield from _made(inner, random)


def _char(code: int, random: Random) -> str:
    char = chr(code)
    if char == OPAQUE:
        return random.choice("aéЖ9")
    swapped = char.swapcase()
    return swapped if len(swapped) == 1 and random.random() < 0.2 else char  # noqa: PLR2004


def _member(members: Sequence[tuple[Any, Any]], random: Random) -> str:
    if members[0][0] is op.NEGATE:
        refused = {chr(value) for kind, value in members[1:] if kind is op.LITERAL}
        return random.choice([char for char in ANY_CHARS if char not in refused])
    kind, value = random.choice(list(members))
    if kind is op.LITERAL:
        return _char(value, random)
    if kind is op.RANGE:
        return chr(random.randint(*value))
    known = {
        op.CATEGORY_DIGIT: "0123456789",
        op.CATEGORY_SPACE: " \t\n",
        op.CATEGORY_NOT_WORD: " .,;!?é",
        op.CATEGORY_NOT_DIGIT: "abc .",
    }
    return random.choice(known.get(value, WORD_CHARS))
