"""Many posts at once: Arrow batches of posts in, Arrow batches of findings out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from watchword.check.engine import Engine
from watchword.check.plan import Plan
from watchword.check.scanner import lost
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding
from watchword.terms.post import Post, Stage

FINDINGS = pa.schema(
    [
        pa.field("row", pa.int64()),
        pa.field("id", pa.string()),
        pa.field("rule", pa.string()),
        pa.field("action", pa.string()),
        pa.field("severity", pa.string()),
        pa.field("layer", pa.string()),
        pa.field("edition", pa.string()),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        pa.field("words", pa.string()),
        pa.field("label", pa.string()),
        pa.field("message", pa.string()),
        pa.field("shadow", pa.bool_()),
    ]
)
"""Columns of findings: ``row`` counts posts from 0 over the whole run; ``start`` and ``end``
are code points of the text, half open, and 0, 0 when the post as a whole is meant."""

COUNTS = ("pictures", "described", "videos", "captioned")
PLAIN = ("channel", "account", "account_name", "direction", "language", "kind", "campaign")


@dataclass(frozen=True, slots=True)
class Found:
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
        self._engine = engine
        self._base = Facts({"stage": stage, "account": "official"}).with_(facts or Facts())

    def findings(self, batch: pa.RecordBatch, first_row: int = 0) -> pa.RecordBatch:
        """The findings of a batch with a column ``text`` (string); others are optional.

        Args:
            batch: Posts; columns as ``watchword.archive.readers`` describes them.
            first_row: Number of the batch's first post in the whole run.
        """
        found = list(self.find(batch))
        ids = column(batch, "id", [one.row for one in found])
        return table_of(found, ids, first_row)

    def find(self, batch: pa.RecordBatch) -> Iterator[Found]:
        """The findings of a batch, in order of its rows."""
        texts = as_bytes(batch.column("text"))
        plans = self._plans(batch)
        if isinstance(plans, Plan):
            nominated = self._scan(plans, texts)
        else:
            nominated = self._scan_each(plans, texts)
        rows = Rows(batch, self._base, texts)
        for row, plan, rules in nominated:
            post = rows.post(row)
            for finding in self._engine.ask(plan, rules, post):
                yield Found(row, finding)

    def _plans(self, batch: pa.RecordBatch) -> Plan | Sequence[Plan]:
        names = [name for name in batch.schema.names if name in self._engine.fact_names]
        has_media = "media" in self._engine.fact_names
        counts = [name for name in COUNTS if has_media and name in batch.schema.names]
        if not names and not counts:
            return self._engine.plan(self._base)
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
                plan = known[values] = self._engine.plan(media_facts(self._base.with_(more)))
            plans.append(plan)
        first = plans[0] if plans else self._engine.plan(self._base)
        return first if len(known) <= 1 else plans

    def _scan(self, plan: Plan, texts: list[bytes]) -> Iterator[tuple[int, Plan, set[int]]]:
        """The hot loop: one plan for all posts."""
        nominated = self._engine.nominated
        sentinel = 1
        always = bool(plan.always)
        least = plan.by_size[0][0] if plan.by_size else 1 << 62
        for row, found in enumerate(map(plan.scanner.match, texts)):
            if len(found) == sentinel and not always:
                if len(texts[row]) < least:
                    continue
            elif not found:
                raise lost()
            rules = nominated(plan, found, texts[row])
            if rules:
                yield row, plan, rules

    def _scan_each(
        self, plans: Sequence[Plan], texts: list[bytes]
    ) -> Iterator[tuple[int, Plan, set[int]]]:
        """The same where posts have different facts."""
        nominated = self._engine.nominated
        for row, (plan, raw) in enumerate(zip(plans, texts, strict=True)):
            found = plan.scanner.match(raw)
            if not found:
                raise lost()
            if len(found) == 1 and not plan.always and not plan.by_size:
                continue
            rules = nominated(plan, found, raw)
            if rules:
                yield row, plan, rules


class Rows:
    """Rows of a batch as posts, made only where a rule is asked."""

    def __init__(self, batch: pa.RecordBatch, base: Facts, texts: list[bytes] | None = None) -> None:
        self._batch = batch
        self._base = base
        self._texts = texts
        names = set(batch.schema.names)
        known = {"text", "id", "published", "alt_texts", "link"}
        self._facts = [name for name in batch.schema.names if name not in known]
        self._has = names

    def post(self, row: int) -> Post:
        """One row as a post."""
        if self._texts is None:
            text = str(self._value(row, "text") or "")
        else:
            text = self._texts[row].decode("utf-8", "replace")
        if not self._facts and not self._has & {"published", "alt_texts", "id"}:
            return Post(text=text, facts=self._base)
        more = {}
        for name in self._facts:
            value = self._batch.column(name)[row].as_py()
            if value is not None and str(value):
                more[name] = str(value)
        return Post(
            text=text,
            id=self._value(row, "id") or "",
            published=self._value(row, "published"),
            facts=media_facts(self._base.with_(more)) if more else self._base,
            alt_texts=tuple(one or "" for one in self._value(row, "alt_texts") or ()),
        )

    def _value(self, row: int, name: str) -> Any:  # noqa: ANN401 - whatever the column holds
        return self._batch.column(name)[row].as_py() if name in self._has else None


def media_facts(facts: Facts) -> Facts:
    """The facts with ``media``, which follows from the counts of pictures and videos."""
    media = [
        name
        for name, count in (("picture", "pictures"), ("video", "videos"))
        if count in facts and (facts.number(count) or 0) > 0
    ]
    return facts.with_({"media": media}) if media and "media" not in facts else facts


def as_bytes(texts: pa.Array) -> list[bytes]:
    """A column of text as bytes; a missing text is an empty one."""
    if not pa.types.is_string(texts.type) and not pa.types.is_large_string(texts.type):
        texts = pc.cast(texts, pa.string())
    kind = pa.large_binary() if pa.types.is_large_string(texts.type) else pa.binary()
    listed: list[bytes | None] = texts.cast(kind).to_pylist()
    return [one or b"" for one in listed] if texts.null_count else listed  # type: ignore[return-value]


def column(batch: pa.RecordBatch, name: str, rows: list[int]) -> list[str | None]:
    """Some rows of a column as text; None for each where there is no such column."""
    if name not in batch.schema.names:
        return [None] * len(rows)
    taken = batch.column(name).take(pa.array(rows, pa.int64()))
    return [None if one is None else str(one) for one in taken.to_pylist()]


def table_of(found: list[Found], ids: Sequence[str | None], first_row: int) -> pa.RecordBatch:
    """Findings as an Arrow batch with the columns of :data:`FINDINGS`."""
    ones = [one.finding for one in found]
    columns = [
        [one.row + first_row for one in found],
        ids,
        [one.rule for one in ones],
        [str(one.action) for one in ones],
        [str(one.severity) for one in ones],
        [one.layer for one in ones],
        [one.edition for one in ones],
        [one.span.start for one in ones],
        [one.span.end for one in ones],
        [one.words for one in ones],
        [one.label for one in ones],
        [one.message for one in ones],
        [one.shadow for one in ones],
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, FINDINGS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=FINDINGS)
