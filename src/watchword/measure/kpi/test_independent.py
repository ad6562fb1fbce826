"""Every KPI against a reckoning of its own: plain Python, formulas written out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from statistics import fmean

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.measure.find import mark_of
from watchword.measure.kpi import kpi_named, kpis, results_of
from watchword.measure.kpi.groups import GROUPS
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

PARTS = ("reactions", "comments", "shares", "quotes", "saves")
SUMS = {
    "clicks": "clicks",
    "conversions": "conversions",
    "impressions": "impressions",
    "reach": "reach",
    "revenue": "revenue",
    "video-views": "video_views",
    "views": "views",
}
RATES = {
    "click-through-rate": (("link_clicks",), "impressions"),
    "completion-rate": (("full_video_views",), "video_views"),
    "conversion-rate": (("conversions",), "link_clicks"),
    "cost-per-result": (("spend",), "conversions"),
    "engagement-rate-by-followers": (PARTS, "followers_at_posting"),
    "engagement-rate-by-impressions": (PARTS, "impressions"),
    "engagement-rate-by-reach": (PARTS, "reach"),
    "engagement-rate-by-views": (PARTS, "views"),
    "roi": (("revenue",), "spend"),
}
METRICS = (
    *("link_clicks", "clicks", "impressions", "full_video_views", "video_views", "conversions"),
    *("spend", "revenue", "reach", "views", "followers_at_posting", *PARTS),
)
CHANGED = {"facebook": date(2025, 11, 15), "instagram": date(2024, 7, 2)}
"""Days on which ``views`` changed its meaning."""
DAY = 86_400
AGE = 7 * DAY
START = datetime(2025, 10, 28, tzinfo=UTC)
DAYS = (0, 3, 4, 17, 18, 40, 65, 100, 150)
"""Few, so that numbers of accounts and posts meet: weeks, months, quarters and a year apart."""


def test_no_kpi_is_without_a_reckoning_of_its_own():
    assert {*SUMS, *RATES, "interactions"} == set(kpis())


def version(channel, metric, day):
    return 1 + (metric == "views" and channel in CHANGED and day >= CHANGED[channel])


@st.composite
def posts_with_numbers(draw):
    made = []
    for _ in range(draw(st.integers(0, 9))):
        published = START + timedelta(
            days=draw(st.sampled_from(DAYS)), hours=draw(st.sampled_from([0, 23]))
        )
        channel, account = draw(
            st.sampled_from([("x", "north"), ("facebook", "north"), ("facebook", "south")])
        )
        told = draw(st.sets(st.sampled_from(METRICS), max_size=len(METRICS)))
        numbers = {}
        for metric in sorted(told):
            ages = draw(
                st.lists(
                    st.sampled_from([0, DAY, 5 * DAY, 6 * DAY, AGE, 8 * DAY, 10 * DAY, 12 * DAY]),
                    min_size=1,
                    max_size=3,
                    unique=True,
                )
            )
            numbers[metric] = [(age, float(draw(st.integers(0, 50)))) for age in sorted(ages)]
        made.append(
            {
                "post": len(made) + 1,
                "channel": channel,
                "account": account,
                "published": published,
                "kind": draw(st.sampled_from(["photo", "video", None])),
                "style": draw(st.sampled_from(["animated", None])),
                "campaign": draw(st.sampled_from(["flu", "winter", None])),
                "pillar": draw(st.sampled_from(["jobs", None])),
                "numbers": numbers,
            }
        )
    return made


@st.composite
def followers(draw):
    found = {}
    for key in draw(st.sets(st.sampled_from([("x", "north"), ("facebook", "south")]))):
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=6, unique=True))
        found[key] = [
            (START + timedelta(days=day), float(draw(st.integers(0, 900)))) for day in sorted(days)
        ]
    return found


def tables(posts, series):
    rows = [
        {
            "post": one["post"],
            "metric": metric,
            "taken": one["published"] + timedelta(seconds=age),
            "value": value,
            "definition": version(one["channel"], metric, one["published"].date()),
            "source_column": metric,
            "file": "",
        }
        for one in posts
        for metric, numbers in one["numbers"].items()
        for age, value in numbers
    ]
    rows.sort(key=lambda row: (row["post"], row["metric"], row["taken"]))
    audience = [
        {
            "channel": channel,
            "account": account,
            "metric": "followers",
            "taken": taken,
            "value": value,
            "definition": 1,
            "source_column": "Followers",
            "file": "",
        }
        for (channel, account), numbers in series.items()
        for taken, value in numbers
    ]
    known = [{**one, "native_id": str(one["post"])} for one in posts]
    return (
        pa.Table.from_pylist(
            [{name: row.get(name) for name in POSTS.names} for row in known], POSTS
        ),
        pa.Table.from_pylist(rows, SNAPSHOTS).to_batches(),
        pa.Table.from_pylist(audience, AUDIENCE),
    )


def number(post, metric, age, until, now, series):
    """A post's number of a metric, or None."""
    seen = [
        (after, value)
        for after, value in post["numbers"].get(metric, [])
        if until is None or post["published"] + timedelta(seconds=after) <= until
    ]
    if metric == "followers_at_posting":
        if seen:
            return seen[0][1] if age else seen[-1][1]
        own = series.get((post["channel"], post["account"]), [])
        before = [value for taken, value in own if taken <= post["published"]]
        return before[-1] if before else None
    if not age:
        return seen[-1][1] if seen else None
    before = [one for one in seen if one[0] < age]
    after = [one for one in seen if one[0] >= age]
    if after and after[0][0] == age:
        return after[0][1]
    if after and after[0][0] <= 1.5 * age:
        start, base = before[-1] if before else (0, 0.0)
        return base + (after[0][1] - base) * (age - start) / (after[0][0] - start)
    is_old = after or post["published"] + timedelta(seconds=age) <= now
    return before[-1][1] if before and before[-1][0] >= 0.8 * age and is_old else None


def group(post, by):
    day = post["published"].date()
    if by == "account":
        return f"{post['channel']} {post['account']}"
    if by in ("channel", "kind", "style", "campaign", "pillar"):
        return post[by] or "(none)"
    return {
        "": "",
        "post": mark_of(post["post"]),
        "week": str(day - timedelta(days=day.isocalendar().weekday - 1)),
        "month": f"{day.year}-{day.month:02}",
        "quarter": f"{day.year}-Q{1 + (day.month - 1) // 3}",
        "year": str(day.year),
    }[by]


def reckoned(name, posts, series, *, by, age, until):
    """By group: value, mean, posts; None where there is no value."""
    over, under = RATES.get(name, ((SUMS[name],) if name in SUMS else PARTS, ""))
    if name == "roi":
        over = ("revenue", "spend")
    metrics = {*over, *([under] if under else [])}
    moments = [
        one["published"] + timedelta(seconds=after)
        for one in posts
        for metric in metrics
        for after, _ in one["numbers"].get(metric, [])
    ]
    now = until or max(moments, default=START)
    known = [one for one in posts if until is None or one["published"] <= until]
    values = {
        (one["post"], metric): number(one, metric, age, until, now, series)
        for one in known
        for metric in metrics
    }
    has = {
        (one["channel"], one["kind"], metric)
        for one in known
        for metric in metrics
        if values[one["post"], metric] is not None
    }
    found = {}
    for one in known:
        found.setdefault(group(one, by), [])
        parts = {metric: values[one["post"], metric] for metric in over}
        some = {metric: value for metric, value in parts.items() if value is not None}
        if over == PARTS:
            lacks = [m for m in parts if m not in some and (one["channel"], one["kind"], m) in has]
            if not some or lacks:
                continue
        elif len(some) < len(over):
            continue
        counted = parts["revenue"] - parts["spend"] if name == "roi" else sum(some.values())
        of = values[one["post"], under] if under else 1.0
        if of is None or (of == 0 and name != "cost-per-result"):
            continue
        found[group(one, by)].append((one, counted, of))
    return {of: total(rows, metrics, values, is_rate=bool(under)) for of, rows in found.items()}


def total(rows, metrics, values, *, is_rate):
    versions = {
        (one["channel"], metric, version(one["channel"], metric, one["published"].date()))
        for one, _, _ in rows
        for metric in metrics
        if values[one["post"], metric] is not None and metric in metrics
    }
    is_mixed = len({pair[:2] for pair in versions}) < len(versions)
    below = sum(of for _, _, of in rows)
    if not rows or is_mixed or not below:
        return None, None, len(rows)
    whole = sum(counted for _, counted, _ in rows)
    rates = [counted / of for _, counted, of in rows if of]
    return whole / below if is_rate else whole, fmean(rates), len(rows)


@pytest.mark.parametrize("name", sorted({*SUMS, *RATES, "interactions"}))
@settings(max_examples=60)
@given(
    posts_with_numbers(),
    followers(),
    st.sampled_from(["", *GROUPS]),
    st.sampled_from([None, AGE]),
    st.sampled_from([None, START + timedelta(days=40), START + timedelta(days=90)]),
)
def test_each_kpi_agrees_with_a_reckoning_by_hand(name, posts, series, by, age, until):
    table, batches, audience = tables(posts, series)
    found = results_of(
        table, batches, [kpi_named(name)], by=by, audience=audience, age=age, as_of=until
    )
    wanted = reckoned(name, posts, series, by=by, age=age, until=until)
    empty = {one.of for one in found if one.reason == "there are no posts"}
    assert {one.of for one in found} - empty == set(wanted) - empty
    for one in found:
        value, mean, count = wanted.get(one.of, (None, None, 0))
        assert one.posts == count, one.of
        assert (one.value is None) == (value is None) == bool(one.reason)
        if value is not None:
            assert one.value == pytest.approx(value)
            assert one.mean == pytest.approx(mean)
            assert one.numerator == pytest.approx(one.value * (one.denominator or 1))
