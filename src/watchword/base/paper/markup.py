"""HTML put together from escaped parts: a text can never become an element."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"meta", "link", "br", "hr"})
"""Elements without an end tag that pages here use (HTML Standard, section 13.1.2, 2026-11)."""
_INLINE = frozenset({"a", "br", "code", "em", "mark", "span", "strong"})
"""Elements within a line; after any other a line of the file ends, so that files compare well."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Part = str | Iterable["Part"]


def element(tag: str, *parts: Part, **attributes: str | bool | None) -> Html:
    """An element.

    Args:
        tag: Name of the element.
        parts: Plain words, which are escaped; elements, which are not; or several of either.
        attributes: A trailing ``_`` is dropped and others become ``-``; False and None leave
            the attribute out, True gives it without a value.
    """
    opened = tag
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        opened += f" {written}" if value is True else f' {written}="{escape(clean(str(value)))}"'
    end = "" if tag in _INLINE else "\n"
    if tag in VOID:
        return Html(f"<{opened}>{end}")
    return Html(f"<{opened}>{together(*parts)}</{tag}>{end}")


def together(*parts: Part) -> Html:
    """Parts one after the other."""
    return Html("".join(_written(part) for part in parts))


def _written(part: Part) -> str:
    if isinstance(part, Html):
        return part
    if isinstance(part, str):
        return escape(clean(part), quote=False)
    return together(*part)


def clean(text: str) -> str:
    """Without the control and non-characters that HTML and XML may not hold (XML 1.0, 2.2)."""
    return "".join(char for char in text if char >= " " or char in "\t\n").translate(_NEVER)


_NEVER = dict.fromkeys((0x7F, *range(0x80, 0xA0), 0xFFFE, 0xFFFF))
