"""A few checked posts in any format; archives are written as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from watchword.check.render.style import style_for
from watchword.check.render.text import render_verdict
from watchword.cli.drafts import Form
from watchword.policy.model import Policy
from watchword.terms.finding import Verdict
from watchword.terms.post import Post

Checked = Sequence[tuple[str, int, Post, Verdict]]
"""Path, line on which the post starts, the post, its verdict."""


def written(policy: Policy, checked: Checked, form: Form, *, is_file: bool) -> str | bytes:
    """The posts and their findings in a format."""
    if form is Form.TEXT:
        return _text(checked, is_file=is_file)
    if form in (Form.JSON, Form.JSONL):
        return _json(checked, form)
    if form is Form.SARIF:
        from watchword.check.render.sarif import sarif_log
        from watchword.cli.learn import version

        found = (
            (path, line, post, one)
            for path, line, post, verdict in checked
            for one in verdict.findings
            if not one.shadow
        )
        return sarif_log(policy, found, version())
    if form is Form.GITHUB:
        from watchword.check.render.annotation import annotation

        return "".join(
            annotation(path, line, post, one) + "\n"
            for path, line, post, verdict in checked
            for one in verdict.findings
            if not one.shadow
        )
    if form is Form.CSV:
        return _csv(checked)
    return _by_table(policy, checked, form)


def _text(checked: Checked, *, is_file: bool) -> str:
    style = style_for(wanted=False if is_file else None)
    parts = []
    for path, line, post, verdict in checked:
        if len(checked) > 1 or path != "draft":
            parts.append(style(f"{path}:{line}", "dim") + "\n")
        parts.append(render_verdict(post, verdict, style))
    return "\n".join(parts)


def _json(checked: Checked, form: Form) -> str:
    import json

    from watchword.check.render.record import verdict_record

    records = [
        {"file": path, "line": line, **verdict_record(post, verdict)}
        for path, line, post, verdict in checked
    ]
    if form is Form.JSONL:
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    shown = records[0] if len(records) == 1 else records
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _csv(checked: Checked) -> str:
    import csv
    import io

    from watchword.base.output import csv_safe
    from watchword.check.render.record import finding_record

    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for path, line, post, verdict in checked:
        for one in verdict.findings:
            record = {"file": path, "line": line, "id": post.id, **finding_record(post, one)}
            if writer is None:
                writer = csv.DictWriter(out, list(record))
                writer.writeheader()
            writer.writerow({key: csv_safe(str(value)) for key, value in record.items()})
    return out.getvalue()


def _by_table(policy: Policy, checked: Checked, form: Form) -> bytes:
    """Formats that need a table or a tally."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from watchword.archive.tally import Tally
    from watchword.check.table import findings_table

    if form is Form.PARQUET:
        batch = findings_table(
            [
                (row, post.id, one)
                for row, (_, _, post, verdict) in enumerate(checked)
                for one in verdict.findings
            ]
        )
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_batches([batch]), sink, compression="zstd")
        return bytes(sink.getvalue())
    from watchword.archive.report import render_report

    tally = Tally()
    tally.total.posts = len(checked)
    for row, (_path, _line, post, verdict) in enumerate(checked):
        tally.add(row, post, list(verdict.findings))
    sources = [_Said(Path(path), "a draft") for path, *_ in checked]
    return render_report(policy, tally, sources=sources).encode()


@dataclass(frozen=True, slots=True)
class _Said:
    """Where a text came from, for the report."""

    path: Path
    format: str
