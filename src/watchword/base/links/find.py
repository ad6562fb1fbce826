"""Finding links in a text: with a scheme, without one, and defanged.

Two passes, each linear in the text. The first takes links with a scheme; the second looks
for bare hosts in what is left. A bare host needs a known top-level domain, so that most
abbreviations, file names and missing spaces are not taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchword.base.links.bare import is_bare_host, trimmed
from watchword.base.links.link import Link, make_link
from watchword.base.links.syntax import (
    HOST,
    RUN,
    SCHEME,
    compiled,
    labels_of,
    path_end,
    port_after,
    refanged,
)
from watchword.base.span import Span


def find_links(text: str) -> tuple[Link, ...]:
    """Every link in a text, from left to right, not overlapping.

    Found are ``http://``, ``https://`` and ``ftp://`` addresses, bare hosts such as
    ``example.org/path`` and ``www.example.org``, Unicode hosts, and defanged forms
    (``hxxps://example[.]org``). Punctuation after a link and brackets around it are no part
    of it. E-mail addresses and names after an ``@`` are no links.

    Never raises; takes time linear in the text.
    """
    clear = _scannable(text)
    first = tuple(_with_scheme(clear))
    rest = _without(clear, [link.span for link in first]) if first else clear
    second = tuple(_bare(rest))
    if first and second:
        return tuple(sorted((*first, *second), key=lambda link: link.span))
    return first or second


def _scannable(text: str) -> str:
    """The text with half surrogate pairs, which have no UTF-8, replaced one for one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with these spans blanked out; every other place stays where it is."""
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += (text[done : span.start], " " * (span.end - span.start))
        done = span.end
    return "".join((*pieces, text[done:]))


def _with_scheme(text: str) -> Iterator[Link]:
    done = 0
    for whole, scheme, authority in compiled(SCHEME).groups(text):
        if whole.start < done:
            continue
        credentials, at, place = authority.of(text).rpartition("@")
        host = _host(place)
        if host is None:
            continue
        start = authority.start + len(credentials) + len(at)
        end = start + host[0].end
        if host[1].end > 0:
            labels = [Span(start, end)]
        else:
            labels = trimmed(text, labels_of(text, start, end), bare=False)
        link = _rest(text, whole.start, labels, scheme.of(text), credentials)
        if link is not None:
            done = link.span.end
            yield link


def _host(place: str) -> tuple[Span, ...] | None:
    """The host at the beginning of what can be one with a port, and the IPv6 address in it."""
    if place.isascii() and all(map(str.isalnum, place.split("."))):
        return Span(0, len(place)), Span(-1, -1)  # the usual form, without a search
    return next(compiled(HOST).groups(place), None)


def _bare(text: str) -> Iterator[Link]:
    done = 0
    for run in compiled(RUN).find(text):
        if run.start < done or "@" in run.of(text):
            continue
        for start, end in _pieces(text, run):
            labels = trimmed(text, labels_of(text, start, end), bare=True)
            stop = labels[-1].end
            _, after = port_after(text, stop)
            has_path = after > stop or path_end(text, after) > after
            if start >= done and is_bare_host(text, labels, has_path=has_path):
                link = _rest(text, labels[0].start, labels)
                if link is not None:
                    done = link.span.end
                    yield link


def _pieces(text: str, run: Span) -> Iterator[tuple[int, int]]:
    """The parts of a run between the signs that stand in e-mail addresses but in no host."""
    start = run.start
    for piece in run.of(text).replace("%", "+").split("+"):
        if piece:
            yield start, start + len(piece)
        start += len(piece) + 1


def _rest(
    text: str, start: int, labels: Sequence[Span], scheme: str = "", credentials: str = ""
) -> Link | None:
    """The link whose host has been read: its port and path, put together."""
    end = labels[-1].end
    if text.startswith((".:", "./"), end):  # the dot of the root, as in example.org./path
        end += 1
    port, end = port_after(text, end)
    stop = path_end(text, end)
    names = [label.of(text) for label in labels]
    if any("%" in name for name in names):
        from urllib.parse import unquote

        names = unquote(".".join(names)).split(".")
    return make_link(
        Span(start, stop),
        names,
        scheme=scheme.lower().replace("x", "t"),
        credentials=credentials,
        port=port,
        path=refanged(text[end:stop]),
    )
