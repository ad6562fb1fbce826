"""How links are written: the patterns that find them, and where each part ends."""

from __future__ import annotations

from functools import cache

from watchword.base.links.host import IGNORED
from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span

WIDE_DOTS = "\u3002\uff0e\uff61"
"""Ideographic dots that browsers take for a dot. Source: UTS #46, section 2.3."""

_DOT = rf"(?:[.{WIDE_DOTS}]|[\[({{](?:\.|dot)[\])}}])"
_CIRCLED = r"\x{24b6}-\x{24e9}"  # browsers read circled letters as letters (UTS #46)
_NAME = rf"\pL\pN\pM_{_CIRCLED}{IGNORED}"
_PIECE = rf"[{_NAME}+%@-]+"
_NOT_AUTHORITY = r"\pZ\p{Cc}/\\?#<>\"“”«»`|^"

SCHEME = rf"(h[tx][tx]ps?|ftp)\[?:\]?[/\\]{{1,4}}\]?([^{_NOT_AUTHORITY}]+)"
"""A scheme (group 1), plain or defanged, and all that can be credentials, host and port."""

HOST = rf"^(?:(\[[0-9A-Fa-f:.]{{2,45}}\])|[{_NAME}%-]+(?:{_DOT}[{_NAME}%-]+)*)"
"""A host at the beginning; group 1 is IPv6."""

RUN = rf"{_PIECE}(?:{_DOT}{_PIECE})+"
"""Words joined by dots, as long as they go: hosts, e-mail addresses and much else."""

GATES = (
    r"h[tx][tx]ps?\[?:",
    r"ftp\[?:",
    r"[^\s.]\.(?:[a-z]{2}|[a-z]?[^\x00-\x7f])",
    r"[0-9]\.[0-9]{0,3}(?:[:/?#\\\[]|[^\x00-\x7f])",
    r"[\[({](?:\.|dot)[\])}]",
    rf"[{WIDE_DOTS}]",
)
"""RE2 patterns (any case); every text that holds a link matches one of them."""

SCHEME_GATES = GATES[:2]
"""The same for links that name their scheme."""

_OPEN = {")": "(", "]": "[", "}": "{"}
_ENDS_PATH = frozenset('<>"“”«»`|^，。、！？；：「」『』（）【】《》〈〉')
_TRAILING = ".,;:!?'’‘…*([{"
_DEFANGED = (("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[/]", "/"))
_LAST_PORT = 65_535


@cache
def compiled(source: str) -> Pattern:
    """The pattern, compiled on first use; any case."""
    return pattern(source)


def refanged(text: str) -> str:
    """A path with its defanging undone."""
    if "[" in text or "(" in text or "{" in text:
        for written, meant in _DEFANGED:
            text = text.replace(written, meant)
    return text


def labels_of(text: str, start: int, end: int) -> list[Span]:
    """The labels of a host that stands at these places of a text."""
    host = text[start:end]
    if host.isascii() and not ("[" in host or "(" in host or "{" in host):
        spans, at = [], start
        for label in host.split("."):
            spans.append(Span(at, at + len(label)))
            at += len(label) + 1
        return spans
    dots = [Span(start, start), *(_shift(dot, start) for dot in compiled(_DOT).find(host))]
    ends = [*(dot.start for dot in dots[1:]), end]
    return [Span(dot.end, stop) for dot, stop in zip(dots, ends, strict=True)]


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def port_after(text: str, at: int) -> tuple[int | None, int]:
    """The port that is written at a place, and where it ends."""
    colon = 3 if text.startswith("[:]", at) else 1 if text.startswith(":", at) else 0
    start = end = at + colon
    while colon and end < len(text) and end - start < 6 and "0" <= text[end] <= "9":  # noqa: PLR2004 - longer than any port
        end += 1
    if end == start or int(text[start:end]) > _LAST_PORT:
        return None, at
    return int(text[start:end]), end


def path_end(text: str, at: int) -> int:
    """Where the path, query and fragment that begin at a place end; the place when none do.

    A closing bracket ends it unless it was opened inside; punctuation at the end is no
    part of it.
    """
    if not text.startswith(("/", "?", "#", "\\", "[/]"), at):
        return at
    opened: list[str] = []
    end = at
    while end < len(text):
        char = text[end]
        if char.isspace() or char < " " or char in _ENDS_PATH:
            break
        if char in "([{":
            opened.append(char)
        elif char in _OPEN:
            if not opened or opened[-1] != _OPEN[char]:
                break
            opened.pop()
        end += 1
    while end > at and text[end - 1] in _TRAILING:
        end -= 1
    return end
