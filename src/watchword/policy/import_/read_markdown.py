"""Markdown documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from watchword.base.pattern import pattern
from watchword.policy.import_.block import Block, BlockKind, Document, cells, tidy

_NUMBERED = pattern(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.? ")
_NOTE_MARK = pattern(r"\[\^[^\]\s]{1,40}\]:? ?")
_CLAUSE = pattern(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|\(?[a-z]\)|[a-z]\.|\([ivx]{1,4}\)) ")


def read_markdown(text: str) -> Document:
    """Read a Markdown document; its front matter gives the title, code is left out."""
    text, title = _without_header(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks: list[Block] = []
    depth = quoted = 0
    for place, token in enumerate(tokens):
        if token.type.endswith(("list_open", "list_close")):
            depth += token.nesting
        elif token.type.startswith("blockquote"):
            quoted += token.nesting
        elif token.type == "table_open":
            blocks += cells(_rows(tokens[place:]))
        elif token.type == "inline":
            blocks += _blocks(tokens[place - 1], _words(token), depth, quoted)
    code = sum(token.type in ("fence", "code_block") for token in tokens)
    first = next(
        (one.text for one in blocks if one.kind is BlockKind.HEADING and one.level == 1), ""
    )
    notes = (f"{code} blocks of code were left out.",) if code else ()
    return Document(title=title or first, blocks=tuple(blocks), notes=notes)


def _rows(tokens: list[Token]) -> list[list[str]]:
    """The cells of the table that the first token opens."""
    rows: list[list[str]] = []
    for opener, token in pairwise(tokens):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif opener.type in ("th_open", "td_open"):
            rows[-1].append(_words(token))
    return rows


def _blocks(opener: Token, words: str, depth: int, quoted: int) -> Iterator[Block]:
    """The blocks of one run of lines: a numbered clause on its own line starts a new one."""
    if opener.type in ("th_open", "td_open"):
        return
    text = ""
    for line in [*words.split("\n"), None]:
        if line is None or (text and _CLAUSE.found_in(line)):
            if text:
                yield _block(opener, text, depth, quoted)
            depth = 0 if line is not None and _NUMBERED.found_in(line) else max(depth, 1)
            text = ""
        text = tidy(f"{text} {line or ''}")


def _block(opener: Token, words: str, depth: int, quoted: int) -> Block:
    if opener.type == "heading_open":
        return Block(kind=BlockKind.HEADING, text=words, level=int(opener.tag[1]))
    if quoted:
        return Block(kind=BlockKind.QUOTE, text=words)
    if depth:
        return Block(kind=BlockKind.ENTRY, text=words, level=depth)
    return Block(kind=BlockKind.PARAGRAPH, text=words)


def _words(token: Token) -> str:
    """The words of a line without its marks."""
    parts = []
    for child in token.children or ():
        if child.type == "text":
            parts.append(_without_note_marks(child.content))
        elif child.type == "code_inline":
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def _without_note_marks(text: str) -> str:
    kept, place = [], 0
    for mark in _NOTE_MARK.find(text):
        kept.append(text[place : mark.start])
        place = mark.end
    return "".join([*kept, text[place:]])


def _without_header(text: str) -> tuple[str, str]:
    """The text after its front matter, and the title that this states."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return text, ""
    for number, line in enumerate(lines[1:], 1):
        if line.strip() in ("---", "..."):
            titles = [
                one[6:].strip().strip("'\"") for one in lines[1:number] if one.startswith("title:")
            ]
            return "\n".join(lines[number + 1 :]), titles[0] if titles else ""
    return text, ""
