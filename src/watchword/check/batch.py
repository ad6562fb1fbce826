"""Many posts at once: Arrow batches of posts in, Arrow batches of findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa

from watchword.base.span import Match
from watchword.check.chunk import Chunk, chunk_of, chunks_of
from watchword.check.engine import Engine
from watchword.check.plan import Plan
from watchword.check.rows import RowLook, Rows, as_strings, column, media_facts
from watchword.check.scanner import Scanner
from watchword.check.sweep import Nominated, Sweep
from watchword.check.table import Hit, table_of
from watchword.check.words import Words
from watchword.policy.judge import LiveRule
from watchword.rules.base import Look
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding
from watchword.terms.post import Stage

AT_ONCE = 8192
"""Posts that rules are asked about together; their texts and foldings are kept meanwhile."""

COUNTS = ("pictures", "described", "videos", "captioned")


class Found(NamedTuple):
    """A finding and the row of the batch that it is about."""

    row: int
    finding: Finding


class Batches:
    """Checks batches of posts with one engine.

    Args:
        engine: The engine.
        stage: The stage of the posts; published unless said otherwise.
        facts: Facts that hold for every post.
    """

    def __init__(
        self, engine: Engine, *, stage: Stage = Stage.PUBLISHED, facts: Facts | None = None
    ) -> None:
        self.engine = engine
        self.base = Facts({"stage": stage, "account": "official"}).with_(facts or Facts())
        self._sweeps: dict[tuple[Scanner, Words], Sweep] = {}

    def findings(self, batch: pa.RecordBatch, first_row: int = 0) -> pa.RecordBatch:
        """The findings of a batch with a column ``text`` (string); others are optional.

        Args:
            batch: Posts; columns as ``watchword.archive.readers`` describes them.
            first_row: Number of the batch's first post in the whole run.

        Returns:
            A batch with the columns of ``watchword.check.table.FINDINGS``.
        """
        hits = list(self.hits(batch))
        return table_of(hits, column(batch, "id", [hit[1] for hit in hits]), first_row)

    def find(self, batch: pa.RecordBatch) -> Iterator[Found]:
        """The findings of a batch, in order of its rows."""
        for _, row, rule, look, match in self.hits(batch):
            yield Found(row, rule.finding(look, match))

    def hits(self, batch: pa.RecordBatch) -> Iterator[Hit]:
        """Every match, in the order of rows, and in a row in the order of its findings."""
        rows, plans = Rows(batch, self.base), self._plans(batch)
        waiting: list[Nominated] = []
        for chunk in chunks_of(as_strings(batch.column("text"))):
            waiting += self._nominated(plans, chunk)
            if len(waiting) >= AT_ONCE:
                yield from self._asked(rows, waiting)
                waiting = []
        yield from self._asked(rows, waiting)

    def sweep(self, scanner: Scanner, words: Words) -> Sweep:
        """Make the first stage for plans with these gates."""
        return Sweep(scanner, words)

    def _plans(self, batch: pa.RecordBatch) -> Plan | Sequence[Plan]:
        """The plan of all posts, or one for each."""
        names = [name for name in batch.schema.names if name in self.engine.fact_names]
        has_media = "media" in self.engine.fact_names
        counts = [name for name in COUNTS if has_media and name in batch.schema.names]
        if not names and not counts:
            return self.engine.plan(self.base)
        columns = [batch.column(name).to_pylist() for name in (*names, *counts)]
        known: dict[tuple[Any, ...], Plan] = {}
        plans = []
        for values in zip(*columns, strict=True):
            plan = known.get(values)
            if plan is None:
                more = {
                    name: str(value)
                    for name, value in zip((*names, *counts), values, strict=True)
                    if value is not None and str(value)
                }
                plan = known[values] = self.engine.plan(media_facts(self.base.with_(more)))
            plans.append(plan)
        first = plans[0] if plans else self.engine.plan(self.base)
        return first if len(known) <= 1 else plans

    def _nominated(self, plans: Plan | Sequence[Plan], chunk: Chunk) -> list[Nominated]:
        """Which rules of which plan to ask about which posts of a chunk."""
        if isinstance(plans, Plan):
            return self._swept(plans, chunk)
        own = plans[chunk.first : chunk.first + len(chunk)]
        found = []
        for plan in dict.fromkeys(own):
            part = [row for row, one in enumerate(own) if one is plan]
            swept = self._swept(plan, chunk_of([chunk.raw(row) for row in part]))
            found += [(chunk.first + part[one[0]], *one[1:]) for one in swept]
        return found

    def _swept(self, plan: Plan, chunk: Chunk) -> list[Nominated]:
        gates = (plan.scanner, plan.words)
        if gates not in self._sweeps:
            self._sweeps[gates] = self.sweep(*gates)
        return self._sweeps[gates].nominate(plan, chunk, self.engine.nominated)

    def _asked(self, rows: Rows, nominated: Sequence[Nominated]) -> list[Hit]:
        """Ask the rules, one after the other, about all their posts: what a rule needs stays
        in the processor's cache.
        """
        asked = defaultdict[LiveRule, list[RowLook]](list)
        today = self.engine.today
        for row, raw, plan, rules, listed in nominated:
            look = RowLook(rows, row, raw, today, plan.words, listed)
            for index in rules:
                asked[plan.rules[index]].append(look)
        hits: list[Hit] = []
        ranked = sorted(asked, key=_rank)
        bits = len(ranked).bit_length()
        for order, rule in enumerate(ranked):
            find, may_fail = rule.matcher.find, rule.may_fail
            for look in asked[rule]:
                if not may_fail or rule.holds(look):
                    for one in find(look):
                        row, start = look.row, one[0][0]
                        hits.append(
                            (row << 32 + bits | start << bits | order, row, rule, look, one)
                        )
        _hide(hits)
        hits.sort(key=itemgetter(0))
        return hits


def _rank(rule: LiveRule) -> tuple[int, str]:
    return rule.rank


def _hide(hits: Sequence[Hit]) -> None:
    """Mask what any rule found to be a secret in all findings of its post."""
    secrets = defaultdict[Look, list[Match]](list)
    for *_, look, match in [hit for hit in hits if hit[-1].is_secret]:
        secrets[look].append(match)
    for look, matches in secrets.items():
        look.hide(matches)
