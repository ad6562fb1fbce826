"""Drawing a policy as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from watchword.cli.given import facts_from, policy_folder
from watchword.cli.options import (
    AccountOption,
    ChannelOption,
    FactOption,
    PersonOption,
    PolicyOption,
)


def render(
    folder: Annotated[
        Path | None, typer.Argument(help="The policy folder.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A name in .html, .pdf or .docx, or a folder for a small site; handbook.html "
            "otherwise, or summary.html.",
        ),
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="One page in two columns: do, never.")
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            help="A language that rules are translated into, such as cy.",
            metavar="TAG",
        ),
    ] = "",
    policy: PolicyOption = None,
    channel: ChannelOption = None,
    account: AccountOption = None,
    person: PersonOption = None,
    fact: FactOption = None,
) -> None:
    """Draw the policy, or what applies to a role, channel and account, as a document."""
    import sys

    from watchword.policy.languages import in_language, require_language
    from watchword.policy.load import load
    from watchword.policy.render import render_handbook
    from watchword.policy.vocabulary import require_known

    loaded = load(policy_folder(folder or policy))
    if language:
        require_language(loaded, language)
        loaded = in_language(loaded, language)
    facts = facts_from(channel, account, person, fact)
    require_known(loaded, facts)
    output = output or Path("summary.html" if summary else "handbook.html")
    for path in render_handbook(loaded, output, facts=facts, summary=summary):
        sys.stdout.write(f"written: {path}\n")
