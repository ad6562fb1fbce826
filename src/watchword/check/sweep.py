"""The first stage over many posts: which rules to ask about which rows.

A call a post costs as much as searching it, so posts are searched joined, a chunk at a
time: once for listed words, which name their rules themselves, and once for all other
gates, where a row in which any of them is found is given to the plan's scanner. Two small
automata also settle sooner than one, whose states are pairs of theirs.

Nothing is lost by joining: posts stand between newlines, the anchors of a gate become those
of lines, and after each match the search goes on at the next row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from watchword.base.pattern import Pattern, pattern
from watchword.check.chunk import Chunk
from watchword.check.plan import Plan
from watchword.check.scanner import Scanner, lost
from watchword.check.words import MEMORY_BYTES, Listed, Words

Nominating = Callable[[Plan, Collection[int], bytes], set[int]]

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OWN_LINES = re.compile(r"\(\?[a-zA-Z]*-?[a-zA-Z]*m")


Nominated = tuple[int, bytes, Plan, set[int], list[Listed]]
"""A post about which rules are to be asked: its number in the batch, its text in UTF-8, the
plan whose rules these are, their indexes, and the listed words in the text."""


class Searched(NamedTuple):
    """What a chunk holds.

    Attributes:
        listed: Every listed word: its row, the word, and where it starts in the post, in bytes.
        rows: The rows to give to the scanner, each once: any of its gates may match there.
        groups: Rows of which is known already which groups of the scanner may match, by their
            numbers.
    """

    listed: Iterable[tuple[int, bytes, int]]
    rows: Iterable[int]
    groups: Mapping[int, set[int]] = {}


class Sweep:
    """Nominates the posts of chunks for the rules of plans that have the same gates.

    Args:
        scanner: The gates that are patterns.
        words: The listed words.
    """

    def __init__(self, scanner: Scanner, words: Words) -> None:
        self._words = words
        in_lines = {one: as_lines(one) for one in scanner.gates}
        joined = "|".join(f"(?:{one})" for one in in_lines.values() if one is not None)
        self._any = _compiled(joined) if joined else None
        self._every = scanner_of(one for one, line in in_lines.items() if line is None)

    def nominate(self, plan: Plan, chunk: Chunk, nominated: Nominating) -> list[Nominated]:
        """Which rules to ask about which rows.

        Args:
            plan: The plan.
            chunk: The posts.
            nominated: Says which rules to ask, given what the scanner found in a text.
        """
        rules: dict[int, set[int]] = {}
        if plan.always:
            rules = {row: {*plan.always} for row in range(len(chunk))}
        words: dict[int, list[Listed]] = {}
        by_word = plan.by_word
        listed, rows, groups = self.search(chunk)
        for row, word, start in listed:
            words.setdefault(row, []).append((word, start))
            if named := by_word.get(word):
                rules.setdefault(row, set()).update(named)
        for row in rows:
            raw = chunk.raw(row)
            numbers = plan.scanner.match(raw)
            if not numbers:
                raise lost()
            if len(numbers) > 1:
                rules.setdefault(row, set()).update(nominated(plan, numbers, raw))
        for row, told in groups.items():
            rules.setdefault(row, set()).update(nominated(plan, told, chunk.raw(row)))
        for row, more in _by_size(plan, chunk) if plan.by_size else ():
            rules.setdefault(row, set()).update(more)
        joined, starts, first = chunk.joined, chunk.starts, chunk.first
        return [
            (
                first + row,
                joined[starts[row] : starts[row + 1] - 1],
                plan,
                asked,
                words.get(row, []),
            )
            for row, asked in rules.items()
            if asked
        ]

    def search(self, chunk: Chunk) -> Searched:
        """What a chunk holds."""
        return Searched(self._listed(chunk), self.rows(chunk))

    def rows(self, chunk: Chunk) -> Iterable[int]:
        """The rows in which any gate matches, each once."""
        rows = _rows(self._any, chunk) if self._any else ()
        return rows if self._every is None else {*rows, *matching(self._every, chunk)}

    def _listed(self, chunk: Chunk) -> Iterator[tuple[int, bytes, int]]:
        row, starts = 0, chunk.starts
        for word, place in self._words.hits(chunk.joined):
            row = bisect_right(starts, place, row) - 1
            yield row, word, place - starts[row]


def _by_size(plan: Plan, chunk: Chunk) -> Iterator[tuple[int, set[int]]]:
    least, starts = plan.by_size[0][0], chunk.starts
    for row in range(len(chunk)):
        size = starts[row + 1] - starts[row] - 1
        if size >= least:
            yield row, {index for at_least, index in plan.by_size if at_least <= size}


def _rows(any_gate: Pattern, chunk: Chunk) -> Iterator[int]:
    joined, starts, match, count = chunk.joined, chunk.starts, any_gate.match, len(chunk)
    row = 0
    while row < count and (found := match(joined, starts[row])) is not None:
        row = bisect_right(starts, found[0][0], row) - 1
        yield row
        row += 1


def matching(scanner: Scanner, chunk: Chunk) -> list[int]:
    """Rows in which a scanner finds anything, asked one by one."""
    return [row for row in range(len(chunk)) if scanner.hits(chunk.raw(row))]


def scanner_of(gates: Iterable[str]) -> Scanner | None:
    """A scanner that says whether any of some gates matches; None for none."""
    group = tuple(gates)
    return Scanner([group]) if group else None


def _compiled(source: str) -> Pattern:
    return pattern(f"(?m){source}", captures=False, memory_bytes=MEMORY_BYTES)


def as_lines(gate: str) -> str | None:
    r"""A gate whose anchors mean those of a line, under ``(?m)``; None where it says itself
    what they mean.
    """
    if _OWN_LINES.search(gate):
        return None
    anchors = {"z": "$", "A": "^"}
    return _ESCAPE.sub(lambda found: anchors.get(found[1], found[0]), gate)
