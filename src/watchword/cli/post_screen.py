"""The screen of one post: a sentence, what it rests on, a table by age, a chart."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from watchword.check.render.style import Style, style_for, visible
from watchword.cli.benchmark_screen import BAND, outlook_words
from watchword.cli.chart import ASCII, Chart, Signs, render_chart, signs_for
from watchword.cli.figures import (
    amount,
    brief_age,
    drawn,
    latest_number,
    number,
    times,
    usual_words,
)
from watchword.cli.screen import WIDTH, columns_here, day_words, one_line, say_all, table, wrapped
from watchword.measure.benchmark.measures import Measure
from watchword.measure.effects import Decomposition
from watchword.measure.kernel.steps import SETTLED, age_name
from watchword.measure.metrics import metrics
from watchword.measure.standing import Standing, greatest, render_standing, whole

_MANY_HOURS = 48
MOST_NUMBERS = 8
"""Numbers that are said above the table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the screen is about.

    Attributes:
        post: A row of POSTS.
        measure: What is compared.
        rows: The post's rows of SCORES, by age.
        usual: Rows of CURVES for posts like it, by age.
        pace: How often posts like it are said, in words.
        latest: Rows of LATEST of the post.
        why: Its number as an exact product; None where that cannot be told.
        as_of: The moment that counts; None for now.
    """

    post: Mapping[str, object]
    measure: Measure
    rows: Sequence[Standing]
    usual: Mapping[int, Mapping[str, object]]
    pace: str
    latest: Sequence[Mapping[str, object]]
    why: Decomposition | None
    as_of: datetime | None


def say_post(shown: Shown, *, ascii_only: bool) -> None:
    """Write the screen."""
    style = style_for()
    signs = signs_for(sys.stdout.encoding, ascii_only=ascii_only)
    say_all(_lines(shown, style, signs), is_plain=signs is ASCII)


def _lines(shown: Shown, style: Style, signs: Signs) -> Iterator[str]:
    best = greatest(shown.rows)
    yield from wrapped(_sentence(shown, best), style, "bold")
    yield ""
    yield from _head(shown, style)
    seen = [one for one in shown.rows if one.value is not None]
    if not seen:
        return
    yield ""
    title = one_line(shown.measure.title, 16)
    heads = ("age", title, "usual", "better than", "CrowdTangle", "benchmark")
    rows = [_age_row(one, shown.measure) for one in seen]
    yield from table(heads, rows, style, left=(0, 5))
    if any(one.age == SETTLED for one in seen):
        yield style("settled: the first number at 28 days or later", "dim")
    yield from _missing([one for one in shown.rows if one.value is None], style)
    if shown.why is not None:
        yield ""
        yield from _why(shown.why, style)
    if chart := _chart(shown, style, signs):
        yield ""
        yield from chart.splitlines()


def _sentence(shown: Shown, best: Standing | None) -> str:
    if best is None:
        return f"Nothing to compare yet: {_why_nothing(shown)}."
    words = render_standing(best)
    if best.percentile is None and (row := shown.usual.get(best.age)):
        ahead = outlook_words(row, shown.pace)
        words += f"; {ahead}" if ahead else ""
    return words + "."


def _why_nothing(shown: Shown) -> str:
    published, ages = shown.post["published"], [age_name(one.age) for one in shown.rows]
    moments = [row["taken"] for row in shown.latest if isinstance(row["taken"], datetime)]
    if not isinstance(published, datetime):
        return "nobody said when it was published"
    if not moments:
        return "no number of it was imported"
    hours = (max(moments) - published).total_seconds() / 3600
    newest = f"{hours:.0f} hours" if hours < _MANY_HOURS else f"{hours / 24:.0f} days"
    return f"its newest numbers are of {newest}, not near enough to any of {', '.join(ages)}"


def _head(shown: Shown, style: Style) -> Iterator[str]:
    post = shown.post
    yield f"  {one_line(str(post['text'] or '(no text)'), WIDTH - 4)}"
    published = post["published"]
    assert published is None or isinstance(published, datetime)
    details = [
        str(post["channel"]),
        str(post["account"]),
        str(post["kind"] or "no kind known"),
        day_words(published),
    ]
    yield from wrapped(visible(" · ".join(details)), style, "dim", indent="  ")
    if post["link"]:
        yield "  " + style(one_line(str(post["link"]), WIDTH - 4), "dim")
    if shown.as_of is not None:
        yield "  " + style(f"as known on {day_words(shown.as_of)}", "dim")
    if shown.latest:
        yield from wrapped(_latest(shown.latest), style, indent="  ")


def _latest(rows: Sequence[Mapping[str, object]]) -> str:
    """The newest numbers, whatever their age: those of the newest day, and how many are older."""
    moments = [row["taken"] for row in rows if isinstance(row["taken"], datetime)]
    newest = max(moments)
    known = metrics()
    said = [
        f"{known[str(row['metric'])].title.lower()} {latest_number(row)}"
        for row in rows
        if row["taken"] == newest
    ]
    return f"numbers of {newest.day} {newest:%B %Y}: " + " · ".join(said[:MOST_NUMBERS])


def _age_row(one: Standing, measure: Measure) -> tuple[str, ...]:
    place = "-"
    if one.percentile is not None:
        low, high = whole(one.percentile_low), whole(one.percentile_high)
        place = f"{whole(one.percentile)} of 100 ({low}-{high})"
    return (
        age_name(one.age),
        amount(one.value, measure),
        amount(one.expected, measure),
        place,
        times(one.score),
        f"{one.tier}, {one.n}",
    )


def _why(why: Decomposition, style: Style) -> Iterator[str]:
    """The exact product: from what is usual, factor by factor, to what the post had."""
    rows = [("usual for the account at that time", number(why.baseline), "", "")]
    for one in why.parts:
        band = f"({one.low:.2f}-{one.high:.2f})"
        sure = "" if one.is_clear else "not clear"
        rows.append((one_line(one.name, 34), f"×{one.times:.2f}", band, sure))
    rows.append(("unexplained", f"×{why.unexplained:.2f}", "", ""))
    rows.append(("this post", f"= {number(why.value)}", "", ""))
    yield from table(("why", "", "", ""), rows, style, left=(0, 3))
    yield from wrapped(_WHY_LEGEND, style, "dim")


_WHY_LEGEND = (
    "in brackets the 90 % interval; not clear: cannot be told from ×1, allowing for how many are "
    "asked about at once; what goes with a post need not be its cause"
)


def _missing(rows: Sequence[Standing], style: Style) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for one in rows:
        by_reason.setdefault(one.reason or "nothing is known", []).append(age_name(one.age))
    for reason, ages in by_reason.items():
        yield from wrapped(f"{', '.join(ages)}: {reason}", style, "dim")


def _chart(shown: Shown, style: Style, signs: Signs) -> str:
    """The post's curve; where it has no number (yet), what is usual for posts like it now."""
    rows = [
        one
        for one in shown.rows
        if one.value is not None or _usual(shown, one.age, "expected") is not None
    ]

    def band(name: str) -> list[float | None]:
        return [
            drawn(
                getattr(one, name) if one.value is not None else _usual(shown, one.age, name),
                shown.measure,
            )
            for one in rows
        ]

    chart = Chart(
        steps=[brief_age(one.age) for one in rows],
        low=band("low"),
        usual=band("expected"),
        high=band("high"),
        post=[drawn(one.value, shown.measure) for one in rows],
        words=(BAND, usual_words(shown.measure), "this post"),
    )
    return render_chart(chart, style, signs=signs, width=columns_here())


def _usual(shown: Shown, age: int, name: str) -> float | None:
    value = shown.usual.get(age, {}).get(name)
    return value if isinstance(value, float) else None
