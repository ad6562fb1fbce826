"""How posts do over time: the level and its change, steps, the audience, weekdays and hours."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.cli.equal_age import OneAgeOption, ZoneOption, numbers_at, zone_of
from watchword.cli.given import moment
from watchword.cli.measured import (
    DEFAULT_METRIC,
    AsciiOption,
    AsOfOption,
    Choice,
    MetricOption,
    OfAccountOption,
    OfChannelOption,
    ages_of,
    chosen_posts,
    of_same_accounts,
    opened_ledger,
)
from watchword.cli.options import LedgerOption
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
    from datetime import datetime

    import pyarrow as pa

    from watchword.measure.ledger import Ledger


class Wanted(StrEnum):
    """Which table is written."""

    CHANGE = "change"
    LEVEL = "level"
    STEPS = "steps"
    TIMES = "times"


WeeksOption = Annotated[
    int, typer.Option("--weeks", min=4, help="Tell the change over so many weeks.")
]
TableOption = Annotated[
    Wanted,
    typer.Option(
        "--table", help="Which table JSON, CSV or Parquet gets: one row an account, week, or field."
    ),
]


def trend(
    ledger: LedgerOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    metric: MetricOption = DEFAULT_METRIC,
    age: OneAgeOption = "7d",
    weeks: WeeksOption = 52,
    zone: ZoneOption = "UTC",
    as_of: AsOfOption = None,
    table: TableOption = Wanted.CHANGE,
    ascii_only: AsciiOption = False,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """Whether posts do better or worse than they did, and how sure that is; when it changed at one
    go; what the audience's growth has to do with it; which weekdays and hours do better.
    """
    from watchword.measure.trend import as_levels, as_steps, as_times, as_trends, trends

    chosen_form = form_of(form, output)
    place, seconds, until = zone_of(zone), ages_of([age])[0], moment(as_of)
    opened = opened_ledger(ledger)
    posts = opened.posts()
    wanted = of_same_accounts(posts, chosen_posts(posts, Choice(account=account, channel=channel)))
    with waiting("following the level of posts"):
        known, values = numbers_at(opened, wanted, metric, seconds, until)
        found = trends(known, values, audience=_audience(opened, until), zone=place, back=weeks)
    if chosen_form is not TableForm.TEXT:
        made = {
            Wanted.CHANGE: as_trends,
            Wanted.LEVEL: as_levels,
            Wanted.STEPS: as_steps,
            Wanted.TIMES: as_times,
        }
        write_table(made[table](found), chosen_form, output)
        return
    from watchword.cli.trend_screen import say_trends

    with text_to(output):
        say_trends(found, metric, age, zone, ascii_only=ascii_only)


def _audience(ledger: Ledger, as_of: datetime | None) -> pa.Table:
    """What is known of accounts by then."""
    import pyarrow as pa
    import pyarrow.compute as pc

    audience = ledger.audience()
    if as_of is None:
        return audience
    taken = audience.column("taken")
    return audience.filter(pc.less_equal(taken, pa.scalar(as_of, taken.type)))
