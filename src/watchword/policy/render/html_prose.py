"""Prose as HTML."""

from __future__ import annotations

from collections.abc import Callable

from watchword.policy.render.markup import Html, element, together
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
    """A table whose head row names its columns and whose first column names its rows."""
    head, *rows = node.children
    named = [_cells(head, href, "col", "col")]
    body = [_cells(row, href, "row", None) for row in rows]
    made = element("table", element("thead", named), element("tbody", body))
    return element(
        "div", made, class_="scroll", tabindex="0", role="group", aria_label=_label(head)
    )


def _cells(row: Node, href: Href, first: str, rest: str | None) -> Html:
    made = []
    for number, cell in enumerate(row.children):
        scope = rest if number else first
        inner = prose_html(cell.children, href)
        made.append(element("th", inner, scope=scope) if scope else element("td", inner))
    return element("tr", made)


def _label(head: Node) -> str:
    return "Table: " + ", ".join(plain(cell.children) for cell in head.children)
