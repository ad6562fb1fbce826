"""A post's words out of the HTML that servers give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3"})


class _Reader(HTMLParser):
    """Words with their line breaks; @names with their servers."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._names = names
        self._name: str | None = None
        self._gap = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._gap = bool(self.parts)
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "a":
            name = self._names.get(dict(attrs).get("href") or "")
            if name is not None:
                self._said(f"@{name}")
                self._name = name

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._name = None
        elif tag in _BLOCKS:
            self._gap = True

    def handle_data(self, data: str) -> None:
        if self._name is None:
            self._said(data)

    def _said(self, text: str) -> None:
        if self._gap and text.strip():
            self.parts.append("\n\n")
            self._gap = False
        self.parts.append(text)


def words_of(html: str, mentions: Sequence[Mapping[str, object]] = ()) -> str:
    """A post's text as its author wrote it, as far as HTML still holds that.

    Servers shorten links by hiding parts, which are said here, and show ``@name`` for
    ``@name@server``, which is said in full for those of other servers.

    Args:
        html: ``content`` of a status.
        mentions: Its ``mentions``, with ``url`` and ``acct`` each.
    """
    reader = _Reader({str(one.get("url")): str(one.get("acct")) for one in mentions})
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()
