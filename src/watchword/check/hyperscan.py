"""The optional engine for archives: two stages, the first a scan of many posts at once.

Posts are joined, folded byte by byte, and searched for the factors of all patterns; what
has none is searched for by windows of bytes. Whatever is found there only says which posts
the default engine looks at, so findings are the same. The extra ``watchword[archive]``
brings Hyperscan.

Hyperscan's wheel 0.9.1 (Vectorscan 5.4.12) silently loses matches of patterns with DOTALL
(VectorCamp/vectorscan issue 382); 0.8.2 and Debian's 5.4.9 do as well. Nothing here uses
that flag, and the engine still proves itself on made strings before it may be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from watchword.base.errors import EngineError
from watchword.check.batch import Batches
from watchword.base.regex.factors import FOLD, factors
from watchword.check.plan import Plan
from watchword.base.regex.positives import positives
from watchword.check.scanner import Scanner, lost
from watchword.base.regex.windows import windows

CHUNK = 8192
"""Posts joined for one scan: large enough to forget the cost of a call, small enough for
the cache."""

PROOFS = 20
"""Strings made for each pattern to prove an engine."""

ODD_CASES = (b"\xc5\xbf", b"\xe2\x84\xaa")
"""Long s and Kelvin sign: other cases of s and k, which folding bytes does not see."""

BEYOND = 0x80


@dataclass(frozen=True, slots=True)
class Gates:
    """How each pattern of a scanner is nominated.

    Attributes:
        literals: Factors, searched for in folded text.
        windows: Byte patterns, searched for in the text as it is; they speak for ASCII posts.
        beyond: Patterns that posts with other characters are asked about by the scanner.
        every: Patterns that every post is asked about by the scanner.
    """

    literals: frozenset[str]
    windows: frozenset[str]
    beyond: tuple[str, ...]
    every: tuple[str, ...]


def gates_for(patterns: tuple[str, ...]) -> Gates:
    """Derive the gates of patterns."""
    literals: set[str] = set()
    found: set[str] = set()
    beyond: list[str] = []
    every: list[str] = []
    for pattern in patterns:
        required = factors(pattern)
        if required is not None:
            literals |= required
            continue
        seen = windows(pattern)
        if seen is None:
            every.append(pattern)
        else:
            found |= set(seen)
            beyond.append(pattern)
    return Gates(frozenset(literals), frozenset(found), tuple(beyond), tuple(every))


class Hyperscan:
    """One Hyperscan database; a match is known by where it ends.

    Raises:
        EngineError: The extra is not installed, or a pattern is refused.
    """

    def __init__(self, patterns: list[str], *, are_literal: bool) -> None:
        try:
            import hyperscan
        except ImportError:
            raise EngineError(
                "the engine 'hyperscan' is not installed",
                hint="install watchword[archive], or leave --engine out",
            ) from None
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        try:
            self._database.compile(
                expressions=[one.encode() for one in patterns],
                ids=list(range(len(patterns))),
                elements=len(patterns),
                flags=[0] * len(patterns),
                literal=are_literal,
            )
        except hyperscan.error as error:
            raise EngineError(f"Hyperscan refuses the patterns: {error}") from error
        self._scratch = hyperscan.Scratch(self._database)

    def ends(self, text: bytes) -> list[int]:
        """Where matches end, in bytes."""
        found: list[int] = []

        def event(_number: int, _start: int, end: int, _flags: int, _context: Any) -> None:  # noqa: ANN401
            found.append(end)

        self._database.scan(text, match_event_handler=event, scratch=self._scratch)
        return found


class FirstStage:
    """Says which posts of a chunk could hold a finding.

    Args:
        patterns: The patterns of the default engine's scanner.

    Raises:
        EngineError: It lost a match of a made string, and must not be used.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        gates = gates_for(patterns)
        self._literals = Hyperscan(sorted(gates.literals), are_literal=True) if gates.literals else None
        self._windows = Hyperscan(sorted(gates.windows), are_literal=False) if gates.windows else None
        self._beyond = Scanner(gates.beyond) if gates.beyond else None
        self._every = Scanner(gates.every) if gates.every else None
        self.gates = gates
        self._prove(patterns)

    def rows(self, joined: bytes, starts: np.ndarray[Any, np.dtype[np.int64]]) -> list[int]:
        """Rows of a chunk to look at.

        Args:
            joined: The posts, each between two newlines.
            starts: Where each post starts in ``joined``, in bytes, and the end of all.
        """
        ends = self._literals.ends(joined.translate(FOLD)) if self._literals else []
        if self._windows:
            ends += self._windows.ends(joined)
        for odd in ODD_CASES:
            ends += _places(joined, odd)
        # a factor may end with the separator after its post
        last = np.asarray(ends, dtype=np.int64) - 1
        found = set((np.searchsorted(starts, last, "right") - 1).tolist())
        if ends:
            found |= set((np.searchsorted(starts, last - 1, "right") - 1).tolist())
        if self._beyond or self._every:
            found |= self._asked(joined, starts)
        count = len(starts) - 1
        return sorted(row for row in found if 0 <= row < count)

    def _asked(self, joined: bytes, starts: np.ndarray[Any, np.dtype[np.int64]]) -> set[int]:
        found: set[int] = set()
        rows: list[int]
        if self._every:
            rows = list(range(len(starts) - 1))
            found |= _matching(self._every, joined, starts, rows)
        if self._beyond:
            places = np.flatnonzero(np.frombuffer(joined, np.uint8) >= BEYOND)
            rows = np.unique(np.searchsorted(starts, places, "right") - 1).tolist()
            found |= _matching(self._beyond, joined, starts, rows)
        return found

    def _prove(self, patterns: tuple[str, ...]) -> None:
        random = Random(20261122)  # noqa: S311 - the same strings each time
        for pattern in patterns:
            texts = [f"so {text} it" for text in positives(pattern, PROOFS, random)]
            texts = [text for text in texts if "\n" not in text]
            raw = [text.encode() for text in texts]
            if raw and len(self.rows(*joined_posts(raw))) < len(raw):
                raise EngineError(
                    f"the engine 'hyperscan' lost a match of the pattern {pattern[:80]!r}",
                    hint="leave --engine out: the default engine loses nothing",
                )


def _matching(
    scanner: Scanner, joined: bytes, starts: np.ndarray[Any, np.dtype[np.int64]], rows: list[int]
) -> set[int]:
    match = scanner.match
    found = set()
    for row in rows:
        hits = match(joined[starts[row] : starts[row + 1] - 1])
        if not hits:
            raise lost()
        if len(hits) > 1:
            found.add(row)
    return found


def _places(text: bytes, part: bytes) -> list[int]:
    found = []
    place = text.find(part)
    while place >= 0:
        found.append(place + 1)
        place = text.find(part, place + 1)
    return found


def joined_posts(texts: list[bytes]) -> tuple[bytes, np.ndarray[Any, np.dtype[np.int64]]]:
    """Posts between newlines, and where each starts."""
    joined = b"\n" + b"\n".join(texts) + b"\n"
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    starts = np.concatenate(([1], 1 + np.cumsum(lengths)))
    return joined, starts


class HyperscanBatches(Batches):
    """Batches checked in two stages; findings are those of the default engine."""

    _stages: dict[int, FirstStage]

    def _stage(self, plan: Plan) -> FirstStage:
        stages = self.__dict__.setdefault("_stages", {})
        key = id(plan.scanner)
        if key not in stages:
            stages[key] = FirstStage(plan.scanner.patterns)
        return stages[key]

    def _scan(self, plan: Plan, texts: list[bytes]) -> Iterator[tuple[int, Plan, set[int]]]:
        if plan.always or plan.by_size:
            yield from super()._scan(plan, texts)
            return
        stage = self._stage(plan)
        match = plan.scanner.match
        for first in range(0, len(texts), CHUNK):
            chunk = texts[first : first + CHUNK]
            for row in stage.rows(*joined_posts(chunk)):
                found = match(chunk[row])
                if not found:
                    raise lost()
                if len(found) == 1:
                    continue
                rules = self._engine.nominated(plan, found, chunk[row])
                if rules:
                    yield first + row, plan, rules


