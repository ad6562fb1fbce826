"""Findings as an Arrow table."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from watchword.base.span import Match
from watchword.policy.judge import LiveRule
from watchword.rules.base import Look
from watchword.terms.finding import Finding

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
are code points of the text, half open, and 0, 0 when the post as a whole is meant; ``words``
are masked when they are a secret."""


Hit = tuple[int, int, LiveRule, Look, Match]
"""A match: its place in the order of findings (row, start, and rank of the rule in one
number), the row of the batch, its rule, the look in which it was found, and the match itself."""


def table_of(hits: Sequence[Hit], ids: pa.Array, first_row: int) -> pa.RecordBatch:
    """Matches as a batch of findings.

    Args:
        hits: The matches.
        ids: Id of the post of each.
        first_row: Number of the batch's first post in the whole run.
    """
    _, rows, rules, looks, matches = zip(*hits, strict=True) if hits else ((),) * 5
    numbers: dict[LiveRule, int] = {}
    same = pa.array([numbers.setdefault(rule, len(numbers)) for rule in rules], pa.int32())
    starts = [match[0][0] for match in matches]
    ends = [match[0][1] for match in matches]
    spans = zip(looks, starts, ends, strict=True)
    words = [look.shown[start:end] for look, start, end in spans]
    plain = {rule: None if "{" in rule.message else rule.message for rule in numbers}
    told = [
        plain[rule]
        if not match.message and plain[rule] is not None
        else rule.told(look, match, said)
        for rule, look, match, said in zip(rules, looks, matches, words, strict=True)
    ]
    headers = [rule.rule.header for rule in numbers]
    arrays = [
        pc.add(pa.array(rows, pa.int64()), first_row),
        ids,
        _repeated([header.id for header in headers], same),
        _repeated([str(header.action) for header in headers], same),
        _repeated([str(header.severity) for header in headers], same),
        _repeated([rule.layer for rule in numbers], same),
        _repeated([rule.edition for rule in numbers], same),
        pa.array(starts, pa.int32()),
        pa.array(ends, pa.int32()),
        pa.array(words, pa.string()),
        pa.array([match.label for match in matches], pa.string()),
        pa.array(told, pa.string()),
        pa.array([rule.is_shadow for rule in numbers], pa.bool_()).take(same),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=FINDINGS)


def findings_table(found: Sequence[tuple[int, str, Finding]]) -> pa.RecordBatch:
    """Findings, each with the row and id of its post, as a batch."""
    columns = [
        [row for row, _, _ in found],
        [post_id for _, post_id, _ in found],
        *(
            [str(getattr(one, name)) for _, _, one in found]
            for name in ("rule", "action", "severity", "layer", "edition")
        ),
        [one.span.start for _, _, one in found],
        [one.span.end for _, _, one in found],
        *(
            [getattr(one, name) for _, _, one in found]
            for name in ("words", "label", "message", "shadow")
        ),
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, FINDINGS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=FINDINGS)


def _repeated(values: list[str], which: pa.Array) -> pa.Array:
    """Values by number."""
    return pa.array(values, pa.string()).take(which)
