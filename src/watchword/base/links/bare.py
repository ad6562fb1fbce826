"""Hosts written without a scheme, told apart from abbreviations, file names and slips."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from watchword.base.links.host import IGNORED, ip_address, is_label, readable
from watchword.base.links.suffix import is_top
from watchword.base.links.syntax import WIDE_DOTS
from watchword.base.span import Span

_DOUBTFUL = frozenset(
    (
        *("am", "as", "at", "be", "by", "do", "id", "in", "is", "it", "me", "my"),
        *("no", "pa", "so", "to", "us"),
        *("md", "mov", "py", "rs", "sh", "zip"),
    )
)
"""Top-level domains that are words ("the end.so we left") or endings of file names.

With one word before them and no path after them, a slip or a file is likelier than a link.
"""

_CJK = (
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""Scripts that set no space beside a Latin word: Han, kana, bopomofo, hangul."""

_EDGES = "_-" + IGNORED


def trimmed(text: str, labels: Sequence[Span], *, bare: bool) -> list[Span]:
    """The labels without the words that stand directly beside the host.

    Args:
        text: The text.
        labels: Places of the labels.
        bare: Whether no scheme shows where the host begins, and that it is one.
    """
    kept = list(labels)
    if bare:
        kept[0] = Span(_start(text, kept[0]), kept[0].end)
    while kept:
        last = kept[-1]
        end = last.start + len(text[last.start : last.end].rstrip(_EDGES))
        kept[-1] = last = Span(last.start, end)
        label = readable(last.of(text))
        if is_top(label) or len(kept) == 1:
            break
        latin = _ascii_length(last.of(text))
        if 0 < latin < end - last.start and is_top(label[:latin]):
            kept[-1] = Span(last.start, last.start + latin)
            break
        slip = last.of(text)[:1].isupper() and bare
        if not slip and text[kept[-2].end] not in WIDE_DOTS:
            break
        kept.pop()
    return kept


def is_bare_host(text: str, labels: Sequence[Span], *, has_path: bool) -> bool:
    """Whether labels without a scheme name a host."""
    words = [readable(label.of(text)) for label in labels]
    if len(words) < 2 or not all(map(is_label, words)):  # noqa: PLR2004 - a name and a suffix
        return False
    if words[-1].isdigit():
        plain = ".".join(words)
        return has_path and len(words) == 4 and ip_address(plain) == plain  # noqa: PLR2004
    if not is_top(words[-1]):
        return False
    return len(words) > 2 or has_path or not _is_slip(words, labels[-1].of(text))  # noqa: PLR2004


def _is_slip(words: Sequence[str], ending: str) -> bool:
    """Whether a word, a dot and a word are likelier a file or a missing space than a link."""
    short = len(ending) == 2  # noqa: PLR2004 - a country's ending
    new_sentence = short and ending[0].isupper() and ending[1].islower()
    number = short and words[0].isdigit()  # "1.st", "7.am"
    return new_sentence or number or words[1] in _DOUBTFUL


def _start(text: str, label: Span) -> int:
    """Where a first label begins, past hyphens and past a word of a script without spaces."""
    start = label.start
    for before, after in pairwise(range(label.start, label.end)):
        if _is_cjk(text[before]) and text[after].isascii():
            start = after
    while start < label.end and text[start] in _EDGES:
        start += 1
    return start


def _is_cjk(char: str) -> bool:
    return char >= "\u2e80" and any(first <= char <= last for first, last in _CJK)


def _ascii_length(word: str) -> int:
    return next((at for at, char in enumerate(word) if not char.isascii()), len(word))
