"""A person's words: Markdown read into paragraphs, points and headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchword.measure.report.model import Block, Run

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_ON_PAPER = {"board": 900, "team": 2400}
"""Characters of words that a page has room for at its briefest."""


def read_words(text: str) -> tuple[Block, ...]:
    """Paragraphs, points of lists, and headings; tables and pictures become plain words.

    Args:
        text: Markdown. Raw HTML in it is text.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    blocks: list[Block] = []
    depth, is_heading = 0, False
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        runs = _runs(token)
        if runs:
            blocks.append(Block(runs=runs, is_point=depth > 0, is_heading=is_heading))
    return tuple(blocks)


def _runs(token: Token) -> tuple[Run, ...]:
    if token.type in ("fence", "code_block"):
        return (Run(text=token.content.strip()),)
    if token.type != "inline":
        return ()
    return tuple(_inline(token.children or ()))


def _inline(tokens: Iterable[Token]) -> Iterable[Run]:
    strong = emphasised = 0
    target = ""
    for token in tokens:
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        emphasised += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            target = str(token.attrs.get("href", ""))
        text = _text(token, target)
        if token.type == "link_close":
            target = ""
        if text:
            yield Run(text=text, is_strong=strong > 0, is_emphasised=emphasised > 0)


def _text(token: Token, target: str) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "link_close" and target:
        return f" ({target})"
    return token.content


def shortened_words(blocks: tuple[Block, ...], most: int) -> tuple[Block, ...]:
    """The first blocks that have at most so many characters, and a word on what is left out."""
    kept: list[Block] = []
    for block in blocks:
        most -= sum(len(run.text) for run in block.runs)
        if most < 0:
            rest = len(blocks) - len(kept)
            said = "The words go on: HTML and the workbook have all of them."
            if rest:
                kept.append(Block(runs=(Run(text=said, is_emphasised=True),)))
            break
        kept.append(block)
    return tuple(kept)
