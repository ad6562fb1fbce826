"""Draw the pictures of docs/explanation/trends.md: ``python scripts/pictures.py``.

An invented account that posts ten times a week for two years: its level grows, takes a step in
March, and posts on Friday evenings do better. The same seed gives the same pictures.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import exp, expm1, log
from pathlib import Path

import numpy as np
import pyarrow as pa

from watchword.measure.charts import HeatCell, LinePoint, heat_map, line_chart, render_svg
from watchword.measure.schema import POSTS
from watchword.measure.trend import Trend, trends

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
FIRST = datetime(2025, 1, 6, tzinfo=UTC)
DAYS, A_DAY, STEP_DAY = 728, 1.43, 430
HOURS = (9, 12, 16, 19)
FRIDAY, EVENING = 4, 19


def invented() -> tuple[pa.Table, np.ndarray]:
    """Posts of the account, and their numbers at one age."""
    random = np.random.default_rng(20_261_123)
    rows, values = [], []
    for _ in range(int(DAYS * A_DAY)):
        day, hour = int(random.integers(DAYS)), int(random.choice(HOURS))
        when = FIRST + timedelta(days=day, hours=hour, minutes=int(random.integers(60)))
        level = log(80) + 0.0004 * day + (0.45 if day >= STEP_DAY else 0.0)
        level += 0.7 if (when.weekday(), hour) == (FRIDAY, EVENING) else 0.0
        values.append(round(exp(level + random.normal(0, 0.6))))
        rows.append({"channel": "facebook", "account": "northbank", "published": when})
    for number, row in enumerate(rows):
        row["post"] = number
    return pa.Table.from_pylist(rows, POSTS), np.array(values, dtype=float)


def level_picture(one: Trend) -> str:
    """The level week by week, with its band."""
    assert one.series is not None
    assert one.level is not None
    points = [
        LinePoint(
            name=f"{one.monday(week):%d %b %y}",
            value=expm1(one.level.weeks[week]),
            low=expm1(one.level.low[week]),
            high=expm1(one.level.high[week]),
        )
        for week in range(0, one.series.span, 4)
    ]
    alt = f"The level of a usual post over {one.series.span} weeks, with a step up in spring 2026."
    return render_svg(
        line_chart(points, title="Interactions of a usual post", alt=alt, time="Week")
    )


def times_picture(one: Trend) -> str:
    """Weekdays and parts of the day."""
    assert one.times is not None
    cells = [
        HeatCell(across=cell.part, down=cell.day, value=cell.times, count=cell.posts)
        for cell in one.times.cells
    ]
    alt = "Weekdays and parts of the day: Friday evening is darkest, empty fields stay blank."
    title = "Times the usual post of the week"
    return render_svg(
        heat_map(cells, title=title, alt=alt, across="Part of the day", down="Weekday")
    )


def draw() -> None:
    """Write both pictures."""
    [one] = trends(*invented())
    print("step:", [(f"{one.monday(step.week):%Y-%m-%d}", step.times) for step in one.steps])  # noqa: T201
    print("times told apart:", one.times is not None and one.times.is_clear)  # noqa: T201
    (PICTURES / "trend-level.svg").write_text(level_picture(one), "utf-8")
    (PICTURES / "trend-times.svg").write_text(times_picture(one), "utf-8")


if __name__ == "__main__":
    draw()
