"""What stands beside and around a span: most false alarms are told by their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from watchword.base.span import Span


def stands_alone(text: str, span: Span, *, joiners: str = "_") -> bool:
    """Whether no letter, digit or joiner stands directly before or after the span.

    Args:
        text: The whole text.
        span: What is asked about.
        joiners: Further characters that would make it part of something longer.
    """
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    return not any(char.isalnum() or char in joiners for char in (before + after))


def around(text: str, span: Span, *, before: int = 0, after: int = 0) -> str:
    """The text beside a span, the span itself left out as one space.

    Args:
        text: The whole text.
        span: What is asked about.
        before: Code points to take before it.
        after: Code points to take after it.
    """
    return f"{text[max(0, span.start - before) : span.start]} {text[span.end : span.end + after]}"


def token_before(text: str, span: Span, *, reach: int = 200) -> str:
    """What is joined to the span's left without a space, at most ``reach`` code points."""
    left = text[max(0, span.start - reach) : span.start]
    return left.rsplit(maxsplit=1)[-1] if left and not left[-1].isspace() else ""


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans from left to right without overlaps: the first, and of equals the longest."""
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end
