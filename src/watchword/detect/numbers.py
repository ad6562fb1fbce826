"""Numbers that are known by their shape, a check digit and the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from watchword.base.pattern import Pattern
from watchword.base.span import Span
from watchword.detect.surroundings import around, stands_alone

BEFORE = 60
"""Characters before a number in which a word about it counts."""

AFTER = 30
"""Characters after it."""

GAP = r"[ \x{A0}\x{202F}\x{3000}\x{2011}-]?"
"""At most one space or hyphen, of those that break a line and those that do not."""


def numbers(
    text: str,
    shape: Pattern,
    is_valid: Callable[[str], bool],
    *,
    context: Pattern | None = None,
    needs_context: Callable[[str], bool] = bool,
    joiners: str = "_",
) -> Iterator[Span]:
    """Numbers of a shape that pass their check.

    Args:
        text: The whole text.
        shape: What they look like, separators included.
        is_valid: Takes letters and digits only, capitals, and says whether it is really one.
        context: Words of which one must stand near.
        needs_context: Takes the words as written and says whether a word must stand near.
        joiners: Characters beside it that would make it part of something longer.
    """
    for span in shape.find(text):
        words = span.of(text)
        if not stands_alone(text, span, joiners=joiners):
            continue
        compact = "".join(char for char in words.upper() if char.isalnum())
        # RE2 takes the long s and the Kelvin sign for s and k; no number holds them
        if not compact.isascii() or not is_valid(compact):
            continue
        if context is not None and needs_context(words) and not is_near(text, span, context):
            continue
        yield span


def is_near(text: str, span: Span, context: Pattern) -> bool:
    """Whether one of the words stands near a span."""
    return context.found_in(around(text, span, before=BEFORE, after=AFTER))


def has_gaps(words: str) -> bool:
    """Whether a number is written in groups."""
    return not words.isalnum()
