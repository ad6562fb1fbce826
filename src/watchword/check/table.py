"""Findings as an Arrow table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from watchword.policy.judge import LiveRule
from watchword.terms.finding import Finding

if TYPE_CHECKING:
    from watchword.check.batch import Hit

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


def table_of(hits: Sequence[Hit], ids: pa.Array, first_row: int) -> pa.RecordBatch:
    """Matches as a batch of findings.

    Args:
        hits: The matches.
        ids: Id of the post of each.
        first_row: Number of the batch's first post in the whole run.
    """
    numbers: dict[LiveRule, int] = {}
    which = [numbers.setdefault(hit.rule, len(numbers)) for hit in hits]
    words = [hit.rule.words(hit.look, hit.match) for hit in hits]
    told = [hit.rule.told(hit.look, hit.match, said) for hit, said in zip(hits, words, strict=True)]
    rules = list(numbers)
    same = pa.array(which, pa.int32())
    headers = [rule.rule.header for rule in rules]
    arrays = [
        pa.array([hit.row + first_row for hit in hits], pa.int64()),
        ids,
        _repeated([header.id for header in headers], same),
        _repeated([str(header.action) for header in headers], same),
        _repeated([str(header.severity) for header in headers], same),
        _repeated([rule.layer for rule in rules], same),
        _repeated([rule.edition for rule in rules], same),
        pa.array([hit.match.span.start for hit in hits], pa.int32()),
        pa.array([hit.match.span.end for hit in hits], pa.int32()),
        pa.array(words, pa.string()),
        pa.array([hit.match.label for hit in hits], pa.string()),
        pa.array(told, pa.string()),
        pa.array([rule.is_shadow for rule in rules], pa.bool_()).take(same),
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
