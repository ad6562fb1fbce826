"""HTML documents."""

from __future__ import annotations

from lxml import etree, html

from watchword.base.errors import DocumentError
from watchword.policy.import_.block import Block, BlockKind, Document, cells, tidy

_LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
    "button", "select", "svg", "head", "iframe",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li",
    "main", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(data: bytes, encoding: str | None = None) -> Document:
    """Read an HTML page; navigation, headers, footers, forms and scripts are left out.

    Args:
        data: The page.
        encoding: Its codec; None to believe the page.

    Raises:
        DocumentError: It cannot be parsed.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding=encoding)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError(
            "the page cannot be read as HTML", hint="open it in a browser and save it again"
        ) from error
    title = tidy(root.findtext(".//title") or "")
    mains = root.xpath("//main | //*[@role='main']") or root.xpath("//article") or [root]
    walk = _Walk()
    for main in mains if len(mains) == 1 else [root]:
        walk.read(main)
    first = next((one.text for one in walk.blocks if one.kind is BlockKind.HEADING), "")
    return Document(title=first or title, blocks=tuple(walk.blocks))


class _Walk:
    """Walks the tree without recursion and gathers blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._stack: list[str] = []
        self._term = ""

    def read(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in _LEFT_OUT or element.get("hidden") is not None:
                    events.skip_subtree()
                elif tag == "table":
                    self._flush()
                    self._table(element)
                    events.skip_subtree()
                else:
                    self._open(tag, element)
                continue
            if tag in _BLOCKS:
                self._flush()
                if self._stack and self._stack[-1] == tag:
                    self._stack.pop()
            if element.tail and element is not root:
                self._words.append(element.tail)
        self._flush()

    def _open(self, tag: str, element: etree._Element) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._stack.append(tag)
        if element.text:
            self._words.append(element.text)

    def _flush(self) -> None:
        text = tidy("".join(self._words))
        self._words.clear()
        if not text:
            return
        place = next((tag for tag in reversed(self._stack) if tag in _PLACES), "p")
        depth = sum(tag in ("ul", "ol") for tag in self._stack)
        if place in _HEADINGS:
            self.blocks.append(Block(kind=BlockKind.HEADING, text=text, level=_HEADINGS[place]))
        elif place == "dt":
            self._term = text
        elif place == "dd":
            self.blocks.append(Block(kind=BlockKind.DEFINITION, text=text, term=self._term))
        elif place == "blockquote":
            self.blocks.append(Block(kind=BlockKind.QUOTE, text=text))
        elif depth:
            self.blocks.append(Block(kind=BlockKind.ENTRY, text=text, level=depth))
        else:
            self.blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text))

    def _table(self, table: etree._Element) -> None:
        rows = [
            ["".join(cell.itertext()) for cell in row.xpath("./td | ./th")]
            for row in table.xpath(".//tr")
        ]
        self.blocks += cells(rows)


_PLACES = frozenset({*_HEADINGS, "dt", "dd", "blockquote", "li", "p"})
