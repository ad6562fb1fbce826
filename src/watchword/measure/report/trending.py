"""How posts did over time: month by month, account by account, by weekday and hour."""

from __future__ import annotations

from collections.abc import Sequence

from watchword.measure.charts import HeatCell, LinePoint, heat_map, line_chart
from watchword.measure.report.methods import TIMES_OF_WEEK, TREND, TRENDS
from watchword.measure.report.model import Cell, Figure, Part, Table, Text
from watchword.measure.report.month import AccountTrend, Month
from watchword.measure.report.notes import Notes
from watchword.measure.report.number import count, plural, times
from watchword.measure.report.phrases import day_name, month_name, short_month
from watchword.measure.trend import PARTS, Times

MOST_NAMED = 3


def trend_figure(month: Month, notes: Notes, height: int = 130) -> Part:
    """Month by month."""
    seen = [one for one in month.trend if one.value is not None]
    if len(seen) < 2:  # noqa: PLR2004 - a line has two ends
        return Text(text="Not enough yet: a trend needs numbers of two months.")
    title = f"{month.metric.capitalize()} of the middle post at {month.age}"
    points = [
        LinePoint(
            name=short_month(one.first),
            value=one.value,
            low=one.low,
            high=one.high,
            count=one.posts,
        )
        for one in month.trend
    ]
    first, last = seen[0], seen[-1]
    alt = (
        f"A line over {len(month.trend)} months. {month_name(first.first)}: "
        f"{count(first.value).words}; {month_name(last.first)}: {count(last.value).words}."
    )
    chart = line_chart(points, title=title, alt=alt, height=height)
    rows: list[tuple[Cell, ...]] = [
        (
            short_month(one.first),
            count(one.value, "no post with a number"),
            count(one.low, "fewer than 6 posts"),
            count(one.high, "fewer than 6 posts"),
            count(one.posts),
        )
        for one in month.trend
    ]
    table = Table(title=title, columns=("Month", "Middle", "From", "To", "Posts"), rows=tuple(rows))
    return Figure(
        title="How posts did, month by month",
        chart=chart,
        table=table,
        reading=trend_words(month),
        method=notes.number(TREND),
        is_over_time=True,
    )


def trend_words(month: Month) -> str:
    """Which accounts do better or worse than they did, in a sentence or two."""
    if not month.trends:
        return "No account has posts enough for a trend."
    told = [one for one in month.trends if one.change is not None]
    if not told:
        one = month.trends[0]
        return f"No trend can be told yet: {one.name} has {one.reason}."
    weeks = max(one.weeks for one in told)
    risen, fallen = ([one for one in told if one.way == way] for way in ("risen", "fallen"))
    parts = [
        f"{way} on {_named(which)}"
        for way, which in (("risen", risen), ("fallen", fallen))
        if which
    ]
    rest = len(told) - len(risen) - len(fallen)
    if not parts:
        accounts = "the account" if len(told) == 1 else f"any of {len(told)} accounts"
        return f"Over {weeks} weeks no change can be told on {accounts}."
    more = f"; on {plural(rest, 'account')} more no change can be told" if rest else ""
    return f"Over {weeks} weeks the usual post has {', '.join(parts)}{more}."


def _named(which: Sequence[AccountTrend]) -> str:
    said = [f"{one.name} (×{one.change[0]:.2f})" for one in which[:MOST_NAMED] if one.change]
    rest = len(which) - len(said)
    return ", ".join(said) + (f" and {rest} more" if rest > 0 else "")


def trends_table(month: Month, notes: Notes, most: int) -> tuple[Part, ...]:
    """The trend of each account: change, audience apart from performance, steps.

    Args:
        month: What it is made of.
        notes: Methods so far.
        most: Rows on paper.
    """
    told = [one for one in month.trends if one.change is not None]
    if not told:
        return ()
    rows: list[tuple[Cell, ...]] = [
        (
            one.name,
            _told(one.change),
            times(one.audience, "followers are not known at both ends"),
            _told(one.a_follower),
            _steps(one),
        )
        for one in told
    ]
    columns = ("Account", "Usual post", "Followers", "For each follower", "Changed at one go")
    table = Table(
        title="How the usual post changed",
        columns=columns,
        rows=tuple(rows),
        most=most,
        method=notes.number(TRENDS),
    )
    silent = [one for one in month.trends if one.change is None]
    if not silent:
        return (table,)
    said = "; ".join(f"{one.name}: {one.reason}" for one in silent[:MOST_NAMED])
    rest = len(silent) - MOST_NAMED
    more = f"; and {rest} more" if rest > 0 else ""
    return (table, Text(text=f"No trend can be told yet of {said}{more}.", is_soft=True))


def _told(found: tuple[float, float, float] | None) -> str:
    if found is None:
        return "not known"
    middle, low, high = found
    said = f"×{middle:.2f} [{low:.2f} to {high:.2f}]"
    return said if low > 1 or high < 1 else f"no change told: {said}"


def _steps(one: AccountTrend) -> str:
    if not one.steps:
        return "no"
    return "; ".join(f"×{step:.2f} from the week of {day_name(day)}" for day, step in one.steps)


def times_parts(month: Month, notes: Notes, most: int) -> tuple[Part, ...]:
    """Weekdays and parts of the day, as a map of each account whose posts tell them apart.

    Args:
        month: What it is made of.
        notes: Methods so far.
        most: Maps.
    """
    every = [one for one in month.trends if one.times is not None]
    clear = sorted((one for one in every if one.times and one.times.is_clear), key=_by_posts)
    if not clear:
        if not any(one.times and one.times.told for one in every):
            said = "There are not posts enough at different times to compare them."
        else:
            said = (
                "No weekday or hour can be told to do better: on no account do posts at "
                "different times differ by more than chance."
            )
        return (Text(text=said),)
    figures: list[Part] = [_map(one.name, one.times, notes) for one in clear[:most] if one.times]
    others = len(every) - len(clear)
    if others:
        said = f"On {plural(others, 'account')} more, times cannot be told apart."
        figures.append(Text(text=said, is_soft=True))
    return tuple(figures)


def _by_posts(one: AccountTrend) -> tuple[int, str]:
    return (-one.posts, one.name)


def _map(name: str, found: Times, notes: Notes) -> Figure:
    cells = [
        HeatCell(across=one.part, down=one.day, value=one.times, count=one.posts)
        for one in found.cells
    ]
    told = [one for one in found.cells if one.times is not None]
    best = max(told, key=lambda one: one.times or 0)
    clear = [one for one in told if (one.low or 0) > 1 or (one.high or 2) < 1]
    chart = heat_map(
        cells,
        title="Times the usual post of the week",
        alt=f"A map of weekdays and {len(PARTS)} parts of the day for {name}. "
        f"Highest: {best.day} {best.part}, ×{best.times:.2f}.",
        across="Part of the day",
        down="Weekday",
    )
    rows: list[tuple[Cell, ...]] = [
        (one.day, one.part, times(one.times), times(one.low), times(one.high), count(one.posts))
        for one in told
    ]
    table = Table(
        title=f"By weekday and part of the day, {name}",
        columns=("Weekday", "Part of the day", "Times", "From", "To", "Posts"),
        rows=tuple(rows),
        most=6,
    )
    blank = len(found.cells) - len(told)
    sure = "; ".join(f"{one.day} {one.part} ×{one.times:.2f}" for one in clear[:MOST_NAMED])
    reading = f"Clear of ×1: {sure}." if sure else "No single field is clear of ×1."
    if blank:
        reading += f" {plural(blank, 'field')} without enough posts stay empty."
    return Figure(
        title=f"When posts do better: {name}",
        chart=chart,
        table=table,
        reading=reading,
        method=notes.number(TIMES_OF_WEEK),
    )
