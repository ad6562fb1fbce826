"""What readers of documents give: blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from watchword.policy.import_.duties import lead_of_heading


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    CELL = "cell"
    DEFINITION = "definition"
    QUOTE = "quote"
    NOTE = "note"
    CONTENTS = "contents"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One heading, paragraph, list entry or table cell.

    Attributes:
        kind: What it is on the page.
        text: Its words, white space normalised.
        level: Of a heading, from 1; of a list entry its depth, from 1.
        page: Page in a PDF, from 1; 0 where the format has no pages.
        term: The word that a definition is about, or the heading of a cell's column.
        row: What labels the row of a cell: the short first cell, or "".
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int = 0
    term: str = ""
    row: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document as read.

    Attributes:
        title: Its title, or "".
        blocks: In reading order.
        notes: What was left out or assumed, in full sentences.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Words apart by one space, without soft hyphens and zero-width characters."""
    for char in "\u00ad\u200b\u2060\ufeff":
        text = text.replace(char, "")
    return " ".join(text.split())


def cells(rows: list[list[str]], page: int = 0) -> list[Block]:
    """The blocks of a table whose first row holds headings.

    A row of two cells under headings such as "Term" and "Meaning" is a definition.
    """
    rows = [[tidy(cell) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    head, body = (rows[0], rows[1:]) if len(rows) > 1 else ([""] * len(rows[0]), rows)
    found: list[Block] = []
    for row in body:
        if len(row) == 2 and all(row) and head[0].lower().strip(":") in _TERMS:  # noqa: PLR2004 - term and meaning
            found.append(Block(kind=BlockKind.DEFINITION, text=row[1], term=row[0], page=page))
            continue
        is_label = len(row[0].split()) <= _LONGEST_LABEL and row[0][-1:] not in _END
        label = row[0] if is_label and lead_of_heading(head[0]) is None else ""
        for place, cell in enumerate(row):
            if cell:
                column = head[place] if place < len(head) else ""
                of_row = label if place else ""
                found.append(
                    Block(kind=BlockKind.CELL, text=cell, term=column, page=page, row=of_row)
                )
    return found


_LONGEST_LABEL = 6
_END = frozenset(".;!?:,")
_TERMS = frozenset({"term", "word", "phrase", "definition", "terms", "name"})
