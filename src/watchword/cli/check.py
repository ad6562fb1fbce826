"""Checking drafts, files and streams."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from watchword.base.errors import EngineError, InputError
from watchword.cli.columns import columns_from
from watchword.cli.drafts import SUFFIXES, Form, check_text, wanted
from watchword.cli.given import day, facts_from, policy_folder
from watchword.cli.options import (
    AccountOption,
    ChannelOption,
    FactOption,
    PersonOption,
    PolicyOption,
    TodayOption,
)
from watchword.terms.finding import Action
from watchword.terms.post import Stage


class EngineName(StrEnum):
    """What archives are searched with."""

    DEFAULT = "default"
    HYPERSCAN = "hyperscan"


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
        EngineName, typer.Option(help="default, or hyperscan where the extra is installed.")
    ] = EngineName.DEFAULT,
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
    if engine is EngineName.HYPERSCAN and find_spec("hyperscan") is None:
        raise EngineError(
            "the engine 'hyperscan' is not installed",
            hint="install watchword[archive], or leave --engine out",
        )
    facts = facts_from(channel, account, person, fact)
    folder = policy_folder(policy)
    chosen = form or SUFFIXES.get(output.suffix.lower() if output else "", Form.TEXT)
    if follow:
        if text is not None or what not in (None, [], ["-"]):
            raise InputError(
                "--follow reads standard input, and nothing else",
                hint="leave the file or text out, or leave --follow out",
            )
        from watchword.cli.follow import follow_stream

        raise typer.Exit(
            follow_stream(folder, facts, stage, day(today), output, columns_from(column), fail_on)
        )
    files, said = wanted(what or [], text)
    if not files:
        raise typer.Exit(
            check_text(said, folder, facts, stage, day(today), chosen, output, fail_on)
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
