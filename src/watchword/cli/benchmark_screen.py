"""The screen of a benchmark: what is usual now, how sure that is, when it will be surer."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from watchword.check.render.style import Style, columns, style_for, visible
from watchword.cli.chart import ASCII, Chart, Signs, render_chart, signs_for
from watchword.cli.figures import amount, brief_age, drawn, of_measure, usual_words
from watchword.cli.screen import WIDTH, columns_here, one_line, say_all, table, wrapped
from watchword.measure.benchmark.measures import Measure
from watchword.measure.kernel.steps import age_name
from watchword.measure.standing import at_age

if TYPE_CHECKING:
    import pyarrow as pa

BAND = "where 90 of 100 comparable posts are"
Row = Mapping[str, object]
Key = tuple[object, ...]
"""Channel, account and kind."""


def say_benchmark(
    curves: pa.Table, measure: Measure, paces: Mapping[Key, str], *, ascii_only: bool
) -> None:
    """Write the screen: a curve, or one line for each of several."""
    style = style_for()
    signs = signs_for(sys.stdout.encoding, ascii_only=ascii_only)
    groups: dict[Key, list[Row]] = {}
    for row in curves.to_pylist():
        groups.setdefault((row["channel"], row["account"], row["kind"]), []).append(row)
    if len(groups) == 1:
        ((key, rows),) = groups.items()
        lines = _curve(rows, measure, paces.get(key, ""), style, signs)
    else:
        lines = _many(list(groups.values()), measure, style)
    say_all(lines, is_plain=signs is ASCII)


def outlook_words(row: Row, pace: str) -> str:
    """When the benchmark will bear more, or why it never will.

    Args:
        row: Of CURVES.
        pace: How often is posted, as ``3 a week``; "" where that is not known.
    """
    if row["next_tier"] is not None:
        day = row["next_on"]
        assert isinstance(day, datetime)
        of_pace = f" of {pace}" if pace else ""
        return f"{row['next_tier']} about {day_of(day)} at the present pace{of_pace}"
    return str(row["advice"] or "")


def day_of(day: datetime) -> str:
    """A day for people: ``4 May 2026``."""
    return f"{day.day} {day:%B %Y}"


def best_row(rows: Sequence[Row]) -> Row:
    """The row that is surest, of the greatest age among those."""
    return max(rows, key=lambda row: (_worth(row), _number(row["age"]) or 0))


def _worth(row: Row) -> float:
    return _number(row["n"]) or 0.0


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _whose(row: Row) -> str:
    kind = f" ({row['kind']})" if row["kind"] else ""
    return visible(f"{row['account']} on {row['channel']}{kind}")


def _sentence(row: Row, measure: Measure, pace: str) -> str:
    count = _number(row["n"]) or 0
    posts = "1 post" if count == 1 else f"{count:,.0f} posts"
    age = at_age(int(_number(row["age"]) or 0))
    if row["expected"] is None:
        ahead = outlook_words(row, pace)
        return (
            f"Not enough data yet for {_whose(row)}: {posts} to compare with at {age}"
            + (f"; {ahead}" if ahead else "")
            + "."
        )
    usual = of_measure(_number(row["expected"]), measure)
    low, high = amount(_number(row["low"]), measure), amount(_number(row["high"]), measure)
    return (
        f"Usual for {_whose(row)}: {usual} at {age}, nine of ten between {low} and {high}; "
        f"{row['tier']} benchmark from {posts}."
    )


def _curve(
    rows: Sequence[Row], measure: Measure, pace: str, style: Style, signs: Signs
) -> Iterator[str]:
    best = best_row(rows)
    yield from wrapped(_sentence(best, measure, pace), style, "bold")
    if best["expected"] is not None and (ahead := outlook_words(best, pace)):
        to_be = "" if best["next_tier"] else "To be surer: "
        words = f"{to_be}{ahead}."
        yield from wrapped(words[0].upper() + words[1:], style)
    yield ""
    heads = ("age", "usual", "nine of ten", "CrowdTangle", "benchmark", "next")
    seen = [row for row in rows if row["n"]]
    yield from table(heads, [_line(row, measure) for row in seen], style, left=(0, 4, 5))
    if missing := [age_name(int(_number(row["age"]) or 0)) for row in rows if not row["n"]]:
        yield from wrapped(f"{', '.join(missing)}: no post has a number at this age", style, "dim")
    for reason in dict.fromkeys(str(row["reason"]) for row in seen if row["reason"]):
        ages = [brief_age(int(_number(row["age"]) or 0)) for row in seen if row["reason"] == reason]
        yield from wrapped(f"{', '.join(ages)}: {reason}", style, "dim")
    if chart := _chart(seen, measure, signs, style):
        yield ""
        yield from chart.splitlines()


def _line(row: Row, measure: Measure) -> tuple[str, ...]:
    band = "-"
    if row["low"] is not None:
        band = f"{amount(_number(row['low']), measure)}-{amount(_number(row['high']), measure)}"
    ahead = "-"
    if isinstance(row["next_on"], datetime):
        ahead = f"{_tier(row['next_tier'])} {row['next_on']:%Y-%m-%d}"
    elif row["advice"]:
        ahead = f"{_FOLLOWING[str(row['tier'])]} never"
    return (
        age_name(int(_number(row["age"]) or 0)),
        amount(_number(row["expected"]), measure),
        band,
        amount(_number(row["benchmark"]), measure),
        f"{row['tier']}, {row['n']}",
        ahead,
    )


def _chart(rows: Sequence[Row], measure: Measure, signs: Signs, style: Style) -> str:
    rows = [row for row in rows if row["expected"] is not None]

    def curve(name: str) -> list[float | None]:
        return [drawn(_number(row[name]), measure) for row in rows]

    chart = Chart(
        steps=[brief_age(int(_number(row["age"]) or 0)) for row in rows],
        low=curve("low"),
        usual=curve("expected"),
        high=curve("high"),
        post=[],
        words=(BAND, usual_words(measure), ""),
    )
    return render_chart(chart, style, signs=signs, width=columns_here())


def _many(groups: Sequence[Sequence[Row]], measure: Measure, style: Style) -> Iterator[str]:
    yield style(f"{len(groups)} benchmarks by {measure.title}, each where it is surest", "bold")
    yield ""
    heads: tuple[str, ...] = _HEADS
    for width in (32, 24, 18, 12):
        rows: list[tuple[str, ...]] = [_brief(best_row(group), measure, width) for group in groups]
        if not any(row[-1] for row in rows):
            rows, heads = [row[:-1] for row in rows], _HEADS[:-1]
        lines = table(heads, rows, Style(), left=(0, 1, 2, 5, 6))
        if max(map(columns, lines)) <= WIDTH:
            break
    yield from (style(lines[0], "bold"), *lines[1:])
    yield ""
    yield from wrapped(_LEGEND, style, "dim")


def _tier(name: object) -> str:
    return "prov." if name == "provisional" else str(name)


def _brief(row: Row, measure: Measure, width: int) -> tuple[str, ...]:
    _, usual, band, _, sure, _ = _line(row, measure)
    soon = ""
    if row["tier"] in _LOW:
        soon = "never"
        if isinstance(row["next_on"], datetime):
            soon = f"{row['next_on']:%Y-%m-%d}" if row["next_tier"] == "usable" else "later"
    return (
        one_line(str(row["channel"]), 10),
        one_line(str(row["account"]), width),
        one_line(str(row["kind"] or "all"), 8),
        usual,
        band,
        sure.replace("provisional", "prov.").replace("not enough", "few"),
        soon,
    )


_HEADS = ("network", "account", "kind", "usual", "nine of ten", "benchmark", "usable on")
_LEGEND = (
    "benchmark: few (not enough), prov. (provisional), usable or firm, and from how many posts; "
    "usable on: at the present pace; --channel, --account and --kind show one with its curve"
)
_FOLLOWING = {"not enough": "prov.", "provisional": "usable", "usable": "firm"}
_LOW = ("not enough", "provisional")
