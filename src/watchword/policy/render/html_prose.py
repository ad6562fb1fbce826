"""Prose as HTML."""

from __future__ import annotations

from collections.abc import Callable

from watchword.base.paper.markup import Html, element, together
from watchword.policy.render.prose import Kind, Node, Nodes, plain

Href = Callable[[str], str]
"""From ``#anchor`` or an address to what stands in ``href``."""

_SIMPLE = {
    Kind.PARAGRAPH: "p",
    Kind.BULLETS: "ul",
    Kind.NUMBERS: "ol",
    Kind.POINT: "li",
    Kind.QUOTE: "blockquote",
    Kind.PAIRS: "dl",
    Kind.STRONG: "strong",
    Kind.EMPHASIS: "em",
    Kind.LINE: "hr",
    Kind.BREAK: "br",
}


def prose_html(nodes: Nodes, href: Href) -> Html:
    """Prose as HTML."""
    return together(_node(one, href) for one in nodes)


def badge_html(name: str, text: str) -> Html:
    """How a rule is kept, as a small coloured label."""
    return element("span", text, class_=f"badge {name}")


def _node(node: Node, href: Href) -> Html:
    inner = prose_html(node.children, href)
    if node.kind in _SIMPLE:
        return element(_SIMPLE[node.kind], inner)
    match node.kind:
        case Kind.HEADING:
            return element(f"h{node.level}", inner)
        case Kind.LINK:
            return element("a", inner, href=href(node.target))
        case Kind.PAIR:
            return together(element("dt", node.text), element("dd", inner))
        case Kind.TABLE:
            return _table(node, href)
    return _text(node)


def _text(node: Node) -> Html:
    """A node without children."""
    match node.kind:
        case Kind.LITERAL:
            return element("code", node.text)
        case Kind.CODE:
            return element("pre", element("code", node.text))
        case Kind.BADGE:
            return badge_html(node.target, node.text)
    return together(node.text)


def _table(node: Node, href: Href) -> Html:
    """A table whose head row names its columns and whose first column names its rows.

    On a narrow screen each row is a block of its own, and each cell says its column. The
    roles are written out, because browsers forget them where a table is shown as blocks.
    """
    head, *rows = node.children
    names = [plain(cell.children) for cell in head.children]
    named = element("tr", _head(head, href), role="row")
    body = [element("tr", _cells(row, href, names), role="row") for row in rows]
    made = element(
        "table",
        element("thead", [named], role="rowgroup"),
        element("tbody", body, role="rowgroup"),
        role="table",
    )
    return element(
        "div", made, class_="scroll", tabindex="0", role="group", aria_label=_label(head)
    )


def _head(row: Node, href: Href) -> list[Html]:
    return [
        element("th", prose_html(cell.children, href), scope="col", role="columnheader")
        for cell in row.children
    ]


def _cells(row: Node, href: Href, names: list[str]) -> list[Html]:
    made = []
    for number, cell in enumerate(row.children):
        inner = prose_html(cell.children, href)
        name = names[number] if number < len(names) else ""
        if number:
            made.append(element("td", inner, role="cell", data_label=name))
        else:
            made.append(element("th", inner, scope="row", role="rowheader", data_label=name))
    return made


def _label(head: Node) -> str:
    return "Table: " + ", ".join(plain(cell.children) for cell in head.children)
