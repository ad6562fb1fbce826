"""Why posts do better or worse: effects of their attributes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

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

    from watchword.check.render.style import Style
    from watchword.measure.effects import Effect, Explanation
    from watchword.measure.ledger import Ledger

WIDEST = math.log(4)
"""The picture reaches from a quarter to four times."""


def effects(
    ledger: LedgerOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    metric: MetricOption = DEFAULT_METRIC,
    age: OneAgeOption = "7d",
    zone: ZoneOption = "UTC",
    as_of: AsOfOption = None,
    ascii_only: AsciiOption = False,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """What goes with better and worse posts, account by account, and how sure that is."""
    from watchword.measure.effects import as_table

    chosen_form = form_of(form, output)
    opened = opened_ledger(ledger)
    posts = opened.posts()
    wanted = chosen_posts(posts, Choice(account=account, channel=channel))
    shown = sorted(
        {
            (row["channel"], row["account"])
            for row in wanted.select(["channel", "account"]).to_pylist()
        }
    )
    found = explained(opened, posts, metric, ages_of([age])[0], zone, moment(as_of))
    if chosen_form is not TableForm.TEXT:
        rows = [one for account_ in shown for one in found.effects(account_)]
        write_table(as_table(rows), chosen_form, output)
        return
    from watchword.cli.screen import say_all

    with text_to(output):
        say_all(_lines(found, shown, metric, age), is_plain=ascii_only)


@waiting("weighing what goes with better posts")
def explained(
    ledger: Ledger,
    posts: pa.Table,
    metric: str,
    age: int,
    zone: str,
    as_of: datetime | None,
) -> Explanation:
    """The effects of all accounts: those that are not shown help to tell those that are.

    Raises:
        InputError: The zone or the age is not known.
    """
    from watchword.measure.effects import explain

    place = zone_of(zone)
    known, values = numbers_at(ledger, posts, metric, age, as_of)
    return explain(known, values, zone=place)


def _lines(
    found: Explanation, accounts: Sequence[tuple[str, str]], metric: str, age: str
) -> Iterator[str]:
    from watchword.check.render.style import style_for
    from watchword.cli.screen import wrapped
    from watchword.measure.benchmark.measures import measure

    style = style_for()
    title = measure(metric).title
    for number, account in enumerate(accounts):
        if number:
            yield ""
        own = found.effects(account)
        words = _sentence(account, own, title, age, found.reasons.get(account, ""))
        yield from wrapped(words, style, "bold")
        if own:
            yield from _table(own, style)
            yield from _experiments(found, account, own, style)
    yield ""
    yield from wrapped(_LEGEND, style, "dim")


def _sentence(
    account: tuple[str, str], own: Sequence[Effect], title: str, age: str, reason: str
) -> str:
    name = " ".join(account)
    if not own:
        return f"{name}: cannot be explained yet: {reason or 'no attribute is known'}."
    clear = [one for one in own if one.is_clear]
    if not clear:
        return f"{name}: nothing is distinguishable from ×1 yet, by {title} at {age}."
    told = ", ".join(f"{one.name} ×{one.times:.2f}" for one in clear[:4])
    return f"{name}: what goes with more or fewer {title} at {age}: {told}."


def _table(own: Sequence[Effect], style: Style) -> Iterator[str]:
    from watchword.cli.screen import one_line, padded, wrapped

    told = [one for one in own if one.times and not one.reason]
    if told:
        yield style(
            f"  {padded('', 24)} {'posts':>5}  {'times':>5}  {'90 % interval':<14} ¼ ½ 1 2 4",
            "bold",
        )
    for one in told:
        assert one.times is not None
        name = padded(one_line(one.name, 24), 24)
        interval = f"{one.low:.2f} to {one.high:.2f}"
        line = f"  {name} {one.posts:>5}  {one.times:>5.2f}  {interval:<14} {_picture(one)}"
        yield line if one.is_clear else style(line, "dim")
    silent = [one for one in own if one.reason and not one.times]
    for reason in dict.fromkeys(one.reason for one in silent):
        names = ", ".join(one.name for one in silent if one.reason == reason)
        words = f"{names}: {_state(silent, reason)}: {reason}"
        yield from wrapped(words, style, "dim", indent="  ")
    for one in own:
        if one.reason and one.times:
            words = f"{one.name}: {one.state}: {one.reason}: ×{one.times:.2f} [{one.low:.2f} to {one.high:.2f}]"
            yield from wrapped(words, style, "dim", indent="  ")


def _state(effects_: Sequence[Effect], reason: str) -> str:
    return next(str(one.state) for one in effects_ if one.reason == reason)


def _picture(one: Effect) -> str:
    """The interval between a quarter and four times: ``·──●──·``, cut at the edges."""
    assert one.times is not None
    assert one.low is not None
    assert one.high is not None
    places = [_place(value) for value in (one.low, one.times, one.high)]
    signs = [" "] * 9
    signs[4] = "|"
    for place in range(places[0], places[2] + 1):
        signs[place] = "─"
    signs[places[1]] = "●" if one.is_clear else "○"
    return "".join(signs).rstrip()


def _place(value: float) -> int:
    share = (math.log(value) + WIDEST) / (2 * WIDEST)
    return min(max(round(8 * share), 0), 8)


def _experiments(
    found: Explanation, account: tuple[str, str], own: Sequence[Effect], style: Style
) -> Iterator[str]:
    from watchword.cli.screen import wrapped
    from watchword.measure.effects.experiment import experiments

    spread = found.spread(account)
    for one in experiments(own, spread)[:2] if spread else ():
        yield from wrapped(str(one), style, indent="  ")


_LEGEND = (
    "times: posts with it do so many times as well as like ones without; a full circle marks what "
    "can be told from no difference. An interval that leaves out 1 can still be chance where so "
    "many things are asked about at once: its circle is open. What goes with better posts need not "
    "be what makes them better: only an experiment shows that."
)
