"""The lines of a PDF put back together into headings, paragraphs and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from watchword.base.pattern import pattern
from watchword.policy.import_.block import Block, BlockKind
from watchword.policy.import_.pdf_rows import Row

_BULLETS = "•◦▪‣●○■□–-*\uf0b7\uf0a7"
_LARGER = 1.08
_SHORT_LINE = 0.7
_WIDER = 1.25
_LEADING = 1.6
_LONGEST_HEADING = 14
_CONTENTS = pattern(r"\.{4,} *[0-9ivx]+$")
_NUMBER = pattern(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?|\(?[a-z]{1,3}\)|[a-z][.)]) +")
_CLAUSE = pattern(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.? +")


def blocks_of(rows: list[Row]) -> Iterator[Block]:
    """The blocks that lines make: larger or bold lines are headings, bullets start entries."""
    if not rows:
        return
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0]
    larger = sorted({row.size for row in rows if row.size > body * _LARGER}, reverse=True)
    step, widest = _usual_step(rows), max(len(row.text) for row in rows)
    known = {word for row in rows for word in row.text.lower().split()}
    block: Block | None = None
    before: Row | None = None
    for row in rows:
        started = _started(row, body, larger)
        if (
            block is not None
            and before is not None
            and _continues(row, before, block, started, step=step, widest=widest)
        ):
            block = replace(block, text=_joined(block.text, row.text, known))
        else:
            if block is not None:
                yield block
            block = started
        before = row
    if block is not None:
        yield block


def _usual_step(rows: list[Row]) -> float:
    """The usual distance between two lines of a paragraph, in points."""
    steps: Counter[float] = Counter()
    for one, two in pairwise(rows):
        if one.page == two.page and one.size == two.size and 0 < one.y - two.y < 3 * one.size:
            steps[round(one.y - two.y, 0)] += 1
    often = max(2, sum(steps.values()) // 20)
    return min((step for step, count in steps.items() if count >= often), default=14.0)


def _started(row: Row, body: float, larger: list[float]) -> Block:
    """The block that a line would start."""
    text = row.text
    if _CONTENTS.found_in(text):
        return Block(kind=BlockKind.CONTENTS, text=text, page=row.page)
    is_short = len(text.split()) <= _LONGEST_HEADING and text[-1] not in ".;,"
    if row.size > body * _LARGER:
        return Block(
            kind=BlockKind.HEADING, text=text, level=1 + larger.index(row.size), page=row.page
        )
    if row.is_bold and is_short and text[-1] != ":":
        return Block(kind=BlockKind.HEADING, text=text, level=1 + len(larger), page=row.page)
    if text[0] in _BULLETS and len(text) > 1 and text[1] == " ":
        return Block(kind=BlockKind.ENTRY, text=text[1:].strip(), level=1, page=row.page)
    number = next(_NUMBER.find(text), None)
    if number is not None and not _CLAUSE.found_in(text):
        return Block(kind=BlockKind.ENTRY, text=text[number.end :], level=1, page=row.page)
    return Block(kind=BlockKind.PARAGRAPH, text=text, page=row.page)


def _continues(
    row: Row, before: Row, block: Block, started: Block, *, step: float, widest: int
) -> bool:
    """Whether a line goes on with the block before it."""
    if BlockKind.CONTENTS in (started.kind, block.kind):
        return False
    if BlockKind.HEADING in (started.kind, block.kind):
        alike = (row.size, row.is_bold, row.page) == (before.size, before.is_bold, before.page)
        return started.kind is block.kind and alike and 0 < before.y - row.y <= row.size * _LEADING
    if started.kind is BlockKind.ENTRY or _CLAUSE.found_in(row.text):
        return False
    if row.page != before.page:
        return block.text[-1] not in ".:;!?" and row.text[0].islower()
    is_end = len(before.text) < _SHORT_LINE * widest and before.text[-1] in ".!?:"
    return not is_end and 0 <= before.y - row.y <= step * _WIDER


def _joined(text: str, more: str, known: set[str]) -> str:
    """Two lines as one; a hyphen at the end goes when the whole word stands elsewhere."""
    if text.endswith("-") and more[:1].islower():
        head = text[:-1].rsplit(" ", 1)[-1].lower()
        tail = more.split(" ", 1)[0].lower().strip(".,;:)")
        return text[:-1] + more if head + tail in known else text + more
    return f"{text} {more}"
