"""Links as X recognises them: with ``https://`` and bare, in time linear in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.x.hosts import (
    Label,
    host_runs,
    is_label,
    is_short_enough,
    labels_of,
    plain_hosts,
)
from watchword.channels.x.letters import ASCII_ALNUM, INVALID, LATIN_CLASS

URL_MOST = 4096
"""Characters of a link, its host in ASCII form; a longer one is not a link to X."""

TCO_SLUG_MOST = 40
"""Characters after ``t.co/``; with more it is not a link to X."""

_NOT_BEFORE = ASCII_ALNUM | INVALID | frozenset("@＠$#＃")
_NOT_BEFORE_BARE = frozenset("-_./")
_CYRILLIC = r"\x{400}-\x{4ff}"
_PATH = rf"a-z0-9{_CYRILLIC}{LATIN_CLASS}!*';:=+,.$/%#\[\]\-\x{{2013}}_~@|&"
_PATH_END = rf"[+\-a-z0-9{_CYRILLIC}{LATIN_CLASS}=_#/]"
_PARENS = rf"\((?:[{_PATH}]+|[{_PATH}]*\([{_PATH}]+\)[{_PATH}]*)\)"
_QUERY = r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])"
_TAIL = rf"^(?::[0-9]+)?(/(?:(?:[{_PATH}]|{_PARENS})*(?:{_PATH_END}|{_PARENS}))?)?{_QUERY}?"
_TCO = rf"^https?://t\.co/([a-z0-9]+){_QUERY}?"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text.

    Attributes:
        span: Where it stands, protocol and path included.
        host: Where its host stands.
    """

    span: Span
    host: Span

    @property
    def has_protocol(self) -> bool:
        """Whether it begins with ``http://`` or ``https://``."""
        return self.host.start > self.span.start


@lru_cache(maxsize=2)
def links(text: str) -> tuple[Link, ...]:
    """Every link, left to right; those of the last text are kept, for all rules ask for them.

    Source: the official conformance cases of twitter-text, ``extract.yml`` (2020).
    """
    return tuple(_links(text)) if "." in text else ()


def _links(text: str) -> Iterator[Link]:
    position = 0
    for run in host_runs(text):
        if run.end <= position:
            continue
        if run.start < position:
            run = Span(position, run.end)  # noqa: PLW2901 - the rest of the run
        labels = labels_of(text, run)
        start = _protocol_start(text, run.start, position)
        if start is not None and labels and labels[0].best > 0:
            host = Span(run.start, labels[0].best)
            found, position = _with_protocol(text, start, host)
            yield from found
        for index, label in enumerate(labels):
            if label.end <= position:
                continue
            host_found = _bare_host(text, labels, index, position)
            if host_found is not None:
                hosts, position = _without_protocol(text, labels[index:], host_found)
                yield from hosts


def _protocol_start(text: str, host_start: int, position: int) -> int | None:
    """Where ``http://`` or ``https://`` before a host begins; None without one."""
    before = text[max(host_start - 8, 0) : host_start].lower()
    for protocol in ("https://", "http://"):
        if before.endswith(protocol):
            start = host_start - len(protocol)
            return start if _may_begin(text, start, position) else None
    return None


def _may_begin(text: str, start: int, position: int) -> bool:
    """Whether a link may begin here, after what has been read already."""
    if start == 0:
        return position == 0
    return start > position and text[start - 1] not in _NOT_BEFORE


def _bare_host(text: str, labels: tuple[Label, ...], index: int, position: int) -> Span | None:
    """The host that begins in a label, after its first character that may begin one."""
    label = labels[index]
    for start in range(max(label.start, position), label.end):
        if text[start] in "-_" or not _may_begin(text, start, position):
            continue
        name = text[start : label.end]
        if not is_label(name, underscores=True):
            return None
        following = labels[index + 1].best if index + 1 < len(labels) else -1
        if following > 0:
            return Span(start, following)
        if label.tld_end < 0:
            return None
        # After an underscore a host is read, but is no link: see _NOT_BEFORE_BARE.
        return Span(start + name.rfind("_") + 1, label.tld_end)
    return None


def _with_protocol(text: str, start: int, host: Span) -> tuple[tuple[Link, ...], int]:
    """The link with this host, and where reading goes on."""
    end, _ = _tail(text, host.end)
    if _is_tco(text, host):
        slug = text[host.end + 1 : end]
        if text.startswith("/", host.end) and slug.isascii() and slug.isalnum():
            is_link = len(slug) <= TCO_SLUG_MOST  # the usual form, without a search
            return ((Link(Span(start, end), host),) if is_link else ()), end
        short = next(_tco().groups(text[start:end]), None)
        if short is not None:
            if short[1].end - short[1].start > TCO_SLUG_MOST:
                return (), end
            return (Link(Span(start, start + short[0].end), host),), end
    if end - start > URL_MOST or not is_short_enough(host.of(text)):
        return (), end
    return (Link(Span(start, end), host),), end


def _without_protocol(
    text: str, labels: tuple[Label, ...], host: Span
) -> tuple[tuple[Link, ...], int]:
    """The links within a host without a protocol, and where reading goes on."""
    end, has_path = _tail(text, host.end)
    if host.start > 0 and text[host.start - 1] in _NOT_BEFORE_BARE:
        return (), end
    within = tuple(label for label in labels if label.end < host.end)
    hosts = [one for one in plain_hosts(text, within, host) if is_short_enough(one.of(text))]
    found = [Link(one, one) for one in hosts]
    if found and has_path:
        found[-1] = Link(Span(hosts[-1].start, end), hosts[-1])
    return tuple(found), end


def _tail(text: str, start: int) -> tuple[int, bool]:
    """The end of the port, path and query after a host, and whether there is a path."""
    if text[start : start + 1] not in (":", "/", "?"):
        return start, False
    for most in (256, 2 * URL_MOST):
        part = text[start : start + most].split(maxsplit=1)[0]
        if len(part) < most:
            break
    if part[0] == "/" and part.isascii() and part.replace("/", "").isalnum():
        return start + len(part), True  # the usual form, without a search
    found = next(_tail_pattern().groups(part), None)
    if found is None:
        return start, False
    return start + found[0].end, found[1].end > found[1].start


def _is_tco(text: str, host: Span) -> bool:
    return host.end - host.start == len("t.co") and host.of(text).lower() == "t.co"


@cache
def _tail_pattern() -> Pattern:
    return pattern(_TAIL)


@cache
def _tco() -> Pattern:
    return pattern(_TCO)
