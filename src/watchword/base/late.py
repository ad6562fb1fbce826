"""Patterns of the product's own, compiled when they are first asked.

A policy's pattern is compiled where it is read, so that what is wrong with it is said with
file and line. Ours are known to be sound (a test compiles each), and most of them are asked
by few posts: compiling all would be half of what a check from a cold shell takes.
"""

from __future__ import annotations

from watchword.base import pattern as at_once
from watchword.base.pattern import Pattern


def pattern(source: str, *, case: bool = False, captures: bool = True) -> Pattern:
    """The same as :func:`watchword.base.pattern.pattern`, but compiled at the first search."""

    def match(text: bytes, start: int) -> list[tuple[int, int]] | None:
        compiled = at_once.pattern(source, case=case, captures=captures)
        object.__setattr__(late, "match", compiled.match)  # from now on without this door
        return compiled.match(text, start)

    late = Pattern(source, match)
    return late
