"""The workbook: out with the results, back with people's details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import InputError, OutputError
from watchword.check.render.style import visible
from watchword.cli.gathered import latest_of
from watchword.cli.given import moment
from watchword.cli.measured import (
    DEFAULT_METRIC,
    AsOfOption,
    Choice,
    FromOption,
    MonthOption,
    OfAccountOption,
    OfChannelOption,
    OfKindOption,
    ToOption,
    chosen_posts,
    of_same_accounts,
    opened_ledger,
    period_of,
    scores_of,
)
from watchword.cli.options import LedgerOption, PolicyOption
from watchword.cli.screen import count_of, say

if TYPE_CHECKING:
    import pyarrow as pa

    from watchword.archive.returned import Taken
    from watchword.measure.ledger import Ledger
    from watchword.measure.workbook import Note, Take

_EXAMPLES = 3
"""Rows of one kind of note that are written out."""


def export(
    output: Annotated[Path, typer.Argument(help="The file to write: a name in .xlsx or .csv.")],
    ledger: LedgerOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    kind: OfKindOption = None,
    month: MonthOption = None,
    start: FromOption = None,
    end: ToOption = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric", "-m", help="What to score by; interactions otherwise; may be repeated."
        ),
    ] = None,
    as_of: AsOfOption = None,
    zone: Annotated[
        str, typer.Option("--zone", help="Whose clocks times are written in, as Europe/London.")
    ] = "UTC",
    all_numbers: Annotated[
        bool, typer.Option("--all-numbers", help="Every number, down to each kind of reaction.")
    ] = False,
    policy: PolicyOption = None,
) -> None:
    """Write a workbook with one row a post: its details, numbers and scores.

    People add details and columns of their own and give it back: watchword ledger import.
    """
    from watchword.base.output import atomic
    from watchword.measure.workbook import results_sheet, write_csv, write_xlsx

    writers = {".xlsx": write_xlsx, ".csv": write_csv}
    write = writers.get(output.suffix.lower())
    if write is None:
        raise OutputError(
            f"{output.name!r} is neither .xlsx nor .csv",
            hint="end the name in .xlsx; LibreOffice and Google Sheets open it too",
        )
    opened = opened_ledger(ledger)
    first, last = period_of(month, start, end)
    posts = opened.posts()
    choice = Choice(account=account, channel=channel, kind=kind, start=first, end=last)
    wanted = chosen_posts(posts, choice)
    until = moment(as_of)
    sheet = results_sheet(
        wanted,
        latest_of(opened, wanted, until, all_numbers=all_numbers),
        _scores(opened, posts, wanted, metric, until),
        zone=_zone(zone),
        choices={"pillar": _pillars(policy)},
    )
    with atomic(output) as file:
        write(sheet, file)
    say(f"written: {output}, {count_of(sheet.rows, 'post')}")
    say("when details are added, bring them back: watchword ledger import " + str(output))


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InputError(
            f"there is no time zone {name!r}", hint="write UTC or a name such as Europe/London"
        ) from None
    return name


def _pillars(policy: Path | None) -> Sequence[str]:
    """The pillars of the policy's accounts; none where there is no policy."""
    folder = policy or Path("policy")
    if policy is None and not (folder / "policy.md").is_file():
        return ()
    from watchword.policy.load import load

    return [name for one in load(folder).accounts for name in one.header.pillars]


def _scores(
    ledger: Ledger,
    posts: pa.Table,
    wanted: pa.Table,
    metrics: Sequence[str] | None,
    until: datetime | None,
) -> Mapping[str, pa.Table]:
    """One row a post by measure; interactions only where there are any."""
    import pyarrow.compute as pc

    from watchword.measure.kernel.steps import AGES
    from watchword.measure.standing import at_greatest_age

    found: dict[str, pa.Table] = {}
    every = of_same_accounts(posts, wanted)
    for metric in metrics or (DEFAULT_METRIC,):
        scores = scores_of(ledger, every, metric, AGES, as_of=until)
        best = at_greatest_age(scores)
        best = best.filter(pc.is_in(best.column("post"), wanted.column("post").combine_chunks()))
        if metrics or best.column("value").null_count < len(best):
            found[metric] = best
    return found


def take_back(ledger: Ledger, path: Path, take: Take | None) -> bool:
    """Take the details of a workbook of ours and say so; whether the file is one."""
    from datetime import UTC

    from watchword.archive.files.peek import peek_at
    from watchword.archive.returned import bring_back, returned_file

    file = returned_file(peek_at(path))
    if file is None:
        return False
    taken = bring_back(ledger, path, take=take, when=datetime.now(UTC), file=file)
    say_taken(path.name, taken)
    return True


def say_ours(path: Path) -> bool:
    """Say that a file is a workbook of ours; whether it is."""
    from watchword.archive.files.peek import peek_at
    from watchword.archive.returned import FORMAT, returned_file

    if returned_file(peek_at(path)) is None:
        return False
    say(f"{path.name}: {FORMAT}; its details and your own columns are imported, not its numbers")
    return True


def say_taken(name: str, taken: Taken) -> None:
    """Write what came of a workbook that was brought back."""
    for line in taken_lines(name, taken):
        say(visible(line))


def taken_lines(name: str, taken: Taken) -> Iterator[str]:
    """What came of a workbook that was brought back."""
    yield f"{name}: a workbook that Watchword wrote, {count_of(taken.posts, 'post')}"
    if taken.made is None:
        yield "  nothing was changed since it was exported"
    else:
        cells = sum(taken.edits.values())
        parts = [
            f"{title} {count:,}" + (" (new)" if title in taken.new_columns else "")
            for title, count in sorted(taken.edits.items(), key=lambda one: (-one[1], one[0]))
        ]
        yield f"  {'1 cell' if cells == 1 else f'{cells:,} cells'} taken: {', '.join(parts)}"
        number = taken.made.number
        yield f"  import {number}; to take it back: watchword ledger undo {number}"
    if taken.unknown:
        lines = ", ".join(str(line) for line in taken.unknown[:_EXAMPLES])
        yield f"  {len(taken.unknown):,} rows are of posts that the ledger does not have: {lines}"
    yield from _note_lines(taken.notes)


def _note_lines(notes: Sequence[Note]) -> Iterator[str]:
    counts = Counter(one.kind for one in notes)
    for kind, count in counts.most_common():
        examples = [one for one in notes if one.kind == kind][:_EXAMPLES]
        yield f"  {count:,} times: {kind}" if count > 1 else f"  {kind}"
        for one in examples:
            yield f"    row {one.line}" + (f": {one.words}" if one.words != kind else "")
        if count > len(examples):
            yield f"    and {count - len(examples):,} more"
