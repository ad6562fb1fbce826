"""The monthly report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import InputError, OutputError
from watchword.cli.aimed import (
    Accounts,
    Named,
    age_of,
    comparison_of,
    fitting,
    policy_if_any,
    targets_of,
)
from watchword.cli.equal_age import ZoneOption
from watchword.cli.given import moment
from watchword.cli.measured import (
    DEFAULT_METRIC,
    AsOfOption,
    Choice,
    MetricOption,
    OfAccountOption,
    OfChannelOption,
    chosen_posts,
    opened_ledger,
    period_of,
)
from watchword.cli.options import LedgerOption, PolicyOption
from watchword.cli.progress import waiting

if TYPE_CHECKING:
    from watchword.measure.report import Month, ReportForm
    from watchword.measure.report.grouped import Plan
    from watchword.measure.report.model import Block
    from watchword.measure.report.outcomes import Goal
    from watchword.policy.model import Policy

EVERYTHING = Choice()
MOST_WORDS = 1_000_000
"""Bytes of a file of a person's words."""


class For(StrEnum):
    """Whom a report is for."""

    BOARD = "board"
    TEAM = "team"


def report(
    month: Annotated[str, typer.Option("--month", help="The month, such as 2026-02.")],
    ledger: LedgerOption = None,
    policy: PolicyOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    metric: MetricOption = DEFAULT_METRIC,
    words: Annotated[
        Path | None,
        typer.Option("--words", help="A Markdown file with what you say to the numbers."),
    ] = None,
    audience: Annotated[
        For, typer.Option("--for", help="The board gets one page, the team three.")
    ] = For.BOARD,
    zone: ZoneOption = "UTC",
    as_of: AsOfOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Where to write it: a name in .html, .pdf, .docx or .xlsx."
        ),
    ] = None,
) -> None:
    """The report of a month: one page for the board, three for the team.

    Targets, pillars and the organisation's name come from the policy folder, if there is one.
    """
    from watchword.cli.screen import say
    from watchword.measure.report.phrases import lead

    target = output or Path(f"report-{month}-{audience}.html")
    made = write_report(
        target,
        month,
        ledger=ledger,
        policy=policy,
        choice=Choice(account=account, channel=channel),
        metric=metric,
        words=words,
        audience=audience,
        zone=zone,
        as_of=as_of,
    )
    say(lead(made))
    say(f"written: {target}{_more(made, audience)}")


@waiting("making the report")
def write_report(
    target: Path,
    month: str,
    *,
    ledger: Path | None,
    policy: Path | None = None,
    choice: Choice = EVERYTHING,
    metric: str = DEFAULT_METRIC,
    words: Path | None = None,
    audience: For = For.BOARD,
    zone: str = "UTC",
    as_of: str | None = None,
) -> Month:
    """Write the report of a month, whole or not at all, and give what it is made of.

    Args:
        target: Where; its suffix says in which form.
        month: Such as ``2026-02``.
        ledger: The ledger's folder; the usual one by default.
        policy: The policy folder; the usual one, if it is there, by default.
        choice: Accounts and networks that it is about.
        metric: What posts are compared by.
        words: A Markdown file with a person's words.
        audience: Whom it is for.
        zone: Name of the time zone in which hours are told.
        as_of: What is known later is not looked at.

    Raises:
        WatchwordError: Something of it cannot be read, or the report cannot be written.
    """
    from watchword.archive.readers.zones import zone_named
    from watchword.base.output import atomic
    from watchword.measure.report import Audience, gather, render

    form = _form(target)
    opened = opened_ledger(ledger)
    first, _ = period_of(month, None, None)
    assert first is not None
    posts = opened.posts()
    if choice.account or choice.channel:
        posts = chosen_posts(posts, choice)
    known = policy_if_any(policy)
    made = gather(
        opened,
        first.date(),
        posts=posts,
        metric=metric,
        zone=zone_named(zone),
        as_of=moment(as_of),
        organisation=known.header.organisation if known else "",
        age=age_of(known),
        comparison=comparison_of(known),
        goals=_goals(
            known, Accounts.of(opened.posts()), (choice.channel or "", choice.account or "")
        ),
        plan=_plan(known),
        words=_words(words),
    )
    whole = render(made, Audience(str(audience)), form)
    with atomic(target) as file:
        file.write(whole)
    return made


def _more(month: Month, audience: For) -> str:
    if audience is For.TEAM or not month.posts:
        return ""
    return "\nfor the team, with reasons, campaigns and what is missing: --for team"


def _form(target: Path) -> ReportForm:
    from watchword.measure.report import ReportForm

    try:
        return ReportForm(target.suffix.lower().lstrip("."))
    except ValueError:
        raise OutputError(
            f"it is not clear what to write into {target.name!r}",
            hint="end the name in .html, .pdf, .docx or .xlsx",
        ) from None


def _plan(policy: Policy | None) -> Plan:
    """Pillars of the official accounts and their shares, as posts write the accounts."""
    if policy is None:
        return {}
    return {
        (one.header.channel, one.header.handle.lstrip("@").lower()): {
            **dict.fromkeys(one.header.pillars),
            **dict(one.header.plan.by_name),
        }
        for one in policy.accounts
    }


def _goals(policy: Policy | None, accounts: Accounts, its: Named) -> dict[str, Goal]:
    """The policy's targets of a month for the accounts that the report is about."""
    from watchword.measure.kpi import kpis
    from watchword.measure.kpi.above import ABOVE
    from watchword.measure.report.outcomes import Goal
    from watchword.policy.goals import Period

    targets = [one for one in targets_of(policy) if one.period is Period.MONTH]
    found = {}
    for kpi in (ABOVE, *kpis().values()):
        for one in fitting(kpi, targets, accounts, accounts.named(its))[:1]:
            aim = one.target
            found[kpi.name] = Goal(
                words=str(aim).replace(" %", "\u00a0%"),
                least=aim.number if aim.is_least else None,
                most=None if aim.is_least else aim.number,
                owner=one.owner,
            )
    return found


def _words(path: Path | None) -> tuple[Block, ...]:
    """A person's words.

    Raises:
        InputError: The file is not there, or is no text.
    """
    from watchword.measure.report import read_words

    if path is None:
        return ()
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_WORDS + 1)
        if len(raw) > MOST_WORDS:
            raise InputError(
                f"{path.name!r} is larger than a million bytes", hint="name a Markdown file"
            )
        return read_words(raw.decode("utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be read: {error.strerror}", hint="name a Markdown file"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name!r} is not UTF-8 text", hint="save it as UTF-8") from error
