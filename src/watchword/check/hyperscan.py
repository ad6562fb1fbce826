"""The optional engine for archives: two stages, the first a scan of many posts at once.

Posts are joined, folded byte by byte, and searched for the factors of all patterns; what
has none is searched for as it is. Whatever is found there only says which posts
the default engine looks at, so findings are the same. The extra ``watchword[archive]``
brings Hyperscan.

Hyperscan's wheel 0.9.1 (Vectorscan 5.4.12) silently loses matches of patterns with DOTALL
(VectorCamp/vectorscan issue 382); 0.8.2 and Debian's 5.4.9 do as well. Nothing here uses
that flag, and the engine still proves itself on made strings before it may be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from watchword.base.errors import EngineError
from watchword.base.regex.factors import FOLD, factors
from watchword.base.regex.positives import positives
from watchword.base.regex.weaker import weaker
from watchword.check.batch import Batches, Nominated
from watchword.check.engine import Engine
from watchword.check.plan import Plan
from watchword.check.scanner import Scanner, lost
from watchword.terms.facts import Facts
from watchword.terms.post import Stage

Starts = np.ndarray[Any, np.dtype[np.int64]]

CHUNK = 8192
"""Posts joined for one scan: large enough to forget the cost of a call, small enough for
the cache."""

PROOFS = 20
"""Strings made for each pattern to prove an engine."""

BEYOND = 0x80
"""Bytes from here on belong to characters beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the first stage searches ASCII posts for.

    Attributes:
        literals: Factors, searched for in folded text; none holds another.
        expressions: Gates without factors, searched for in the text as it is.
        every: Gates that nothing could be derived from; the scanner is asked about them.
    """

    literals: tuple[str, ...]
    expressions: tuple[str, ...]
    every: tuple[str, ...]


def derived_from(gates: Iterable[str]) -> Derived:
    """Derive what to search for from the gates of rules."""
    literals: set[str] = set()
    expressions: list[str] = []
    every: list[str] = []
    for gate in gates:
        required = factors(gate)
        if required is not None:
            literals |= required
        elif (expression := as_expression(gate)) is not None:
            expressions.append(expression)
        else:
            every.append(gate)
    return Derived(_pruned(literals), tuple(expressions), tuple(every))


def as_expression(gate: str) -> str | None:
    """A gate as Hyperscan takes it; None when it takes none such."""
    expression = weaker(gate).replace(r"\z", "$")
    if "(?s" in expression:
        return None  # DOTALL in another dress: see the module
    try:
        Hyperscan([expression], are_literal=False)
    except EngineError:
        return None
    return expression


def _pruned(literals: set[str]) -> tuple[str, ...]:
    """The literals without those that hold another: that one nominates as well."""
    shortest = sorted(literals, key=len)
    kept: list[str] = []
    known: set[str] = set()
    sizes: set[int] = set()
    for one in shortest:
        pieces = (one[at : at + size] for size in sizes for at in range(len(one) - size + 1))
        if not any(piece in known for piece in pieces):
            kept.append(one)
            known.add(one)
            sizes.add(len(one))
    return tuple(sorted(kept))


class Hyperscan:
    """One Hyperscan database; a match is known by where it ends.

    Raises:
        EngineError: The extra is not installed, or a pattern is refused.
    """

    def __init__(self, patterns: Sequence[str], *, are_literal: bool) -> None:
        try:
            import hyperscan
        except ImportError:
            raise EngineError(
                "the engine 'hyperscan' is not installed",
                hint="install watchword[archive], or leave --engine out",
            ) from None
        # never HS_FLAG_DOTALL: see the module
        flags = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_MULTILINE
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        try:
            self._database.compile(
                expressions=[one.encode() for one in patterns],
                ids=list(range(len(patterns))),
                elements=len(patterns),
                flags=[0 if are_literal else flags] * len(patterns),
                literal=are_literal,
            )
        except hyperscan.error as error:
            raise EngineError(f"Hyperscan refuses the patterns: {error}") from error
        self._scratch = hyperscan.Scratch(self._database)

    def ends(self, text: bytes) -> list[int]:
        """Where matches end, in bytes."""
        found: list[int] = []

        def event(_number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
            found.append(end)

        self._database.scan(text, match_event_handler=event, scratch=self._scratch)
        return found


class FirstStage:
    """Says which posts of a chunk could hold a finding.

    It speaks for ASCII posts; all others are nominated.

    Args:
        gates: The gates of the default engine's scanner.

    Raises:
        EngineError: It lost a match of a made string, and must not be used.
    """

    def __init__(self, gates: Sequence[str]) -> None:
        self.derived = derived_from(gates)
        made = self.derived
        self._literals = Hyperscan(made.literals, are_literal=True) if made.literals else None
        self._others = Hyperscan(made.expressions, are_literal=False) if made.expressions else None
        self._every = Scanner([made.every]) if made.every else None
        self._prove(gates)

    def rows(self, joined: bytes, starts: Starts) -> list[int]:
        """Rows of a chunk to look at, in order.

        Args:
            joined: The posts, each between two newlines.
            starts: Where each post starts in ``joined``, in bytes, and one past the last.
        """
        ends = self._literals.ends(joined.translate(FOLD)) if self._literals else []
        if self._others:
            ends += self._others.ends(joined)
        places = np.asarray(ends, np.int64) - 1
        # a factor may end with the separator after its post, and belongs to the post before
        beyond = np.flatnonzero(np.frombuffer(joined, np.uint8) >= BEYOND)
        found = np.searchsorted(starts, np.concatenate((places, places - 1, beyond)), "right") - 1
        count = len(starts) - 1
        rows = np.unique(found[(found >= 0) & (found < count)]).tolist()
        if self._every:
            rows = sorted({*rows, *_matching(self._every, joined, starts)})
        return list(rows)

    def _prove(self, gates: Sequence[str]) -> None:
        random = Random(20261122)  # noqa: S311 - the same strings each time
        for gate in gates:
            raw = [f"so {text} it".encode() for text in positives(gate, PROOFS, random)]
            raw = [text for text in raw if b"\n" not in text]
            if raw and len(self.rows(*joined_posts(raw))) < len(raw):
                raise EngineError(
                    f"the engine 'hyperscan' lost a match of the pattern {gate[:80]!r}",
                    hint="leave --engine out: the default engine loses nothing",
                )


def _matching(scanner: Scanner, joined: bytes, starts: Starts) -> list[int]:
    found = []
    for row in range(len(starts) - 1):
        hits = scanner.match(joined[starts[row] : starts[row + 1] - 1])
        if not hits:
            raise lost()
        if len(hits) > 1:
            found.append(row)
    return found


def joined_posts(texts: list[bytes]) -> tuple[bytes, Starts]:
    """Posts between newlines, and where each starts."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    starts = np.concatenate(([1], 1 + np.cumsum(lengths)))
    return b"\n" + b"\n".join(texts) + b"\n", starts


def joined_column(texts: pa.Array) -> tuple[bytes, Starts]:
    """A column of strings likewise, without making one object a post."""
    lengths = np.asarray(pc.binary_length(texts), np.int64) + 1
    starts = np.concatenate(([1], 1 + np.cumsum(lengths)))
    listed = pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), texts)
    body = pc.binary_join(listed, "\n")[0].as_buffer()
    return b"".join((b"\n", body, b"\n")), starts


class HyperscanBatches(Batches):
    """Batches checked in two stages; findings are those of the default engine."""

    def __init__(
        self, engine: Engine, *, stage: Stage = Stage.PUBLISHED, facts: Facts | None = None
    ) -> None:
        super().__init__(engine, stage=stage, facts=facts)
        self._stages: dict[Scanner, FirstStage] = {}

    def _stage(self, plan: Plan) -> FirstStage:
        if plan.scanner not in self._stages:
            self._stages[plan.scanner] = FirstStage(plan.scanner.gates)
        return self._stages[plan.scanner]

    def scan(self, plan: Plan, texts: pa.Array) -> Iterator[Nominated]:
        """Two stages, unless some rule looks at every post anyway."""
        if plan.always or plan.by_size:
            yield from super().scan(plan, texts)
            return
        stage, match, nominated = self._stage(plan), plan.scanner.match, self.engine.nominated
        for first in range(0, len(texts), CHUNK):
            joined, starts = joined_column(texts.slice(first, CHUNK))
            for row in stage.rows(joined, starts):
                raw = joined[starts[row] : starts[row + 1] - 1]
                found = match(raw)
                if not found:
                    raise lost()
                if len(found) > 1:
                    rules = nominated(plan, found, raw)
                    if rules:
                        yield Nominated(first + row, plan, rules, raw)
