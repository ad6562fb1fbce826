"""Effects on 500 real posts of a cosmetics brand (Moro, Rita and Vala 2016).

scripts/bench moro        prints a table and writes docs/pictures/effects-moro.svg
"""

from __future__ import annotations

import csv
import math
import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from watchword.measure.charts import Interval, interval_chart, render_svg
from watchword.measure.effects import explain
from watchword.measure.schema import POSTS

DATA = Path(os.environ.get("WATCHWORD_DATA", "../shared/data")) / "facebook_metrics_moro"
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "effects-moro.svg"
ACCOUNT = ("facebook", "cosmetics brand")
CATEGORIES = {"1": "offer or contest", "2": "product", "3": "inspiration"}
METRICS = (
    ("Total Interactions", "interactions"),
    ("Lifetime Post Total Reach", "reach"),
    ("Lifetime Post Consumers", "people who clicked"),
)


def rows() -> list[dict[str, str]]:
    """The posts, oldest first."""
    text = (DATA / "dataset_Facebook.csv").read_text("utf-8-sig")
    found = list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text[:200] else ","))
    return found[::-1]


def days(posts: list[dict[str, str]]) -> list[date]:
    """The day of each post, which the set does not tell: it has month, weekday (1 is Sunday) and
    the order of posts. The first day that fits is taken; a week without any post shifts it.
    """
    found, day = [], date(2014, 1, 1)
    for post in posts:
        day = max(day, date(2014, int(post["Post Month"]), 1))
        wanted = (int(post["Post Weekday"]) - 2) % 7
        ahead = (wanted - day.weekday()) % 7
        if (day + timedelta(days=ahead)).month == int(post["Post Month"]):
            day += timedelta(days=ahead)
        found.append(day)
    return found


def table(posts: list[dict[str, str]]) -> pa.Table:
    """The posts as POSTS."""
    made = [
        {
            "post": number,
            "channel": ACCOUNT[0],
            "account": ACCOUNT[1],
            "native_id": str(number),
            "published": datetime.combine(day, time(int(post["Post Hour"]) % 24), UTC),
            "kind": post["Type"].lower(),
            "is_paid": None if post["Paid"] == "" else post["Paid"] == "1",
            "own": [("category", CATEGORIES[post["Category"]])],
        }
        for number, (post, day) in enumerate(zip(posts, days(posts), strict=True))
    ]
    return pa.Table.from_pylist(made, POSTS)


def main() -> None:
    """Print a table for each metric, and draw the first."""
    posts = rows()
    made = table(posts)
    for number, (column, name) in enumerate(METRICS):
        values = np.array([float(post[column] or "nan") for post in posts])
        found = explain(made, values)
        effects = [one for one in found.effects(ACCOUNT) if one.times]
        spread = found.spread(ACCOUNT)
        logs = np.log1p(values[np.isfinite(values)])
        explained = 1 - (spread / logs.std(ddof=1)) ** 2
        print(
            f"\n{name}: spread of a post x{math.exp(spread):.1f}; explained {100 * explained:.0f} %\n"
        )
        print("| | posts | times | 90 % interval | |\n|---|---:|---:|---|---|")
        for one in effects:
            print(
                f"| {one.name} against {one.against} | {one.posts} | {one.times:.2f} | "
                f"{one.low:.2f} to {one.high:.2f} | {one.state} |"
            )
        for one in found.effects(ACCOUNT):
            if not one.times:
                print(f"| {one.name} | {one.posts} | | | {one.state}: {one.reason} |")
        if number == 0:
            chart = interval_chart(
                [
                    Interval(
                        name=f"{one.name} ({one.posts})",
                        times=one.times,
                        low=one.low,
                        high=one.high,
                        is_clear=one.is_clear,
                    )
                    for one in effects
                ],
                title="interactions, times those of like posts",
                alt="Effects on interactions of 500 posts with their 90 % intervals.",
                name="Attribute (posts)",
            )
            drawn = render_svg(chart).replace(
                ">", '><rect width="100%" height="100%" fill="white"/>', 1
            )
            PICTURE.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
