"""Words and numbers of the measuring commands, for a terminal of eighty columns."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime

from watchword.check.render.style import Style, columns, visible

WIDTH = 80
LEAST_WIDTH = 40
"""Below this a paragraph is no easier to read than lines that the terminal breaks."""


def columns_here() -> int:
    """Columns for paragraphs and charts: a narrow terminal's own, eighty otherwise."""
    if not sys.stdout.isatty():
        return WIDTH
    import shutil

    return min(WIDTH, max(LEAST_WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


def say(text: str = "") -> None:
    """Write a line; in plain characters where the output can hold no others."""
    try:
        text.encode(sys.stdout.encoding or "utf-8", sys.stdout.errors or "strict")
    except UnicodeEncodeError:
        text = plain(text)
    sys.stdout.write(text + "\n")


def say_all(lines: Iterable[str], *, is_plain: bool = False) -> None:
    """Write lines; in plain characters where the terminal shows no others."""
    for line in lines:
        say(plain(line) if is_plain else line)


def plain(line: str) -> str:
    """A line in ASCII: our own signs as their like, what others wrote as question marks."""
    return line.translate(_PLAIN).encode("ascii", "replace").decode()


_PLAIN = str.maketrans("·…–×÷─●○¼½“”‘’\u00a0", "|~-x/-*o..\"\"'' ")


def wrapped(text: str, style: Style, *colours: str, indent: str = "") -> list[str]:
    """A paragraph in lines that fit."""
    kept = text.replace(" %", "\u00a0%")  # a number stays with its sign
    room = columns_here() - len(indent)
    lines = textwrap.wrap(kept, room, break_long_words=False, break_on_hyphens=False)
    return [indent + style(line.replace("\u00a0%", " %"), *colours) for line in lines]


def one_line(text: str | None, width: int) -> str:
    """The beginning of a text on one line, control characters shown, wide signs counted."""
    line = visible(" ".join((text or "").split()))
    if columns(line) <= width:
        return line
    kept = ""
    for char in line:
        if columns(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def count_of(number: int, one: str) -> str:
    """``1 post``, ``2 posts``, ``1,024 posts``."""
    return f"{number:,} {one}" + ("" if number == 1 else "s")


def padded(text: str, width: int, *, is_right: bool = False) -> str:
    """A text in so many columns of a terminal."""
    space = " " * max(0, width - columns(text))
    return space + text if is_right else text + space


def day_words(moment: datetime | None) -> str:
    """A day and a time (UTC) for people."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC" if moment else "undated"


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], style: Style, *, left: Sequence[int] = (0,)
) -> list[str]:
    """A table; numbers stand right, the columns named in ``left`` stand left."""
    widths = [
        max([columns(head), *(columns(row[place]) for row in rows)])
        for place, head in enumerate(heads)
    ]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(
            padded(cell, width, is_right=place not in left)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    return [style(line(heads), "bold"), *(line(row) for row in rows)]
