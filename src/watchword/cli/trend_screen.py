"""Trends on the terminal: a sentence first, then what it rests on, then the curve and the map."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from math import expm1

from watchword.check.render.style import Style, style_for, visible
from watchword.cli.chart import Chart, render_chart, signs_for
from watchword.cli.screen import columns_here, say, say_all, wrapped
from watchword.measure.benchmark.measures import measure
from watchword.measure.trend.tell import NO_FOLLOWERS, Trend
from watchword.measure.trend.times import CELL_POSTS, CELL_WEEKS, DAYS, PARTS, Cell, Times

_LEGEND = (
    "The level is what a usual post of a week comes to, on the log scale, with its 90 % interval; "
    "far outliers are drawn in. Change is told where the interval leaves out ×1. A trend is not a "
    "cause: other posts at other times to other people may be behind it."
)


def say_trends(
    found: Sequence[Trend], metric: str, age: str, zone: str, *, ascii_only: bool
) -> None:
    """Write all trends for people."""
    style = style_for()
    for number, one in enumerate(found):
        if number:
            say()
        say_all(_lines(one, measure(metric).title, age, style), is_plain=ascii_only)
        if one.level:
            signs = signs_for(sys.stdout.encoding, ascii_only=ascii_only)
            say(render_chart(_curve(one), style, signs=signs, width=columns_here()))
        say_all(_map(one, zone, style), is_plain=ascii_only)
    say()
    say_all(wrapped(_LEGEND, style, "dim"), is_plain=ascii_only)


def _lines(one: Trend, title: str, age: str, style: Style) -> Iterator[str]:
    yield from wrapped(sentence(one, title, age), style, "bold")
    if one.change is None:
        return
    yield from wrapped(audience_words(one), style, indent="  ")
    for words in step_words(one):
        yield from wrapped(words, style, indent="  ")


def sentence(one: Trend, title: str, age: str) -> str:
    """The change, or that none can be told, or why nothing can."""
    name = visible(f"{one.channel} {one.account}")
    if one.change is None or one.level is None:
        return f"{name}: no trend can be told yet: {one.reason}."
    over = f"over {one.level.back} weeks, from {one.posts:,} posts"
    if not one.change.is_clear:
        return f"{name}: no change of {title} at {age} can be told {over}: {one.change}."
    way = "risen" if one.change.times > 1 else "fallen"
    return f"{name}: {title} of a usual post at {age} have {way} {over}: {one.change}."


def audience_words(one: Trend) -> str:
    """Growth of the audience apart from how posts do."""
    per = one.a_follower
    if one.followers is None or per is None:
        return f"Audience: {NO_FOLLOWERS}, so its growth cannot be taken out."
    before, now = one.followers
    told = "" if per.is_clear else ", not distinguishable from ×1"
    return (
        f"Audience: ×{now / before:.2f} ({before:,.0f} to {now:,.0f} followers). For each follower "
        f"posts come to {per}{told}: the two multiply to the change."
    )


def step_words(one: Trend) -> list[str]:
    """Each step in a sentence; one sentence where there is none."""
    if not one.steps:
        return ["No step: nothing says that the level changed at one go."]
    found = []
    for step in one.steps:
        about = _day(one.monday(step.week))
        between = f"{_day(one.monday(step.earliest))} and {_day(one.monday(step.latest))}"
        where = about if step.earliest == step.latest else f"{about} (between {between})"
        found.append(
            f"Step: from the week of {where} on, ×{step.times:.2f} [{step.low:.2f} to "
            f"{step.high:.2f}]; chance makes as large a one in {100 * step.p:.1f} of 100."
        )
    return found


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _curve(one: Trend) -> Chart:
    assert one.level is not None
    assert one.series is not None
    # the band's middle line and its ends, and the weeks' own means as points
    means: list[float | None] = [None] * one.series.span
    for week, mean in zip(one.series.weeks.tolist(), one.series.means.tolist(), strict=True):
        means[week] = max(expm1(mean), 0.0)
    low, usual, high = (
        [max(expm1(value), 0.0) for value in row.tolist()]
        for row in (one.level.low, one.level.weeks, one.level.high)
    )
    return Chart(
        steps=[f"{one.monday(week):%b %y}" for week in range(one.series.span)],
        low=low,
        usual=usual,
        high=high,
        post=means,
        words=("90 % interval", "level", "middle of a week's posts"),
    )


def _map(one: Trend, zone: str, style: Style) -> Iterator[str]:
    if one.times is None:
        return
    yield from wrapped(times_words(one.times, zone), style)
    if not one.times.is_clear:
        return
    yield style(f"  {'':<9} " + " ".join(f"{part:>10}" for part in PARTS), "bold")
    for row, day in enumerate(DAYS):
        cells = one.times.cells[row * len(PARTS) : (row + 1) * len(PARTS)]
        yield f"  {day:<9} " + " ".join(f"{_cell(cell):>10}" for cell in cells)


def _cell(cell: Cell) -> str:
    """A field, with a star where its interval leaves out 1."""
    if cell.times is None or cell.low is None or cell.high is None:
        return "-"
    return f"×{cell.times:.2f}{'*' if cell.low > 1 or cell.high < 1 else ' '}"


def times_words(times: Times, zone: str) -> str:
    """What the map says, in a sentence."""
    if not times.told or times.p is None:
        return (
            "Weekdays and hours: not enough posts yet: a field takes "
            f"{CELL_POSTS} posts of {CELL_WEEKS} weeks, and two fields make a map."
        )
    blank = len(times.cells) - times.told
    some = f"{times.told} of {len(times.cells)} fields have enough posts"
    if not times.is_clear:
        return (
            f"Weekdays and hours ({zone}) are not distinguishable: {some}, and chance makes such "
            f"differences in {100 * times.p:.0f} of 100."
        )
    return f"Weekdays and hours ({zone}) differ: {some}, {blank} do not (-); * leaves out ×1."
