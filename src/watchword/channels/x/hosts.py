"""Which stretches of a run of characters are hosts that X makes links of.

A run is cut at its dots into labels. A host is any number of labels (``-`` and ``_`` may
stand inside them), one more label (only ``-`` may) and a top-level domain after it. The
longest host that goes on from each label is found once, from right to left, so that a
run of any length takes time in proportion to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.x.letters import ASCII_ALNUM, LATIN, NOT_IN_HOST

LABEL_MOST = 63
"""Characters of a label in ASCII form, the prefix ``xn--`` included (RFC 1035, 2.3.4)."""

_PLAIN = ASCII_ALNUM | LATIN | {"-"}
_NOT_AFTER_TLD = ASCII_ALNUM | frozenset("@+-")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a dot of a run.

    Attributes:
        start: Its first character, as an index of the text.
        end: The dot after it.
        tld_end: End of the top-level domain that begins after the dot; -1 for none.
        best: End of the longest host that this label begins; -1 for none.
    """

    start: int
    end: int
    tld_end: int
    best: int


@cache
def top_level_domains() -> frozenset[str]:
    """Top-level domains in lower case, in their own script."""
    text = Path(__file__).with_name("tlds.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


@cache
def _longest_tld() -> int:
    return max(map(len, top_level_domains()))


def host_runs(text: str) -> Iterator[Span]:
    """Every run of characters in which a host may stand."""
    return _runs().find(text)


@cache
def _runs() -> Pattern:
    inside = f"[^{NOT_IN_HOST}]"
    return pattern(rf"{inside}+(?:\.{inside}+)+", case=True)


def labels_of(text: str, run: Span) -> tuple[Label, ...]:
    """The labels of a run, each with the longest host that it begins."""
    dots = _dots(text, run)
    starts = [run.start, *(dot + 1 for dot in dots)]
    stops = [*starts[2:], run.end + 1]
    found: list[Label] = []
    best = -1
    for start, dot, stop in reversed(list(zip(starts, dots, stops, strict=False))):
        tld_end = _tld_end(text, dot + 1, stop - 1)
        name = text[start:dot]
        if not is_label(name, underscores=True):
            best = -1
        elif best < 0 and "_" not in name:
            best = tld_end
        found.append(Label(start, dot, tld_end, best))
    found.reverse()
    return tuple(found)


def _dots(text: str, run: Span) -> list[int]:
    found = []
    at = text.find(".", run.start, run.end)
    while at >= 0:
        found.append(at)
        at = text.find(".", at + 1, run.end)
    return found


def plain_hosts(text: str, labels: Sequence[Label], host: Span) -> Iterator[Span]:
    """The hosts of ASCII and accented Latin letters within a host without a protocol.

    Other scripts are written without spaces, so that words stand on both sides of such a
    host; a domain in another script is recognised only after a protocol.

    Args:
        text: The text.
        labels: The labels of the host, the first one perhaps cut.
        host: Where it stands.
    """
    ends: list[int] = []
    best = -1
    following = ""
    for label in reversed(labels):
        tld_end = label.tld_end if label.tld_end <= host.end else -1
        if best < 0 or not _PLAIN.issuperset(following):
            best = tld_end
        ends.append(best)
        following = text[label.start : label.end]
    position = host.start
    for label, end in zip(labels, reversed(ends), strict=True):
        start = label.end
        while start > max(position, label.start) and text[start - 1] in _PLAIN:
            start -= 1
        if position <= start < label.end and end > 0:
            yield Span(start, end)
            position = end


def is_label(name: str, *, underscores: bool = False) -> bool:
    """Whether this may stand before a dot: no dash or underscore at its ends."""
    if not name or name[0] in "-_" or name[-1] in "-_":
        return False
    return underscores or "_" not in name


def is_short_enough(host: str) -> bool:
    """Whether each label fits the name system when written in ASCII (RFC 3492)."""
    for label in host.split("."):
        if label.isascii():
            size = len(label)
        elif label[:4].lower() == "xn--":
            return False
        else:
            size = len("xn--") + len(label.lower().encode("punycode"))
        if size > LABEL_MOST:
            return False
    return True


def _tld_end(text: str, start: int, stop: int) -> int:
    """End of the top-level domain at the start of a stretch between dots; -1 for none."""
    known = top_level_domains()
    most = min(stop - start, _longest_tld())
    part = text[start : start + most]
    if part.isascii() and most == stop - start:
        low = part.lower()
        if low in known and text[stop : stop + 1] not in _NOT_AFTER_TLD:
            return stop
        return _punycode_end(text, start, stop) if low.startswith("xn--") else -1
    lower = "".join(char.lower()[:1] for char in part)
    for size in range(most, 0, -1):
        if lower[:size] in known and text[start + size : start + size + 1] not in _NOT_AFTER_TLD:
            return start + size
    return _punycode_end(text, start, stop) if lower.startswith("xn--") else -1


def _punycode_end(text: str, start: int, stop: int) -> int:
    end = start + len("xn--")
    first = end
    while end < stop and (text[end] in ASCII_ALNUM or text[end] == "-"):
        end += 1
    return end if end > first else -1
