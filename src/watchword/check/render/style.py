"""Colours and widths of a terminal; plain text where colour is not wanted."""

from __future__ import annotations

import os
import sys
import unicodedata
from dataclasses import dataclass
from typing import TextIO

CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Puts words into colour, or leaves them as they are.

    Attributes:
        is_coloured: Whether escape sequences are written.
    """

    is_coloured: bool = False

    def __call__(self, words: str, *names: str) -> str:
        """The words in these colours."""
        if not self.is_coloured or not words:
            return words
        codes = ";".join(CODES[name] for name in names)
        return f"\x1b[{codes}m{words}\x1b[0m"


def style_for(stream: TextIO | None = None, *, wanted: bool | None = None) -> Style:
    """The style for a stream: coloured on a terminal, unless NO_COLOR says otherwise.

    https://no-color.org (2026-11) and FORCE_COLOR are obeyed.
    """
    if wanted is not None:
        return Style(wanted)
    if os.environ.get("NO_COLOR"):
        return Style()
    if os.environ.get("FORCE_COLOR"):
        return Style(is_coloured=True)
    return Style((stream or sys.stdout).isatty())


def columns(text: str) -> int:
    """Width on a terminal: wide East Asian characters and emoji take two columns, marks none."""
    width = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
            continue
        width += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
    return width


def visible(text: str) -> str:
    """The text with control characters shown, so that a post cannot steer the terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _shown(char) for char in text)


def _shown(char: str) -> str:
    return "  " if char == "\t" else char.encode("unicode_escape").decode()
