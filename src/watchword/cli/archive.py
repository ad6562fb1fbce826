"""Checking files: archives, spreadsheets, Markdown drafts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import IO

from watchword.archive.local import Job, check_batches
from watchword.archive.readers import Reading, read_posts
from watchword.archive.readers.base import SCHEMA
from watchword.archive.readers.markdown import HEADED
from watchword.archive.readers.posts import post_rows
from watchword.archive.sinks import (
    AnnotationSink,
    AtTheEnd,
    CsvSink,
    JsonSink,
    LinesSink,
    ParquetSink,
    SarifSink,
    Sink,
)
from watchword.archive.stage import stage_of_archive
from watchword.archive.tally import Tally
from watchword.base.errors import FactsError, OutputError
from watchword.base.output import atomic
from watchword.cli.columns import require_columns
from watchword.cli.drafts import OFFICIAL, Form
from watchword.cli.learn import version
from watchword.cli.progress import counted
from watchword.cli.summary import say_summary
from watchword.policy.load import load_files, read_files
from watchword.policy.model import Policy
from watchword.policy.vocabulary import KNOWN_FACTS, fact_names, fact_problems, require_known
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, ExitCode
from watchword.terms.post import Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What was asked for on the command line."""

    files: list[Path]
    folder: Path
    facts: Facts
    stage: Stage | None
    today: date
    form: Form
    output: Path | None
    columns: Mapping[str, str] = field(default_factory=dict)
    fail_on: Action = Action.HOLD
    processes: int = 1
    engine: str = "default"


def check_files(run: Run) -> int:
    """Check the files and write what was asked for; the exit code."""
    if run.form in (Form.PARQUET, Form.HTML) and run.output is None:
        raise OutputError(f"{run.form} is not for a terminal", hint="name a file with --output")
    if run.output is not None:
        if run.form is Form.TEXT:
            raise OutputError(
                f"it is not clear what to write into {run.output.name!r}",
                hint="end the name in .html, .csv, .json, .jsonl, .parquet or .sarif, or say --format",
            )
        if any(run.output.exists() and run.output.samefile(path) for path in run.files):
            raise OutputError("the output is one of the files to check", hint="name another file")
    files = read_files(run.folder)
    policy = load_files(files, run.folder)
    require_known(policy, run.facts)
    require_columns(policy, run.columns)
    readings = [read_posts(path, columns=run.columns or None) for path in run.files]
    for reading in readings:
        _require_header_known(policy, reading)
    tally = Tally()
    with _sink(run, policy, tally, readings) as sink:
        for reading in readings:
            _check_one(reading, run, files, tally, sink)
        sink.finish()
    if run.form is Form.TEXT or run.output is not None:
        say_summary(policy, tally, readings, run.output)
    worst = [Action(action) for action, count in tally.actions.items() if count]
    return ExitCode.FOUND if any(one.rank >= run.fail_on.rank for one in worst) else ExitCode.CLEAN


def _require_header_known(policy: Policy, reading: Reading) -> None:
    """Refuse what a draft's header says in vain: a channel that there is not, a misspelt fact.

    Other tools keep names of their own there; of those nothing is asked, and it is said.
    """
    if not reading.format.endswith(HEADED):
        return
    told = [post.facts for batch in reading for post in post_rows(batch)]
    for name, values in told[0].items() if told else ():
        if name in SCHEMA.names and name not in KNOWN_FACTS:
            continue
        for value in sorted(values):
            for problem in fact_problems(policy, name, value, reading.path, 0):
                near = get_close_matches(name, fact_names(policy), 1, 0.75)
                if name in fact_names(policy) or near:
                    hint = (
                        f"did you mean {near[0]!r}?" if near and near[0] != name else problem.hint
                    )
                    raise FactsError(f"{reading.path.name}: {problem.message}", hint=hint)
                sys.stderr.write(f"{reading.path.name}: no rule asks about the fact {name!r}\n")


def _check_one(
    reading: Reading, run: Run, files: Mapping[str, bytes], tally: Tally, sink: Sink
) -> None:
    stage = run.stage or stage_of_archive(reading)
    facts = Facts({**OFFICIAL, **run.facts, "stage": stage})
    job = Job(files=files, facts=facts, stage=stage, today=run.today, engine=run.engine)
    first = tally.total.posts
    for checked in check_batches(counted(reading), job, processes=run.processes):
        tally.look(checked.posts)
        has_links = "link" in checked.posts.schema.names
        for row, post, findings in checked.by_post(facts):
            link = str(checked.posts.column("link")[row].as_py() or "") if has_links else ""
            tally.add(first + checked.first_row + row, post, findings, link)
        sink.write(reading.path, checked, facts)


@contextmanager
def _sink(run: Run, policy: Policy, tally: Tally, readings: list[Reading]) -> Iterator[Sink]:
    if run.output is None:
        yield _sink_on(sys.stdout.buffer, run, policy, tally, readings)
        sys.stdout.buffer.flush()
        return
    with atomic(run.output) as file:
        yield _sink_on(file, run, policy, tally, readings)


def _sink_on(
    file: IO[bytes], run: Run, policy: Policy, tally: Tally, readings: list[Reading]
) -> Sink:
    def report() -> bytes:
        from watchword.archive.report import render_report

        return render_report(policy, tally, sources=readings).encode()

    if run.form is Form.HTML:
        return AtTheEnd(file, report)
    if run.form is Form.TEXT:
        return AtTheEnd(file, lambda: b"")
    lines = {one.path: one.recognised.first_line for one in readings}
    if run.form is Form.SARIF:
        return SarifSink(file, policy, version(), lines)
    if run.form is Form.GITHUB:
        return AnnotationSink(file, lines)
    kinds: dict[Form, Callable[[IO[bytes]], Sink]] = {
        Form.PARQUET: ParquetSink,
        Form.JSON: JsonSink,
        Form.JSONL: LinesSink,
        Form.CSV: CsvSink,
    }
    return kinds[run.form](file)
