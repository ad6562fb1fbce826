"""Checking drafts, files and streams."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import InputError, WatchwordError
from watchword.cli.options import (
    AccountOption,
    ChannelOption,
    FactOption,
    PersonOption,
    PolicyOption,
    TodayOption,
    day,
    facts_from,
    policy_folder,
)
from watchword.terms.finding import Action, ExitCode
from watchword.terms.post import Post, Stage

if TYPE_CHECKING:
    from watchword.check.engine import Engine
    from watchword.policy.model import Policy
    from watchword.terms.facts import Facts

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


def check(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="A text, a file or '-' for standard input; several files may be named.",
            show_default=False,
        ),
    ] = None,
    policy: PolicyOption = None,
    channel: ChannelOption = None,
    account: AccountOption = None,
    person: PersonOption = None,
    fact: FactOption = None,
    stage: Annotated[
        Stage | None,
        typer.Option("--stage", help="What it is; drafts for text, published posts for archives."),
    ] = None,
    today: TodayOption = None,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="What to write; guessed from --output.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write it.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", help="Name a column, as text=Caption or region=Area; may be repeated."
        ),
    ] = None,
    fail_on: Annotated[Action, typer.Option(help="End with 1 from this action up.")] = Action.HOLD,
    processes: Annotated[
        int, typer.Option("--processes", "-j", min=1, help="Processes for archives.")
    ] = 1,
    engine: Annotated[
        str, typer.Option(help="default, or hyperscan where the extra is installed.")
    ] = "default",
    follow: Annotated[
        bool, typer.Option("--follow", help="Read JSON lines from standard input as they come.")
    ] = False,
    text: Annotated[
        str | None, typer.Option("--text", help="A text, where it could be taken for a file.")
    ] = None,
) -> None:
    """Hold drafts, published posts and archives against the policy.

    Ends with 0 when nothing reaches --fail-on, 1 when something does, 2 when it could not
    be checked, 130 when stopped.
    """
    facts = facts_from(channel, account, person, fact)
    folder = policy_folder(policy)
    chosen = form or SUFFIXES.get(output.suffix.lower() if output else "", Form.TEXT)
    if follow:
        from watchword.cli.follow import follow_stream

        raise typer.Exit(
            follow_stream(folder, facts, stage, day(today), output, columns_from(column), fail_on)
        )
    files, said = _wanted(what or [], text)
    if not files:
        raise typer.Exit(
            _check_text(said, folder, facts, stage, day(today), chosen, output, fail_on)
        )
    from watchword.cli.archive import Run, check_files

    run = Run(
        files=files,
        folder=folder,
        facts=facts,
        stage=stage,
        today=day(today),
        form=chosen,
        output=output,
        columns=columns_from(column),
        fail_on=fail_on,
        processes=processes,
        engine=engine,
    )
    raise typer.Exit(check_files(run))


def columns_from(given: list[str] | None) -> Mapping[str, str]:
    """Columns named on the command line, as ``text=Caption``.

    Raises:
        WatchwordError: One has no ``=``.
    """
    found = {}
    for one in given or ():
        name, sign, value = one.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise WatchwordError(f"{one!r} names no column", hint="write --column text=Caption")
        found[name.strip()] = value.strip()
    return found


def _wanted(what: list[str], text: str | None) -> tuple[list[Path], str]:
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


def _check_text(
    said: str,
    folder: Path,
    facts: Facts,
    stage: Stage | None,
    today: object,
    form: Form,
    output: Path | None,
    fail_on: Action,
) -> int:
    from datetime import date

    from watchword.check.engine import Engine
    from watchword.policy.load import load

    assert isinstance(today, date)
    policy = load(folder)
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
