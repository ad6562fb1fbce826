"""The lines of a PDF's pages, without what repeats at their edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

from watchword.policy.import_.block import tidy

_FEWEST_PAGES = 3
_EDGE = 2
_MARK = 0.75
_SHOWN = 5
_Piece = tuple[str, float, bool, float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of a page.

    Attributes:
        text: Its words.
        size: Size of its letters, in points.
        is_bold: Whether all of it is bold.
        x: Where it starts, in points from the left.
        y: Its height on the page, in points; grows upwards.
        page: From 1.
    """

    text: str
    size: float
    is_bold: bool
    x: float
    y: float
    page: int


def rows_of(page: PageObject, number: int) -> Iterator[Row]:
    """The lines of a page, in the order in which the page draws them."""
    pieces: list[tuple[str, float, bool, float, float]] = []

    def visit(text: str, place: list[float], matrix: list[float], font: Any, size: float) -> None:
        name = str((font or {}).get("/BaseFont", "")).lower()
        x = matrix[4] * place[0] + matrix[5] * place[2] + place[4]
        y = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
        scale = abs((matrix[3] or matrix[1] or 1.0) * (place[3] or place[1] or 1.0))
        pieces.append((text, size * scale, "bold" in name or "black" in name, x, y))

    page.extract_text(visitor_text=visit)
    line: list[tuple[str, float, bool, float, float]] = []
    for text, size, is_bold, x, y in pieces:
        for index, part in enumerate(text.split("\n")):
            if index and line:
                yield from _row(line, number)
                line = []
            if part:
                line.append((part, size, is_bold, x, y))
    yield from _row(line, number)


def _row(line: list[tuple[str, float, bool, float, float]], page: int) -> Iterator[Row]:
    largest = max((size for text, size, *_ in line if text.strip()), default=0.0)
    # a small number is the mark of a footnote, not a word
    line = [
        piece for piece in line if not (piece[0].strip().isdigit() and piece[1] < _MARK * largest)
    ]
    words = tidy("".join(text for text, *_ in line))
    shown = [piece for piece in line if piece[0].strip()]
    if words and shown:
        _, size, _, x, y = shown[0]
        is_bold = all(bold for _, _, bold, _, _ in shown)
        yield Row(text=words, size=round(size, 1), is_bold=is_bold, x=x, y=y, page=page)


def without_margins(pages: list[list[Row]]) -> tuple[list[list[Row]], list[str]]:
    """The pages without page numbers and the lines that repeat at their top and bottom."""
    edges: Counter[str] = Counter()
    for rows in pages:
        edges.update({_shape(row.text) for row in (*rows[:2], *rows[-2:])})
    wanted = max(_FEWEST_PAGES, len(pages) // 2)
    repeated = {shape for shape, count in edges.items() if count >= wanted and shape}
    if len(pages) == 2 and all(pages):  # noqa: PLR2004 - too few to count
        first, second = pages
        repeated |= {
            _shape(one.text)
            for one, two in ((first[0], second[0]), (first[-1], second[-1]))
            if _shape(one.text) == _shape(two.text) and abs(one.y - two.y) < 1
        }
    kept, dropped = [], dict[str, None]()
    for rows in pages:
        page = []
        for place, row in enumerate(rows):
            at_edge = place < 2 or place >= len(rows) - 2  # noqa: PLR2004 - two lines at each end
            if at_edge and _shape(row.text) in repeated:
                dropped[row.text] = None
            elif not (at_edge and _is_page_number(row.text)):
                page.append(row)
        kept.append(page)
    return kept, list(dropped)[:5]


def _shape(text: str) -> str:
    return "".join("#" if char.isdigit() else char for char in text.lower())


def _is_page_number(text: str) -> bool:
    words = text.lower().replace("page", "").replace("of", "").replace("/", "").split()
    return bool(words) and all(word.strip("-|.").isdigit() for word in words)
