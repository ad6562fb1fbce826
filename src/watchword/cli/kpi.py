"""KPIs: formulas over the numbers of posts, held against the policy's targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.cli.given import moment
from watchword.cli.measured import (
    AsOfOption,
    Choice,
    FromOption,
    MonthOption,
    OfAccountOption,
    OfChannelOption,
    OfKindOption,
    ToOption,
    ages_of,
    chosen_posts,
    opened_ledger,
    period_of,
)
from watchword.cli.options import LedgerOption
from watchword.cli.tables import TableForm, TableFormOption, TableOutputOption, form_of, write_table

if TYPE_CHECKING:
    from watchword.measure.kpi import Result
    from watchword.measure.kpi.aims import Held
    from watchword.policy.goals import Target


def kpi(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KPI]...", help="Which; all that can be said otherwise."),
    ] = None,
    ledger: LedgerOption = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", "-p", help="A policy whose goals.md has targets.")
    ] = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    kind: OfKindOption = None,
    month: MonthOption = None,
    start: FromOption = None,
    end: ToOption = None,
    by: Annotated[
        str,
        typer.Option("--by", help="account, channel, campaign, pillar, kind, month, week or post."),
    ] = "",
    age: Annotated[
        str | None, typer.Option("--age", help="Every post's numbers at this age, such as 7d.")
    ] = None,
    as_of: AsOfOption = None,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """KPIs of posts, each with its formula, what it is from and what is missing."""
    from watchword.measure.kpi import kpi_named, kpis, results_of
    from watchword.measure.kpi.result import as_table

    chosen_form = form_of(form, output)
    wanted = [kpi_named(name) for name in names] if names else list(kpis().values())
    opened = opened_ledger(ledger)
    first, after = period_of(month, start, end)
    choice = Choice(account=account, channel=channel, kind=kind, start=first, end=after)
    posts = chosen_posts(opened.posts(), choice)
    metrics = sorted({metric for one in wanted for metric in one.metrics})
    results = results_of(
        posts,
        opened.snapshot_batches(metrics=metrics, posts=posts.column("post").combine_chunks()),
        wanted,
        by=by,
        audience=opened.audience(),
        age=ages_of([age])[0] if age else None,
        as_of=moment(as_of),
        currency=str(opened.settings.get("currency", "")),
    )
    if chosen_form is not TableForm.TEXT:
        write_table(as_table(results), chosen_form, output)
        return
    said = results if names else tuple(one for one in results if one.posts)
    targets = _targets(policy) if policy else ()
    _say(said, results, _judged(said, targets, choice, first, after), is_all=not names)


def _targets(folder: Path) -> Sequence[Target]:
    from watchword.policy.load import load

    goals = load(folder).goals
    return goals.targets if goals else ()


def _judged(
    results: Sequence[Result],
    targets: Sequence[Target],
    choice: Choice,
    first: datetime | None,
    after: datetime | None,
) -> dict[int, list[Held]]:
    """Targets by the number of the result that they are for."""
    from watchword.measure.kpi.aims import held

    last = _last_day(after)
    found: dict[int, list[Held]] = {}
    for number, result in enumerate(results):
        for one in targets:
            is_same = (one.channel or None, one.account.lower() or None) == (
                choice.channel,
                choice.account and choice.account.lower().lstrip("@"),
            )
            if str(one.kpi) == result.kpi.name and is_same and not result.of:
                begin = first.date() if first else None
                judged = held(
                    result, one.target, period=one.period, first=begin, last=last, owner=one.owner
                )
                found.setdefault(number, []).append(judged)
    return found


def _last_day(after: datetime | None) -> date | None:
    return (after - timedelta(days=1)).date() if after else None


def _say(
    results: Sequence[Result],
    asked: Sequence[Result],
    judged: dict[int, list[Held]],
    *,
    is_all: bool,
) -> None:
    from watchword.cli.screen import say_all

    say_all(_lines(results, asked, judged, is_all=is_all))


def _lines(
    results: Sequence[Result],
    asked: Sequence[Result],
    judged: dict[int, list[Held]],
    *,
    is_all: bool,
) -> Iterator[str]:
    from watchword.check.render.style import style_for
    from watchword.cli.screen import wrapped
    from watchword.measure.kpi.result import shown

    style = style_for()
    before = ""
    for number, one in enumerate(results):
        if one.kpi.name != before:
            if before:
                yield ""
            yield style(one.kpi.title, "bold")
            yield from wrapped(f"{one.kpi.formula}; {one.window}", style, "dim", indent="  ")
        before = one.kpi.name
        name = one.of or "all posts"
        if one.value is None:
            yield from wrapped(f"{name}: not available: {one.reason}", style, indent="  ")
        else:
            mean = shown(one.mean, one.kpi.unit, one.currency)
            posts = f"{one.posts:,} {'post' if one.posts == 1 else 'posts'}"
            words = f"{name}: {one.shown} ({one.label}); {mean} ({one.mean_label}); {posts}"
            yield from wrapped(words, style, indent="  ")
        for reason, count in one.left_out if one.value is not None else ():
            yield from wrapped(f"left out: {count:,} with {reason}", style, "dim", indent="    ")
        for target in judged.get(number, ()):
            yield from wrapped(str(target), style, indent="    ")
    silent = sorted({one.kpi.title for one in asked} - {one.kpi.title for one in results})
    if is_all and silent:
        yield ""
        yield from wrapped(f"Not available for lack of numbers: {', '.join(silent)}.", style, "dim")
