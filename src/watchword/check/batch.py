"""Many posts at once: Arrow batches of posts in, Arrow batches of findings out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from watchword.base.span import Match
from watchword.check.engine import Engine
from watchword.check.plan import Plan
from watchword.check.rows import RowLook, Rows, as_bytes, as_strings, column, media_facts
from watchword.check.scanner import lost
from watchword.check.table import table_of
from watchword.policy.judge import LiveRule
from watchword.rules.base import Look
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding
from watchword.terms.post import Stage

SENTINEL_AND_ONE = 2
"""Most posts in which anything is found match one pattern besides the sentinel."""

COUNTS = ("pictures", "described", "videos", "captioned")


class Hit(NamedTuple):
    """A match of a live rule in one look at one row of a batch."""

    row: int
    rule: LiveRule
    look: Look
    match: Match


class Found(NamedTuple):
    """A finding and the row of the batch that it is about."""

    row: int
    finding: Finding


class Nominated(NamedTuple):
    """A row, its plan, the rules to ask, and its text in UTF-8."""

    row: int
    plan: Plan
    rules: Collection[int]
    raw: bytes


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

    def findings(self, batch: pa.RecordBatch, first_row: int = 0) -> pa.RecordBatch:
        """The findings of a batch with a column ``text`` (string); others are optional.

        Args:
            batch: Posts; columns as ``watchword.archive.readers`` describes them.
            first_row: Number of the batch's first post in the whole run.

        Returns:
            A batch with the columns of ``watchword.check.table.FINDINGS``.
        """
        hits = list(self.hits(batch))
        return table_of(hits, column(batch, "id", [hit.row for hit in hits]), first_row)

    def find(self, batch: pa.RecordBatch) -> Iterator[Found]:
        """The findings of a batch, in order of its rows."""
        for row, rule, look, match in self.hits(batch):
            yield Found(row, rule.finding(look, match))

    def hits(self, batch: pa.RecordBatch) -> Iterator[Hit]:
        """Every match, in the order of rows, and in a row in the order of its findings."""
        texts = as_strings(batch.column("text"))
        plans = self._plans(batch)
        scanned = (
            self.scan(plans, texts) if isinstance(plans, Plan) else self._scan_each(plans, texts)
        )
        rows = Rows(batch, self.base)
        today = self.engine.today
        for row, plan, rules, raw in scanned:
            look = RowLook(rows, row, raw, today)
            hits = [
                Hit(row, rule, look, match)
                for rule in map(plan.rules.__getitem__, rules)
                if not rule.may_fail or rule.holds(look)
                for match in rule.matcher.find(look)
            ]
            if len(hits) > 1:
                hits.sort(key=_order)
            look.hide(hit.match for hit in hits)
            yield from hits

    def _plans(self, batch: pa.RecordBatch) -> Plan | Sequence[Plan]:
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

    def scan(self, plan: Plan, texts: pa.Array) -> Iterator[Nominated]:
        """The hot loop: one plan for all posts."""
        listed = as_bytes(texts)
        nominated = self.engine.nominated
        always = bool(plan.always)
        least = plan.by_size[0][0] if plan.by_size else 1 << 62
        is_simple = not (always or plan.by_size or plan.triggers)
        for row, found in enumerate(map(plan.scanner.match, listed)):
            if len(found) == 1 and not always:
                if len(listed[row]) < least:
                    continue
            elif not found:
                raise lost()
            if is_simple and len(found) == SENTINEL_AND_ONE:
                yield Nominated(row, plan, plan.by_pattern[found[0] or found[1]], listed[row])
                continue
            rules = nominated(plan, found, listed[row])
            if rules:
                yield Nominated(row, plan, rules, listed[row])

    def _scan_each(self, plans: Sequence[Plan], texts: pa.Array) -> Iterator[Nominated]:
        """The same where posts have different facts."""
        nominated = self.engine.nominated
        for row, (plan, raw) in enumerate(zip(plans, as_bytes(texts), strict=True)):
            found = plan.scanner.match(raw)
            if not found:
                raise lost()
            if len(found) == 1 and not plan.always and not plan.by_size:
                continue
            rules = nominated(plan, found, raw)
            if rules:
                yield Nominated(row, plan, rules, raw)


def _order(hit: Hit) -> tuple[int, int, str]:
    """As ``watchword.policy.judge.order`` has it for findings."""
    return (hit.match.span.start, -hit.rule.rule.header.action.rank, hit.rule.rule.id)
