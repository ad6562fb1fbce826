"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PolicyOption = Annotated[
    Path | None,
    typer.Option(
        "--policy", "-p", help="The policy folder; ./policy or $WATCHWORD_POLICY otherwise."
    ),
]
TodayOption = Annotated[
    str | None, typer.Option("--today", help="The day that counts, such as 2026-12-01.")
]
ChannelOption = Annotated[str | None, typer.Option("--channel", help="The network: x, facebook...")]
AccountOption = Annotated[
    str | None, typer.Option("--account", help="The kind of account: official, personal...")
]
PersonOption = Annotated[
    list[str] | None, typer.Option("--person", help="A role of the person; may be repeated.")
]
FactOption = Annotated[
    list[str] | None,
    typer.Option("--fact", help="Another fact, as 'situation = crisis'; may be repeated."),
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", "-l", help="The ledger's folder; ./ledger or $WATCHWORD_LEDGER otherwise."
    ),
]
