"""``watchword ledger``: exports into the ledger, what it was told, and taking that back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.cli import workbook
from watchword.cli.options import LedgerOption
from watchword.cli.screen import say_all
from watchword.measure.take import Take

if TYPE_CHECKING:
    from watchword.archive.entry import Asked, Entry
    from watchword.archive.files.peek import Peek
    from watchword.measure.ledger import Ledger

app = typer.Typer(
    help="Posts and their numbers: import exports, see what was imported, undo it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FilesArgument = Annotated[list[Path], typer.Argument(help="Exports, tables, workbooks.")]
AccountNameOption = Annotated[
    str | None, typer.Option("--account", help="The account, where the file does not name it.")
]
ChannelOption = Annotated[
    str | None, typer.Option("--channel", help="The network, where the file does not say it.")
]
ZoneOption = Annotated[
    str | None,
    typer.Option("--zone", help="Zone of times without one: Europe/London. Kept by format."),
]
TakenOption = Annotated[
    str | None, typer.Option("--taken", help="When the numbers were taken: 2026-03-01.")
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", help="What a column is: 'reach=Seen by'; '-' for none. Repeatable."),
]
MissingOption = Annotated[
    list[float] | None,
    typer.Option("--missing", help="A value that means not observed, such as -1. Repeatable."),
]
TakeOption = Annotated[
    Take | None,
    typer.Option("--take", help="Whose word counts where our workbook and the ledger conflict."),
]
KeepOption = Annotated[
    bool, typer.Option("--keep-mapping", help="Keep --column for files with the same headers.")
]


@app.command("import")
def import_(
    files: FilesArgument,
    ledger: LedgerOption = None,
    account: AccountNameOption = None,
    channel: ChannelOption = None,
    zone: ZoneOption = None,
    taken: TakenOption = None,
    column: ColumnOption = None,
    missing: MissingOption = None,
    keep_mapping: KeepOption = False,
    take: TakeOption = None,
) -> None:
    """Import exports: posts, their numbers and numbers of accounts; or details in our workbook."""
    from watchword.cli.given import ledger_folder
    from watchword.measure.ledger import Ledger

    opened = Ledger.open(ledger_folder(ledger))
    given = _asked(account, channel, zone, taken, column, missing)

    def take_in(path: Path) -> None:
        if not workbook.take_back(opened, path, take):
            _keep(opened, _import(path, given, opened), keep_mapping=keep_mapping, zone=zone)

    _each(files, take_in, "imported")


def _each(files: Sequence[Path], deed: Callable[[Path], None], done: str) -> None:
    """Do something with each file; the others are none the worse for one that is refused.

    Raises:
        InputError: Some were refused.
    """
    from watchword.base.errors import InputError

    failed = []
    for path in files:
        try:
            deed(path)
        except InputError as error:
            if len(files) == 1:
                raise
            failed.append(path.name)
            sys.stderr.write(f"watchword: {error}\n")
    if failed:
        others = "" if len(failed) == len(files) else "the others were; "
        raise InputError(
            f"{len(failed)} of {len(files)} files were not {done}: {', '.join(failed)}",
            hint=f"{others}see above for what each needs",
        )


app.command("export")(workbook.export)


@app.command("map")
def map_(
    files: FilesArgument,
    ledger: LedgerOption = None,
    account: AccountNameOption = None,
    channel: ChannelOption = None,
    zone: ZoneOption = None,
    taken: TakenOption = None,
    column: ColumnOption = None,
    missing: MissingOption = None,
) -> None:
    """Say what an import would do, and which column is what; nothing is imported."""
    from watchword.archive.entry.match import match_file
    from watchword.archive.files.peek import peek_at
    from watchword.cli.entered import entry_lines, given_lines, match_lines
    from watchword.cli.given import ledger_folder
    from watchword.measure.ledger import Ledger

    opened = Ledger.open(ledger_folder(ledger))
    given = _asked(account, channel, zone, taken, column, missing)

    def look_at(path: Path) -> None:
        if workbook.say_ours(path):
            return
        peek = peek_at(path)
        asked = _with_settings(given, peek, opened)
        say_all(match_lines(path.name, match_file(peek, asked.columns)))
        entry = _read(peek, asked)
        say_all(entry_lines(entry))
        say_all(given_lines(entry))

    _each(files, look_at, "read")


@app.command("list")
def list_(ledger: LedgerOption = None) -> None:
    """List the imports, those undone as well."""
    from watchword.cli.entered import import_lines
    from watchword.cli.measured import opened_ledger

    imports = opened_ledger(ledger).imports()
    say_all(import_lines(imports) if imports else ["nothing was imported yet"])


@app.command("undo")
def undo(
    number: Annotated[int, typer.Argument(help="The import's number; see watchword ledger list.")],
    ledger: LedgerOption = None,
) -> None:
    """Take an import back: the ledger is as if it had never been made."""
    from datetime import UTC, datetime

    from watchword.cli.measured import opened_ledger

    undone = opened_ledger(ledger).undo(number, when=datetime.now(UTC))
    say_all([f"import {number} ({undone.source.name}) is undone; import the file again to redo it"])


def _import(path: Path, given: Asked, ledger: Ledger) -> Entry:
    """Import one file and say what it came to."""
    from datetime import UTC, datetime

    from watchword.archive.entry import add_entry
    from watchword.archive.files.peek import peek_at
    from watchword.cli.entered import added_lines, entry_lines, match_lines

    peek = peek_at(path)
    entry = _read(peek, _with_settings(given, peek, ledger))
    say_all(match_lines(path.name, entry.match))
    say_all(entry_lines(entry))
    say_all(added_lines(add_entry(ledger, entry, when=datetime.now(UTC))))
    return entry


def _asked(
    account: str | None,
    channel: str | None,
    zone: str | None,
    taken: str | None,
    column: list[str] | None,
    missing: list[float] | None,
) -> Asked:
    from datetime import UTC, datetime

    from watchword.archive.entry import Asked
    from watchword.archive.entry.asked import known_channel, past
    from watchword.archive.readers.zones import zone_named
    from watchword.cli.columns import columns_from
    from watchword.cli.given import moment

    return Asked(
        account=account or "",
        channel=known_channel(channel or ""),
        zone={"": zone_named(zone)} if zone else {},
        taken=past(moment(taken), datetime.now(UTC)),
        columns=columns_from(column),
        missing=tuple(missing or ()),
    )


def _with_settings(asked: Asked, peek: Peek, ledger: Ledger) -> Asked:
    """With the zones and the mapping that the ledger keeps, where nothing is asked."""
    from dataclasses import replace

    from watchword.archive.entry.mapping import keys_of, mapping_from
    from watchword.archive.readers.zones import zone_named

    zones = {name: zone_named(zone) for name, zone in ledger.settings.get("zones", {}).items()}
    kept = ledger.settings.get("mappings", {})
    key = next((one for one in keys_of(peek) if one in kept), "") if kept else ""
    asked = replace(asked, zone={**zones, **asked.zone})
    if key and not asked.columns:
        say_all([f"{peek.path.name}: the mapping kept for these headers is used"])
    return mapping_from(kept[key]).with_asked(asked) if key else asked


def _read(peek: Peek, asked: Asked) -> Entry:
    from watchword.archive.entry import read_entry
    from watchword.cli.progress import rows_shown

    with rows_shown(peek.path.name) as progress:
        return read_entry(peek, asked, progress)


def _keep(ledger: Ledger, entry: Entry, *, keep_mapping: bool, zone: str | None) -> None:
    """Keep what was said with --zone, and with --column where that is wanted."""
    from watchword.archive.entry.mapping import KeptMapping, keys_by_hand

    if zone and entry.local:
        zones = {**ledger.settings.get("zones", {}), **dict.fromkeys(entry.local, zone)}
        ledger.set("zones", zones)
    keys = keys_by_hand(entry.match, entry.asked.columns) if keep_mapping else []
    if keys:
        asked = entry.asked
        kept = KeptMapping(columns=asked.columns, channel=asked.channel, missing=asked.missing)
        mappings = {**ledger.settings.get("mappings", {}), **dict.fromkeys(keys, kept.as_json())}
        ledger.set("mappings", mappings)
        say_all(["  the mapping is kept for files with the same headers"])
