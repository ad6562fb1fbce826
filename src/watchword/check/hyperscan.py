"""The optional engine for archives: the first stage with Hyperscan instead of RE2.

Joined posts are folded byte by byte and searched for listed words and for the factors of all
gates in one pass; gates without factors are searched for as they are. Whatever is found
there only says which rules are asked about which posts, so findings are those of the
default engine. The extra ``watchword[archive]`` brings Hyperscan.

Hyperscan's wheel 0.9.1 (Vectorscan 5.4.12) silently loses matches of patterns with DOTALL
(VectorCamp/vectorscan issue 382); 0.8.2 and Debian's 5.4.9 do as well. Nothing here uses
that flag, and the engine still proves itself on made strings before it may be used.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from watchword.base.errors import EngineError
from watchword.base.regex.factors import FOLD, factors
from watchword.base.regex.positives import positives
from watchword.base.regex.weaker import weaker
from watchword.base.text.fold import BEYOND_ASCII
from watchword.check.batch import Batches
from watchword.check.chunk import Chunk, chunk_of
from watchword.check.scanner import Scanner
from watchword.check.sweep import Searched, Sweep, matching, scanner_of
from watchword.check.words import ODD, Words

PROOFS = 20
"""Strings made for each pattern to prove an engine."""

FEW = 3
"""Rules that are asked about a post without a look of the scanner, which takes as long."""

Numbers = Mapping[str, set[int]]

_UNDERSCORE = ord("_")


@dataclass(frozen=True, slots=True)
class Derived:
    """What the first stage searches ASCII posts for.

    Attributes:
        literals: Factors, searched for in folded text, and the gates whose they are; none
            holds another.
        expressions: What gates without factors become, searched for in the text as it is, and
            the gates of each.
        every: Gates that nothing could be derived from; the scanner is asked about them.
    """

    literals: Mapping[str, frozenset[str]]
    expressions: Mapping[str, frozenset[str]]
    every: tuple[str, ...]


def derived_from(gates: Iterable[str]) -> Derived:
    """Derive what to search for from the gates of rules."""
    literals: dict[str, frozenset[str]] = {}
    expressions: dict[str, frozenset[str]] = {}
    every: list[str] = []
    for gate in gates:
        required = factors(gate)
        if required is not None and all(any(map(str.isalpha, one)) for one in required):
            for factor in required:
                literals[factor] = literals.get(factor, frozenset()) | {gate}
        elif (expression := as_expression(gate)) is not None:
            expressions[expression] = expressions.get(expression, frozenset()) | {gate}
        else:
            every.append(gate)
    return Derived(_pruned(literals), expressions, tuple(every))


def as_expression(gate: str) -> str | None:
    """A gate as Hyperscan may take it; None when it would be DOTALL in another dress."""
    expression = weaker(gate).replace(r"\z", "$")
    return None if "(?s" in expression else expression


def compiled(expressions: Sequence[str]) -> tuple[Hyperscan | None, list[str]]:
    """Expressions ready to scan for, and those that Hyperscan takes.

    All are compiled together; one by one only where that fails, for it takes as long.
    """
    if not expressions:
        return None, []
    try:
        return Hyperscan(expressions, are_literal=False), list(expressions)
    except EngineError:
        if len(expressions) == 1:
            return None, []
    return compiled([one for one in expressions if compiled([one])[0] is not None])


def _pruned(literals: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The literals without those that hold another: that one speaks for their gates as well."""
    kept: dict[str, frozenset[str]] = {}
    sizes: set[int] = set()
    for one in sorted(literals, key=lambda one: (len(one), one)):
        pieces = (one[at : at + size] for size in sizes for at in range(len(one) - size + 1))
        held = next((piece for piece in pieces if piece in kept), None)
        kept[held or one] = kept.get(held or one, frozenset()) | literals[one]
        sizes.add(len(held or one))
    return dict(sorted(kept.items()))


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

    def matches(self, text: bytes) -> list[tuple[int, int]]:
        """Number of the pattern and end in bytes of each match, in the order of ends."""
        found: list[tuple[int, int]] = []

        def event(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
            found.append((number, end))

        self._database.scan(text, match_event_handler=event, scratch=self._scratch)
        return found


class HyperscanSweep(Sweep):
    """The first stage with Hyperscan.

    It knows ASCII: for posts with any other letter the default first stage speaks.

    Raises:
        EngineError: It lost a match of a made string, and must not be used.
    """

    def __init__(self, scanner: Scanner, words: Words) -> None:
        super().__init__(scanner, words)
        gates = [gate for gate in scanner.gates if gate not in BEYOND_ASCII and gate != ODD]
        self.derived = made = derived_from(gates)
        listed = _folded(self._words)
        self.literals = literals = (*listed, *made.literals)
        self._sizes = [len(one) - 1 for one in listed]
        self._exact = [one[1:-1].encode() if one[1:-1].isalpha() else b"" for one in listed]
        self._scan = Hyperscan(literals, are_literal=True) if literals else None
        self._others, taken = compiled([*made.expressions])
        refused = [one for one in made.expressions if one not in taken]
        numbers = _numbers(scanner)
        self._of_literal = [_groups(own, numbers) for own in made.literals.values()]
        self._of_other = [_groups(made.expressions[one], numbers) for one in taken]
        more = [gate for one in refused for gate in made.expressions[one]]
        self._underived = scanner_of([*made.every, *more])
        self._prove(gates, numbers)

    def search(self, chunk: Chunk) -> Searched:
        """See :class:`Sweep`."""
        places: list[tuple[int, int]] = []
        groups: dict[int, set[int]] = {}
        beyond = chunk.beyond_ascii()
        rows = {beyond[row] for row in self.rows(chunk_of([chunk.raw(row) for row in beyond]))}
        row, count, of_literal = 0, len(self._sizes), self._of_literal
        starts = chunk.starts
        for number, end in self._scan.matches(chunk.joined.translate(FOLD)) if self._scan else ():
            if number < count:
                places.append((number, end))
            else:
                row = bisect_right(starts, end - 1, row) - 1
                groups.setdefault(row, set()).update(of_literal[number - count])
        row = 0
        for number, end in self._others.matches(chunk.joined) if self._others else ():
            row = bisect_right(starts, end - 1, row) - 1
            groups.setdefault(row, set()).update(self._of_other[number])
        if self._underived is not None:
            rows.update(matching(self._underived, chunk))
        rows.update([row for row, told in groups.items() if len(told) > FEW])
        for row in groups.keys() & rows:
            del groups[row]  # the scanner is asked, and knows better
        return Searched(self._listed_at(chunk, places), rows, groups)

    def _listed_at(
        self, chunk: Chunk, places: list[tuple[int, int]]
    ) -> Iterator[tuple[int, bytes, int]]:
        """The listed words at places where a folded one was found, the sign after it included:
        digits are folded alike, and an underscore like a space.
        """
        joined, starts, row = chunk.joined, chunk.starts, 0
        sizes, exact, words = self._sizes, self._exact, self._words.words
        for number, end in places:
            start = end - sizes[number]
            if joined[start - 1] == _UNDERSCORE or joined[end - 1] == _UNDERSCORE:
                continue
            word = exact[number] or joined[start : end - 1].lower()
            if word in words:
                row = bisect_right(starts, start, row) - 1
                yield row, word, start - starts[row]

    def _prove(self, gates: Sequence[str], numbers: Numbers) -> None:
        random = Random(20261122)  # noqa: S311 - the same strings each time
        for gate in gates:
            raw = [f"so {text} it".encode() for text in positives(gate, PROOFS, random)]
            searched = self.search(chunk_of(raw))
            told = {row for row, named in searched.groups.items() if numbers[gate] <= named}
            if len({*searched.rows} | told) < len(raw):
                raise _lost(gate)
        words = sorted(self._words.words)
        found = {row for row, _, _ in self.search(chunk_of(words)).listed}
        for row, word in enumerate(words):
            if row not in found:
                raise _lost(word.decode())


def _lost(pattern: str) -> EngineError:
    return EngineError(
        f"the engine 'hyperscan' lost a match of the pattern {pattern[:80]!r}",
        hint="leave --engine out: the default engine loses nothing",
    )


def _numbers(scanner: Scanner) -> Numbers:
    """For each gate the numbers of the groups that hold it."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(scanner.groups, 1):
        for gate in group:
            found.setdefault(gate, set()).add(number)
    return found


def _groups(gates: Iterable[str], numbers: Numbers) -> set[int]:
    return {number for gate in gates for number in numbers[gate]}


def _folded(words: Words) -> list[str]:
    """Listed words with the signs beside them, folded; each once."""
    folded = (f" {word.translate(FOLD).decode()} " for word in sorted(words.words))
    return list(dict.fromkeys(folded))


class HyperscanBatches(Batches):
    """Batches whose first stage is Hyperscan's; findings are those of the default engine."""

    def sweep(self, scanner: Scanner, words: Words) -> Sweep:
        """Make the first stage for plans with these gates."""
        return HyperscanSweep(scanner, words)
