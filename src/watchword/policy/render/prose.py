"""Prose of a policy as a small tree that every format draws in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

DEEPEST_HEADING = 6
SCHEMES = ("https:", "http:", "mailto:", "tel:")
"""Addresses that a reader may follow from a handbook; others are shown as words only."""


class Kind(StrEnum):
    """What a part of the prose is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    POINT = "point"
    QUOTE = "quote"
    CODE = "code"
    LINE = "line"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    PAIRS = "pairs"
    PAIR = "pair"
    WORDS = "words"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    LITERAL = "literal"
    BREAK = "break"
    LINK = "link"
    BADGE = "badge"


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the prose.

    Attributes:
        kind: What it is.
        children: Its parts. The first row of a table is its head; a pair's text is its label.
        text: Words of ``words``, ``literal``, ``code``, ``badge``; the label of a ``pair``.
        target: ``#anchor`` or address of a link; name of a badge.
        level: Level of a heading, from 2.
    """

    kind: Kind
    children: tuple[Node, ...] = ()
    text: str = ""
    target: str = ""
    level: int = 0


Nodes = tuple[Node, ...]
Resolve = Callable[[str], str]
"""From a link as written to ``#anchor``, to an address, or to "" where it leads nowhere."""


def words(text: str) -> Node:
    """Plain words."""
    return Node(Kind.WORDS, text=text)


def paragraph(*parts: Node | str) -> Node:
    """A paragraph of words and other inline parts."""
    return Node(Kind.PARAGRAPH, tuple(words(one) if isinstance(one, str) else one for one in parts))


def heading(text: str, level: int) -> Node:
    """A heading of plain words."""
    return Node(Kind.HEADING, (words(text),), level=level)


def bullets(points: Iterable[str | Nodes]) -> Node:
    """A list with bullets."""
    made = ((paragraph(one),) if isinstance(one, str) else one for one in points)
    return Node(Kind.BULLETS, tuple(Node(Kind.POINT, one) for one in made))


def table(rows: Iterable[Iterable[str | Node]]) -> Node:
    """A table; the first row is its head."""
    return Node(
        Kind.TABLE,
        tuple(
            Node(
                Kind.ROW,
                tuple(
                    Node(Kind.CELL, (words(cell) if isinstance(cell, str) else cell,))
                    for cell in row
                ),
            )
            for row in rows
        ),
    )


def pairs(rows: Iterable[tuple[str, str | Nodes]]) -> Node:
    """Labels, each with what belongs to it."""
    made = ((label, (paragraph(one),) if isinstance(one, str) else one) for label, one in rows)
    return Node(Kind.PAIRS, tuple(Node(Kind.PAIR, nodes, text=label) for label, nodes in made))


def plain(nodes: Iterable[Node]) -> str:
    """The words alone."""
    return "".join(
        " " if one.kind is Kind.BREAK else one.text + plain(one.children) for one in nodes
    )


def raised(nodes: Nodes) -> Nodes:
    """The same prose with each heading one level higher."""
    return tuple(
        replace(one, children=raised(one.children), level=max(one.level - 1, 0)) for one in nodes
    )


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def read_prose(text: str, resolve: Resolve, *, top: int) -> Nodes:
    """Read Markdown; HTML in it stays words, and pictures become their description.

    Args:
        text: Markdown of the CommonMark kind, with tables.
        resolve: Where a link leads.
        top: Level of the highest heading; deeper ones follow without a gap.
    """
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(_markdown().parse(text))
    levels = sorted({int(one.tag[1]) for one in root.walk() if one.type == "heading"})
    reader = _Reader(resolve, {level: top + rank for rank, level in enumerate(levels)}, top - 1)
    return reader.read_all(root.children)


_BLOCKS = {
    "paragraph": Kind.PARAGRAPH,
    "bullet_list": Kind.BULLETS,
    "ordered_list": Kind.NUMBERS,
    "list_item": Kind.POINT,
    "blockquote": Kind.QUOTE,
    "hr": Kind.LINE,
    "tr": Kind.ROW,
    "th": Kind.CELL,
    "td": Kind.CELL,
    "strong": Kind.STRONG,
    "em": Kind.EMPHASIS,
    "hardbreak": Kind.BREAK,
}
_TEXTS = {
    "text": Kind.WORDS,
    "code_inline": Kind.LITERAL,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
}


@dataclass(slots=True)
class _Reader:
    resolve: Resolve
    levels: dict[int, int]
    last_level: int

    def read_all(self, nodes: Iterable[SyntaxTreeNode]) -> Nodes:
        return tuple(made for one in nodes for made in self.read(one))

    def read(self, node: SyntaxTreeNode) -> Nodes:
        """One node; none or several where the reader has no node of that kind."""
        if node.type in _TEXTS:
            return (Node(_TEXTS[node.type], text=node.content),)
        if node.type == "softbreak":
            return (words(" "),)
        children = self.read_all(node.children)
        if node.type in _BLOCKS:
            return (Node(_BLOCKS[node.type], children),)
        if node.type == "heading":
            return self._heading(int(node.tag[1]), children)
        if node.type == "table":
            return (Node(Kind.TABLE, children),)
        if node.type == "link":
            target = self.resolve(str(node.attrs.get("href", "")))
            return (Node(Kind.LINK, children, target=target),) if target else children
        return children

    def _heading(self, level: int, children: Nodes) -> Nodes:
        """A heading, at most one level below the one before; nothing when it has no words."""
        if not plain(children).strip():
            return ()
        self.last_level = min(self.levels[level], self.last_level + 1, DEEPEST_HEADING)
        return (Node(Kind.HEADING, children, level=self.last_level),)
