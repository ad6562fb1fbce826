"""Checking a text: what ``watchword check "text"`` does, without what it does not need."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from watchword.base.errors import InputError, OutputError
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, ExitCode
from watchword.terms.post import Post, Stage

if TYPE_CHECKING:
    from watchword.check.engine import Engine
    from watchword.policy.model import Policy

OFFICIAL = {"account": "official"}


class Form(StrEnum):
    """What ``watchword check`` writes."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    SARIF = "sarif"
    GITHUB = "github"
    HTML = "html"


SUFFIXES = {
    ".json": Form.JSON,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".csv": Form.CSV,
    ".parquet": Form.PARQUET,
    ".sarif": Form.SARIF,
    ".html": Form.HTML,
    ".txt": Form.TEXT,
}


def wanted(what: list[str], text: str | None) -> tuple[list[Path], str]:
    """The files to check, or the text."""
    if text is not None:
        return [], text
    if not what:
        if sys.stdin.isatty():
            raise InputError(
                "there is nothing to check",
                hint='watchword check "a draft", watchword check posts.csv, or a text by a pipe',
            )
        return [], _read_stdin()
    if what == ["-"]:
        return [], _read_stdin()
    if what == [""]:
        return [], ""  # a path of no letters would be the folder that one stands in
    paths = [Path(one) for one in what]
    if all(_is_there(path) for path in paths):
        return paths, ""
    missing = [path for path in paths if not _is_there(path)]
    if len(paths) > 1 or _looks_like_file(what[0]):
        raise InputError(
            f"there is no file {str(missing[0])!r}",
            hint="to check these words as a text, use --text",
        )
    return [], what[0]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long for a name: a text, then
        return False


def _looks_like_file(text: str) -> bool:
    known = (
        ".csv",
        ".xlsx",
        ".xls",
        ".ods",
        ".json",
        ".jsonl",
        ".ndjson",
        ".js",
        ".parquet",
        ".zip",
        ".car",
        ".md",
        ".txt",
        ".tsv",
    )
    return "\n" not in text and " " not in text.strip() and text.lower().endswith(known)


def _read_stdin() -> str:
    from watchword.base.text.decode import decode

    return decode(sys.stdin.buffer.read()).text.rstrip("\n")


def check_text(
    said: str,
    folder: Path,
    facts: Facts,
    stage: Stage | None,
    today: date,
    form: Form,
    output: Path | None,
    fail_on: Action,
) -> int:
    """Check one text and write what was found; the exit code.

    Raises:
        OutputError: A table is asked for, and no file to write it to.
    """
    if form is Form.PARQUET and output is None:
        raise OutputError("parquet is not for a terminal", hint="name a file with --output")
    from watchword.check.engine import Engine
    from watchword.policy.load import load
    from watchword.policy.vocabulary import require_known

    policy = load(folder)
    require_known(policy, facts)
    made = Engine(policy, today=today)
    known = facts if "account" in facts else facts.with_(OFFICIAL)
    post = Post(text=said, facts=known.with_({"stage": stage or Stage.DRAFT}))
    return say_posts(policy, made, [("draft", 1, post)], form, output, fail_on)


def say_posts(
    policy: Policy,
    engine: Engine,
    posts: list[tuple[str, int, Post]],
    form: Form,
    output: Path | None,
    fail_on: Action,
) -> int:
    """Check a few posts and write what was found; the exit code."""
    from watchword.cli.write import written

    checked = [(path, line, post, engine.check(post)) for path, line, post in posts]
    body = written(policy, checked, form, is_file=output is not None)
    if output is None:
        if isinstance(body, bytes):
            sys.stdout.buffer.write(body)
        else:
            sys.stdout.write(body)
    else:
        from watchword.base.output import atomic

        with atomic(output) as file:
            file.write(body if isinstance(body, bytes) else body.encode())
    worst = max((verdict.action.rank for *_, verdict in checked if verdict.action), default=-1)
    return ExitCode.FOUND if worst >= fail_on.rank else ExitCode.CLEAN
