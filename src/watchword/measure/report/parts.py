"""Parts that the board's and the team's report share."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from watchword.base.share import share_interval
from watchword.base.span import Span
from watchword.base.text.grapheme import grapheme_safe
from watchword.measure.charts import Bar, Interval, bar_chart, interval_chart
from watchword.measure.report.methods import EFFECTS, PILLARS
from watchword.measure.report.model import Card, Cards, Cell, Figure, Part, Table, Text, Tile, Words
from watchword.measure.report.month import NO_PILLAR, Group, Month, Outcome, PostResult
from watchword.measure.report.notes import Notes
from watchword.measure.report.number import Number, count, fraction, plural, times
from watchword.measure.report.phrases import (
    MOST_UNCLEAR,
    aim_words,
    day_name,
    from_words,
    standing_words,
    status_of,
    usual_words,
    why_words,
)
from watchword.measure.report.words import shortened_words

NO_NAME = "not named"
"""What posts without a pillar or campaign stand under."""
MOST_EFFECTS = 8
"""Effects in a chart, the clearest and largest."""
MOST_BARS = 10
"""Pillars in a chart; the others stand in the table under it."""
EMPTY = (
    "Nobody has written here yet. Put what you saw, what you think it means and what you will "
    "do next into a Markdown file, and name it with --words."
)
POST_LENGTH = {"board": 120, "team": 170}
"""Characters of a post that are shown."""


def tile(outcome: Outcome, notes: Notes) -> Tile:
    """A KPI as a tile."""
    status, verdict = status_of(outcome)
    lines = [
        aim_words(outcome) if outcome.aim else "",
        usual_words(outcome.number, outcome.usual),
        from_words(outcome),
    ]
    return Tile(
        title=outcome.title,
        number=outcome.number,
        status=status,
        verdict=verdict,
        lines=tuple(line for line in lines if line),
        method=notes.number(outcome.method),
    )


def best_and_weakest(
    month: Month, most: int
) -> tuple[tuple[PostResult, ...], tuple[PostResult, ...]]:
    """The first and the last of the posts that can be judged, none in both."""
    judged = month.judged
    best = judged[: min(most, ceil(len(judged) / 2))]
    weakest = judged[len(best) :][-most:]
    return best, tuple(reversed(weakest))


def cards(
    month: Month,
    posts: Sequence[PostResult],
    length: int,
    none: str,
    unclear: int = MOST_UNCLEAR,
) -> Part:
    """Posts with where they stand and why.

    Args:
        month: Whose posts.
        posts: From top to bottom.
        length: Characters of their words.
        none: What is said where there are none.
        unclear: Parts of a reason that are named though they cannot be told from times one.
    """
    if not posts:
        return Text(text=none)
    return Cards(cards=tuple(_card(month, one, length, unclear) for one in posts))


def _card(month: Month, one: PostResult, length: int, unclear: int) -> Card:
    then = one.published.astimezone(month.zone)
    moment = f"{day_name(then.date())}, {then:%H:%M} {then.tzname()}"
    return Card(
        text=shortened(one.text, length) or "(a post without words)",
        about=f"{one.account} on {one.channel}, {moment}",
        standing=standing_words(month, one),
        why=why_words(month, one, unclear),
        link=one.link,
    )


def shortened(text: str, most: int) -> str:
    """A text on one line, cut at a word where there is one near, never within a character."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    at = line.rfind(" ", most * 2 // 3, most)
    end = at if at > 0 else grapheme_safe(line, Span(0, most)).end
    return line[:end].rstrip() + "…"


def pillar_figure(month: Month, notes: Notes, most: int = MOST_BARS) -> Part:
    """How much was posted on what, against the plan.

    Args:
        month: What it is made of.
        notes: Methods so far.
        most: Bars, and rows of the table on paper.
    """
    if not month.pillars or not month.posts:
        return Text(text="No post of the month is to be counted by pillar.")
    whole = len(month.posts)
    shown = sorted(month.pillars, key=lambda one: (one.name == NO_PILLAR, -one.posts, one.name))
    bars = [
        Bar(
            name=one.name or NO_NAME,
            value=one.posts,
            planned=None if one.planned is None else one.planned * whole,
            words=f"{one.posts}",
        )
        for one in _fewer(shown, most)
    ]
    alt = "; ".join(f"{one.name or NO_NAME}: {plural(one.posts, 'post')}" for one in shown)
    chart = bar_chart(bars, title="Posts", alt=f"Bars. {alt}.", name="Pillar")
    return Figure(
        title="What was posted on",
        chart=chart,
        table=pillar_table(month, shown, most + 2),
        reading=_pillar_words(month),
        method=notes.number(PILLARS),
    )


def _fewer(shown: Sequence[Group], most: int) -> list[Group]:
    """The pillars with the most posts, and those of no pillar."""
    if len(shown) <= most:
        return list(shown)
    unnamed = [one for one in shown if one.name == NO_PILLAR]
    return [*(one for one in shown if one.name)][: most - len(unnamed)] + unnamed


def pillar_table(month: Month, shown: Sequence[Group], most: int) -> Table:
    """Posts by pillar, with the plan where there is one."""
    whole = len(month.posts)
    rows: list[tuple[Cell, ...]] = [
        (
            one.name or NO_NAME,
            count(one.posts),
            fraction(one.posts / whole if whole else None, "no posts"),
            fraction(one.planned, "no share planned"),
            "yes" if one.is_planned else "no",
        )
        for one in shown
    ]
    has_plan = any(one.is_planned for one in shown)
    has_shares = any(one.planned is not None for one in shown)
    kept = [0, 1, 2, *([3] if has_shares else []), *([4] if has_plan else [])]
    columns = ("Pillar", "Posts", "Share", "Planned share", "In the plan")
    return Table(
        title="Posts by pillar",
        columns=tuple(columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        most=most,
    )


def _pillar_words(month: Month) -> str:
    missing = [one.name for one in month.pillars if one.is_planned and not one.posts]
    beyond = [one.name for one in month.pillars if one.name and one.posts and not one.is_planned]
    unnamed = sum(one.posts for one in month.pillars if one.name == NO_PILLAR)
    has_plan = any(one.is_planned for one in month.pillars)
    has_shares = any(one.planned is not None for one in month.pillars)
    parts = [
        "The diamond is the plan." if has_shares else "",
        _against_plan(month) if has_shares else "",
        f"In the plan, and without a post: {_listed(missing)}." if missing else "",
        f"Not in the plan: {_listed(beyond)}." if beyond and has_plan else "",
        f"{plural(unnamed, 'post')} of {len(month.posts)} without a pillar." if unnamed else "",
        "" if has_plan else "No plan: the policy's account files name no pillars.",
    ]
    return " ".join(part for part in parts if part)


def _against_plan(month: Month) -> str:
    """Which pillars had more or fewer posts than planned, beyond what chance would do."""
    whole = sum(one.posts for one in month.pillars)
    more, fewer = [], []
    for one in month.pillars:
        if one.planned is None or not one.posts:
            continue
        low, high = share_interval(one.posts, whole)
        if one.planned < low:
            more.append(one.name)
        elif one.planned > high:
            fewer.append(one.name)
    if not more and not fewer:
        return "What was posted on keeps to the plan, as far as so few posts can tell."
    parts = [
        f"more than planned: {_listed(more)}" if more else "",
        f"less than planned: {_listed(fewer)}" if fewer else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}."


def _listed(names: Sequence[str], most: int = 4) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def effects_part(month: Month, notes: Notes, most: int = MOST_EFFECTS) -> Part:
    """What works, with intervals.

    Args:
        month: What it is made of.
        notes: Methods so far.
        most: Effects in the chart, and rows of the table on paper.
    """
    if not month.effects:
        return Text(text=month.effects_words)
    shown = sorted(month.effects[:most], key=lambda one: (not one.is_clear, -one.times))
    rows = [
        Interval(
            name=one.name,
            times=one.times,
            low=one.low or one.times,
            high=one.high or one.times,
            is_clear=one.is_clear,
        )
        for one in shown
    ]
    clear = [one for one in shown if one.is_clear]
    said = "; ".join(f"{one.name} ×{one.times:.2f}" for one in clear) or "none"
    chart = interval_chart(
        rows,
        title="Times the result without it",
        alt=f"Multipliers with 90 % intervals. Told from ×1: {said}.",
        name="Attribute",
    )
    return Figure(
        title="What works",
        chart=chart,
        table=_effects_table(month, most),
        reading=f"{month.effects_words} Hollow points are not distinguishable from ×1.",
        method=notes.number(EFFECTS),
    )


def _effects_table(month: Month, most: int) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            one.name,
            _times(one.times),
            _times(one.low),
            _times(one.high),
            "clear" if one.is_clear else "not distinguishable from ×1",
        )
        for one in month.effects
    ]
    columns = ("Attribute", "Times", "From", "To", "Evidence")
    return Table(title="Effects with 90 % intervals", columns=columns, rows=tuple(rows), most=most)


def _times(value: float | None) -> Number:
    return times(value, "not estimable yet")


def own_words(month: Month, most: int = 0) -> Words:
    """A person's words, or the place for them.

    Args:
        month: Whose words.
        most: Characters that there is room for; 0 for all.
    """
    blocks = shortened_words(month.words, most) if most else month.words
    return Words(blocks=blocks, empty=EMPTY)
