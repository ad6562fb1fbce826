"""KPIs: formulas over the numbers of posts, held against the policy's targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import InputError
from watchword.cli.aimed import age_of, comparison_of, held_of, policy_if_any, targets_of
from watchword.cli.asked import Question, answer
from watchword.cli.given import moment
from watchword.cli.measured import (
    AsOfOption,
    Choice,
    FromOption,
    MonthOption,
    OfAccountOption,
    OfCampaignOption,
    OfChannelOption,
    OfKindOption,
    OfPillarOption,
    ToOption,
    ages_of,
    opened_ledger,
    period_of,
)
from watchword.cli.options import LedgerOption, PolicyOption
from watchword.cli.progress import waiting
from watchword.cli.tables import (
    TableForm,
    TableFormOption,
    TableOutputOption,
    form_of,
    text_to,
    write_table,
)

if TYPE_CHECKING:
    from watchword.measure.kpi import Kpi
    from watchword.policy.goals import Target


def kpi(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KPI]...", help="Which; all that can be said otherwise."),
    ] = None,
    ledger: LedgerOption = None,
    policy: PolicyOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    kind: OfKindOption = None,
    campaign: OfCampaignOption = None,
    pillar: OfPillarOption = None,
    month: MonthOption = None,
    start: FromOption = None,
    end: ToOption = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help="account, channel, campaign, pillar, kind, style, week, month, quarter, year or "
            "post.",
        ),
    ] = "",
    age: Annotated[
        str | None,
        typer.Option(
            "--age",
            help="Every post's numbers at this age, such as 7d; the last ones otherwise.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    method: Annotated[
        bool,
        typer.Option(
            "--method", help="Say how each number comes about: sums, columns, definitions, source."
        ),
    ] = False,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """KPIs of posts, each with its formula, what it is from and what is missing.

    Where the policy has targets, each is held against what it is for.
    """
    from watchword.measure.kpi.result import as_table

    chosen_form = form_of(form, output)
    known = policy_if_any(policy)
    settings = known.goals.benchmark if known and known.goals else None
    targets = targets_of(known)
    first, after = period_of(month, start, end)
    question = Question(
        kpis=_wanted(names, targets),
        choice=Choice(
            account=account,
            channel=channel,
            kind=kind,
            campaign=campaign,
            pillar=pillar,
            start=first,
            end=after,
        ),
        by=by,
        age=ages_of([age])[0] if age else None,
        as_of=moment(as_of),
        judged_at=age_of(known),
        comparison=comparison_of(known),
    )
    with waiting("adding up"):
        found = answer(opened_ledger(ledger), question)
    held = held_of(found, targets, by=by)
    if chosen_form is not TableForm.TEXT:
        write_table(as_table(found.results, held), chosen_form, output)
        return
    from watchword.cli.kpi_screen import Screen, say_kpis

    with text_to(output):
        say_kpis(
            Screen(
                answer=found,
                held=held,
                targets=targets,
                by=by,
                is_all=not names,
                has_method=method,
                window=_window(question.age, str(settings.age) if settings else ""),
            )
        )


def _wanted(names: list[str] | None, targets: Sequence[Target]) -> list[Kpi]:
    """The KPIs that are named; else all, and the share above the benchmark if it has a target."""
    from watchword.measure.kpi import kpis
    from watchword.measure.kpi.above import ABOVE

    if names:
        return [_named(name) for name in dict.fromkeys(names)]
    has_target = any(str(one.kpi) == ABOVE.name for one in targets)
    return [*([ABOVE] if has_target else []), *kpis().values()]


def _named(name: str) -> Kpi:
    """A KPI by name, the share above the benchmark among them.

    Raises:
        InputError: There is none.
    """
    from watchword.measure.kpi import kpi_named, kpis
    from watchword.measure.kpi.above import ABOVE

    low = name.replace("_", "-").lower()
    if low != ABOVE.name and low not in kpis():
        raise InputError(
            f"there is no KPI {name!r}", hint=f"KPIs: {', '.join(sorted([*kpis(), ABOVE.name]))}"
        )
    return ABOVE if low == ABOVE.name else kpi_named(low)


def _window(age: int | None, policys: str) -> str:
    """Which numbers, for people."""
    from watchword.measure.kpi.compute import at_age

    if age is not None:
        return f"numbers {at_age(age)}"
    other = f" (at the policy's age: --age {policys})" if policys else ""
    return f"numbers as they were last taken{other}"
