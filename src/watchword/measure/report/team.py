"""Three pages for the team."""

from __future__ import annotations

from watchword.measure.report.methods import ABOVE, PERCENTILE, USUAL
from watchword.measure.report.model import (
    Audience,
    Cell,
    Lead,
    Noted,
    Part,
    Report,
    Section,
    Table,
    Text,
)
from watchword.measure.report.month import Group, Month
from watchword.measure.report.notes import Notes
from watchword.measure.report.number import count, fraction
from watchword.measure.report.parts import (
    NO_NAME,
    POST_LENGTH,
    best_and_weakest,
    cards,
    effects_part,
    own_words,
    pillar_figure,
)
from watchword.measure.report.phrases import (
    above_words,
    from_words,
    lead,
    status_of,
    usual_words,
)
from watchword.measure.report.trending import times_parts, trend_figure, trends_table
from watchword.measure.report.whole import whole_report
from watchword.measure.report.words import LONGEST_ON_PAPER


def draw_team(month: Month, brevity: int = 0) -> Report:
    """The team's report.

    Args:
        month: What it is made of.
        brevity: 0 as it should be; each step more leaves something out, for the pages to hold it.
    """
    notes = Notes()
    posts = (4, 3, 2, 2)[brevity] if brevity < 4 else 1  # noqa: PLR2004 - steps
    rows = max(4, 12 - 3 * brevity)
    maps = max(0, 2 - brevity)
    most = max(4, 8 - brevity)
    room = 0 if brevity < 3 else LONGEST_ON_PAPER[Audience.TEAM] // (brevity - 2)  # noqa: PLR2004 - the third step
    sections = [
        Section(title="", anchor="opening", parts=(Lead(text=lead(month)),)),
        Section(title="In our words", anchor="words", parts=(own_words(month, room),)),
        Section(
            title="The month in numbers",
            anchor="numbers",
            parts=(_kpis(month, notes), *_unavailable(month)),
        ),
        *_trends(month, notes, rows, maps),
        *_halves(
            ("Trend", "trend", trend_figure(month, notes)),
            ("What works", "effects", effects_part(month, notes, most)),
        ),
        *_posts(month, notes, posts),
        Section(title="Campaigns", anchor="campaigns", parts=(_campaigns(month, notes, rows),)),
        *_halves(
            ("Topics", "pillars", pillar_figure(month, notes, most + 2)),
            ("Accounts", "accounts", _groups("Account", "Accounts", month.accounts, notes, rows)),
        ),
        Section(title="What is missing", anchor="missing", parts=_missing(month, notes, rows)),
    ]
    if any(one.usual.middle is not None for one in month.outcomes):
        notes.number(USUAL)
    method = Section(title="How the numbers come about", anchor="method", parts=(notes.part,))
    return whole_report(month, Audience.TEAM, (*sections, method))


def _halves(*sides: tuple[str, str, Part]) -> list[Section]:
    return [
        Section(title=title, anchor=anchor, parts=(part,), is_half=True)
        for title, anchor, part in sides
    ]


def _trends(month: Month, notes: Notes, rows: int, maps: int) -> list[Section]:
    """Accounts over time, and when their posts do better; a map needs room."""
    table = trends_table(month, notes, rows)
    found = [Section(title="Accounts over time", anchor="trends", parts=table)] if table else []
    times = times_parts(month, notes, maps)
    return [*found, Section(title="Weekdays and hours", anchor="times", parts=times)]


def _kpis(month: Month, notes: Notes) -> Part:
    if not month.outcomes:
        return Text(text="There are no KPIs: the ledger has no numbers of this month.")
    rows: list[tuple[Cell, ...]] = []
    shown = [one for one in month.outcomes if one.number.value is not None or one.aim]
    for one in shown:
        number = notes.number(one.method)
        rows.append(
            (
                Noted(text=one.title, method=number),
                one.number,
                status_of(one)[1],
                one.aim.words if one.aim else "none",
                usual_words(one.number, one.usual).removeprefix("usually "),
                from_words(one).removeprefix("from "),
            )
        )
    columns = ("KPI", "This month", "Status", "Target", "Our usual", "From")
    return Table(title="KPIs against targets and our usual", columns=columns, rows=tuple(rows))


def _unavailable(month: Month) -> tuple[Part, ...]:
    """KPIs without a number, by why."""
    titles: dict[str, list[str]] = {}
    for one in month.outcomes:
        if one.number.value is None and one.aim is None:
            titles.setdefault(one.number.why, []).append(one.title.lower())
    said = "; ".join(f"{', '.join(names)} ({why})" for why, names in titles.items())
    return (Text(text=f"Not available: {said}.", is_soft=True),) if said else ()


def _posts(month: Month, notes: Notes, most: int) -> list[Section]:
    best, weakest = best_and_weakest(month, most)
    if not best:
        none = "None can be judged yet: see below when there will be enough to compare with."
        return [Section(title="Best and weakest posts", anchor="best", parts=(Text(text=none),))]
    notes.number(PERCENTILE)
    length = POST_LENGTH["team"]
    return _halves(
        ("Best posts", "best", cards(month, best, length, "")),
        ("Weakest posts", "weakest", cards(month, weakest, length, "There is no second post.")),
    )


def _campaigns(month: Month, notes: Notes, rows: int) -> Part:
    named = [one for one in month.campaigns if one.name]
    if not named:
        return Text(text="No post of the month is marked as part of a campaign.")
    return _groups("Campaign", "Campaigns of the month", tuple(named), notes, rows)


def _groups(head: str, title: str, groups: tuple[Group, ...], notes: Notes, most: int) -> Part:
    if not groups:
        return Text(text="There is none with a post in the month.")
    ordered = sorted(groups, key=lambda one: (-one.posts, one.name))
    rows: list[tuple[Cell, ...]] = [
        (
            one.name or NO_NAME,
            count(one.posts),
            count(one.result, "no numbers"),
            above_words(one.above, one.judged),
            count(one.judged),
        )
        for one in ordered
    ]
    columns = (head, "Posts", "Result", "Above usual", "Judged")
    return Table(
        title=title, columns=columns, rows=tuple(rows), most=most, method=notes.number(ABOVE)
    )


def _missing(month: Month, notes: Notes, most: int) -> tuple[Part, ...]:
    del notes
    parts: list[Part] = []
    gaps = [one for one in month.gaps if one.missing]
    if gaps:
        rows: list[tuple[Cell, ...]] = [
            (
                one.what,
                count(one.missing),
                fraction(one.missing / one.of if one.of else None, "no posts"),
                one.means,
                one.mend,
            )
            for one in gaps
        ]
        columns = ("Missing", "Posts", "Share", "So there is no", "What to do")
        parts.append(
            Table(title="Posts that lack something", columns=columns, rows=tuple(rows), most=most)
        )
    else:
        parts.append(Text(text="Nothing that these numbers need is missing."))
    parts.append(_bearings(month, most))
    sources = "; ".join(month.sources) or "none"
    parts.append(Text(text=f"Numbers come from: {sources}.", is_soft=True))
    return tuple(parts)


def _bearings(month: Month, most: int) -> Part:
    if not month.bearings:
        return Text(text="There is no benchmark yet: no number of any earlier post is known.")
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.tier, count(one.posts), count(one.worth), one.next) for one in month.bearings
    ]
    columns = ("Account and kind", "Benchmark", "Posts", "Worth today", "Next")
    return Table(
        title="How much each benchmark can bear", columns=columns, rows=tuple(rows), most=most
    )
