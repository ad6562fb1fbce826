"""Two wordings side by side: which words went and which came."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MOST_WORDS = 3_000
"""Beyond it, two wordings are shown without marks; comparing grows with the square."""


def marked(text: str, other: str, tag: str) -> SafeString:
    """A text with the words that the other one lacks marked.

    Args:
        text: The wording that is shown.
        other: The wording it is held against.
        tag: ``del`` in the older one, ``ins`` in the newer.
    """
    mine, theirs = text.split(), other.split()
    if not theirs or max(len(mine), len(theirs)) > MOST_WORDS:
        return format_html("{}", text)
    return format_html_join(
        " ",
        "{}",
        (
            (format_html(f"<{tag}>{{}}</{tag}>", words) if is_own else words,)
            for words, is_own in _runs(mine, theirs)
        ),
    )


def _runs(mine: list[str], theirs: list[str]) -> Iterator[tuple[str, bool]]:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if end > start:
            yield " ".join(mine[start:end]), kind != "equal"
