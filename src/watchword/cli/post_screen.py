"""The screen of one post: a sentence, what it rests on, a table by age, a chart."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from watchword.check.render.style import Style, style_for
from watchword.cli.chart import ASCII, Chart, Signs, render_chart, signs_for
from watchword.cli.screen import WIDTH, day_words, number, one_line, say_all, table, times, wrapped
from watchword.measure.kernel.steps import SETTLED, age_name
from watchword.measure.standing import Standing, greatest, render_standing, whole

BAND = "where 90 of 100 comparable posts are"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the screen is about.

    Attributes:
        post: A row of POSTS.
        title: What is compared, in the middle of a sentence.
        rows: The post's rows of SCORES, by age.
        as_of: The moment that counts; None for now.
    """

    post: Mapping[str, object]
    title: str
    rows: Sequence[Standing]
    as_of: datetime | None


def say_post(shown: Shown, *, ascii_only: bool) -> None:
    """Write the screen."""
    style = style_for()
    signs = signs_for(sys.stdout.encoding, ascii_only=ascii_only)
    say_all(_lines(shown, style, signs), is_plain=signs is ASCII)


def _lines(shown: Shown, style: Style, signs: Signs) -> Iterator[str]:
    best = greatest(shown.rows)
    sentence = _nothing(shown) if best is None else render_standing(best) + "."
    yield from wrapped(sentence, style, "bold")
    yield ""
    yield from _head(shown, style)
    seen = [one for one in shown.rows if one.value is not None]
    if not seen:
        return
    yield ""
    heads = ("age", one_line(shown.title, 16), "usual", "better than", "CrowdTangle", "benchmark")
    yield from table(heads, [_age_row(one) for one in seen], style, left=(0, 5))
    yield from _missing([one for one in shown.rows if one.value is None], style)
    if chart := _chart(seen, style, signs):
        yield ""
        yield from chart.splitlines()


def _nothing(shown: Shown) -> str:
    reasons = {one.reason for one in shown.rows if one.reason}
    why = reasons.pop() if len(reasons) == 1 else "no number was taken near any of these ages"
    return f"Nothing to compare yet: {why}."


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
    yield from wrapped(" · ".join(details), style, "dim", indent="  ")
    if post["link"]:
        yield "  " + style(one_line(str(post["link"]), WIDTH - 4), "dim")
    if shown.as_of is not None:
        yield "  " + style(f"as known on {day_words(shown.as_of)}", "dim")


def _age_row(one: Standing) -> tuple[str, ...]:
    place = "-"
    if one.percentile is not None:
        low, high = whole(one.percentile_low), whole(one.percentile_high)
        place = f"{whole(one.percentile)} of 100 ({low}-{high})"
    return (
        age_name(one.age),
        number(one.value),
        number(one.expected),
        place,
        times(one.score),
        f"{one.tier}, {one.n}",
    )


def _missing(rows: Sequence[Standing], style: Style) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for one in rows:
        by_reason.setdefault(one.reason or "nothing is known", []).append(age_name(one.age))
    for reason, ages in by_reason.items():
        yield from wrapped(f"{', '.join(ages)}: {reason}", style, "dim")


def _chart(rows: Sequence[Standing], style: Style, signs: Signs) -> str:
    if len(rows) < 2:  # noqa: PLR2004 - a curve has two ends
        return ""
    chart = Chart(
        steps=[brief_age(one.age) for one in rows],
        low=[one.low for one in rows],
        usual=[one.expected for one in rows],
        high=[one.high for one in rows],
        post=[one.value for one in rows],
        words=(BAND, "usual", "this post"),
    )
    return render_chart(chart, style, signs=signs)


def brief_age(age: int) -> str:
    """An age where there is little room: ``15m``, ``5h``, ``28d``, ``28d+`` for settled."""
    if age == SETTLED:
        return "28d+"
    count, _, unit = age_name(age).partition(" ")
    return count + unit[0]
