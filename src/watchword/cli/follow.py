"""The live mode: JSON lines in, findings out as they come, in bounded memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO

from watchword.archive.stream import post_from
from watchword.check.engine import Engine
from watchword.check.render.record import finding_record
from watchword.cli.columns import require_columns
from watchword.cli.drafts import OFFICIAL
from watchword.policy.load import load
from watchword.policy.vocabulary import require_known
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, ExitCode
from watchword.terms.post import Stage

LONGEST_LINE_BYTES = 8_000_000
"""A longer line is no post; it is skipped and said."""


def follow_stream(
    folder: Path,
    facts: Facts,
    stage: Stage | None,
    today: date,
    output: Path | None,
    columns: Mapping[str, str],
    fail_on: Action,
) -> int:
    """Read JSON lines from standard input until it ends; the exit code.

    A finding is one JSON line on standard output (or appended to ``output``), flushed at
    once. Lines that are no posts are counted and said at the end.
    """
    policy = load(folder)
    require_known(policy, facts)
    require_columns(policy, columns)
    engine = Engine(policy, today=today)
    base = Facts({**OFFICIAL, "stage": stage or Stage.PUBLISHED, **facts})
    if output is None:
        return _follow(engine, base, columns, sys.stdout.buffer, fail_on)
    with output.open("ab") as file:
        return _follow(engine, base, columns, file, fail_on)


def _follow(
    engine: Engine, base: Facts, columns: Mapping[str, str], out: IO[bytes], fail_on: Action
) -> int:
    seen = skipped = found = 0
    worst = -1
    source = sys.stdin.buffer
    try:
        while line := source.readline(LONGEST_LINE_BYTES):
            seen += 1
            if not line.endswith(b"\n") and len(line) >= LONGEST_LINE_BYTES:
                skipped += 1
                while rest := source.readline(LONGEST_LINE_BYTES):
                    if rest.endswith(b"\n"):
                        break
                continue
            post = post_from(_record(line), base, columns)
            if post is None:
                skipped += bool(line.strip())
                continue
            verdict = engine.check(post)
            if not verdict.findings:
                continue
            found += len(verdict.findings)
            if verdict.action is not None:
                worst = max(worst, verdict.action.rank)
            for one in verdict.findings:
                written = {"id": post.id, **finding_record(post, one)}
                out.write(json.dumps(written, ensure_ascii=False).encode() + b"\n")
            out.flush()
    finally:
        sys.stderr.write(
            f"watchword: {seen:,} lines, {found:,} findings, {skipped:,} lines were no posts\n"
        )
    return ExitCode.FOUND if worst >= fail_on.rank else ExitCode.CLEAN


def _record(line: bytes) -> object:
    """What a line of JSON holds; None when it is none."""
    import orjson

    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return _damaged(line)


def _damaged(line: bytes) -> object:
    """What a line holds that JSON's rules refuse for half a surrogate pair or a wrong byte.

    Networks send such posts; each unreadable character becomes U+FFFD, and the rest is checked.
    """
    try:
        record = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return _without_surrogates(record)


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(one) for one in value]
    return value
