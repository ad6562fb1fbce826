"""A month gathered from a ledger: numbers that can be worked out by hand, and nothing from later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from watchword.measure.kernel.steps import DAY
from watchword.measure.ledger import Ledger, Source
from watchword.measure.report import Audience, ReportForm, gather, render
from watchword.measure.report.month import percentile
from watchword.measure.report.outcomes import Goal
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

FIRST = datetime(2025, 7, 1, 9, tzinfo=UTC)
FEBRUARY = date(2026, 2, 1)
DAYS = 260


def level(day):
    """Result of a day's post: 40 to 160, in no order that a month could tell."""
    return 40 + (day * 37) % 121


def told(day, columns):
    return {
        "post": post_number("facebook", "northbank", str(day)),
        "channel": "facebook",
        "account": "northbank",
        "native_id": str(day),
        "published": FIRST + timedelta(days=day),
        "text": f"Open on day {day}" + "?" * (day % 3 == 0),
        "kind": "photo",
        **columns(day),
    }


def filled(folder, days=DAYS, columns=lambda _: {}, last=None, reach=True):
    """A ledger with a post a day, each with its numbers at 7 and at 28 days."""
    ledger = Ledger.open(folder)
    posts = [told(day, columns) for day in range(days)]
    numbers = []
    for day, post in enumerate(posts):
        for age, share in ((7, 0.75), (28, 1.0)):
            taken = FIRST + timedelta(days=day + age)
            parts = {"reactions": level(day), **({"reach": 2_000} if reach else {})}
            numbers += [
                {
                    "post": post["post"],
                    "metric": metric,
                    "taken": taken,
                    "value": round(value * share),
                    "definition": 1,
                    "source_column": metric.title(),
                    "file": "",
                }
                for metric, value in parts.items()
                if last is None or taken <= last
            ]
    source = Source(name="posts.csv", sha256="0" * 64, format="a table", match="")
    table = pa.Table.from_pylist(numbers, SNAPSHOTS)
    ledger.add(pa.Table.from_pylist(posts, POSTS), table, source=source, when=FIRST)
    return ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    def columns(day):
        return {
            "pillar": "News" if day % 2 else None,
            "campaign": "Flu" if day % 5 == 0 else None,
            "is_video": day % 4 == 0,
        }

    return filled(tmp_path_factory.mktemp("told") / "ledger", columns=columns)


@pytest.fixture(scope="module")
def february(ledger):
    return gather(
        ledger,
        FEBRUARY,
        organisation="Northbank Council",
        plan={
            ("facebook", "northbank"): {"news": 0.75, "jobs": 0.25},
            ("x", "other"): {"elsewhere": None},
        },
        goals={"engagement-rate-by-reach": Goal(words="at least 9\u00a0%", least=0.09)},
    )


def days_of(month):
    start = datetime(month.year, month.month, 1, tzinfo=UTC)
    return [
        day
        for day in range(DAYS)
        if (FIRST + timedelta(days=day)).year == start.year
        and (FIRST + timedelta(days=day)).month == start.month
    ]


def test_a_month_has_its_posts_best_first(february) -> None:
    assert len(february.posts) == 28
    assert february.age == "7 days"
    found = [percentile(one) for one in february.posts]
    assert all(one is not None for one in found)
    assert found == sorted(found, reverse=True)
    best = max(days_of(FEBRUARY), key=level)
    assert february.posts[0].text.startswith(f"Open on day {best}")


def test_kpis_are_of_the_posts_at_the_age(february) -> None:
    by_title = {one.title: one for one in february.outcomes}
    wanted = sum(round(0.75 * level(day)) for day in days_of(FEBRUARY))
    assert by_title["Interactions"].number.value == wanted
    rate = by_title["Engagement rate by reach"]
    assert rate.number.value == pytest.approx(wanted / (28 * 1_500))
    assert rate.aim is not None
    assert rate.aim.is_met is False
    assert (rate.posts, rate.of) == (28, 28)
    assert rate.usual.months == 7


def test_a_kpi_without_numbers_says_why(february) -> None:
    cost = next(one for one in february.outcomes if one.title == "Cost per result")
    assert cost.number.value is None
    assert cost.number.why


def test_the_trend_is_the_middle_post_of_each_month(february) -> None:
    import statistics

    assert [one.first.month for one in february.trend] == [7, 8, 9, 10, 11, 12, 1, 2]
    for one in february.trend:
        results = [round(0.75 * level(day)) for day in days_of(one.first)]
        assert one.value == statistics.median(results)
        assert one.low < one.value < one.high
        assert one.posts == len(results)


def test_the_trend_is_the_one_of_watchword_trend(february) -> None:
    [account] = february.trends
    assert account.name == "northbank on facebook"
    assert account.change is not None
    middle, low, high = account.change
    assert low < middle < high
    assert account.times is not None


def test_posts_are_counted_by_pillar_against_the_plan(february) -> None:
    found = {one.name: (one.posts, one.planned, one.is_planned) for one in february.pillars}
    assert found == {"news": (14, 0.75, True), "": (14, None, False), "jobs": (0, 0.25, True)}


def test_campaigns_and_accounts_are_counted(february) -> None:
    flu = next(one for one in february.campaigns if one.name == "Flu")
    assert flu.posts == sum(day % 5 == 0 for day in days_of(FEBRUARY))
    assert flu.judged == flu.posts
    [account] = february.accounts
    assert (account.name, account.posts) == ("northbank on facebook", 28)


def test_every_post_is_explained_as_an_exact_product(february) -> None:
    for one in february.posts:
        assert one.baseline is not None
        assert one.unexplained is not None
        product = one.baseline * one.unexplained
        for factor in one.factors:
            product *= factor.times
        assert product == pytest.approx(one.standing.value)


def test_what_is_missing_is_counted(february) -> None:
    gaps = {one.what: one.missing for one in february.gaps}
    assert gaps["a pillar"] == 14
    assert gaps["reach"] == 0
    assert gaps["interactions at 7 days"] == 0
    [bearing] = february.bearings
    assert bearing.tier in ("usable", "firm")
    assert bearing.next


def test_sources_are_named(february) -> None:
    assert february.sources == ("posts.csv (a table), 1 July 2025",)


def test_what_is_known_later_changes_nothing(tmp_path) -> None:
    moment = datetime(2026, 3, 9, tzinfo=UTC)
    whole = filled(tmp_path / "whole")
    cut = filled(tmp_path / "cut", last=moment)
    first = gather(whole, FEBRUARY, as_of=moment, metric="interactions")
    second = gather(cut, FEBRUARY, as_of=moment, metric="interactions")
    assert first == second
    assert first.known == moment.date()


def test_the_policys_age_is_used_where_posts_have_it(ledger) -> None:
    assert gather(ledger, FEBRUARY, age=28 * DAY).age == "28 days"
    assert gather(ledger, FEBRUARY, age=3600).age == "7 days"


def test_few_posts_cannot_be_judged_and_the_report_says_when(tmp_path) -> None:
    ledger = filled(tmp_path / "few", days=8, reach=False)
    month = gather(ledger, date(2025, 7, 1))
    assert len(month.posts) == 8
    assert not month.judged
    above = month.outcomes[0]
    assert above.number.value is None
    assert "not enough yet, 0 of 6 months before; from January 2026" in above.usual.why
    assert all("Cannot be explained yet: 8 posts" in one.why_not for one in month.posts)
    assert "it takes 15" in month.effects_words
    [bearing] = month.bearings
    assert bearing.tier == "not enough"
    for audience in Audience:
        assert render(month, audience, ReportForm.PDF).startswith(b"%PDF")


def test_one_post_is_a_month(tmp_path) -> None:
    month = gather(filled(tmp_path / "one", days=1), date(2025, 7, 1))
    assert len(month.posts) == 1
    for audience in Audience:
        for form in ReportForm:
            assert render(month, audience, form)


def test_a_month_without_posts_and_an_empty_ledger_are_told(tmp_path, ledger) -> None:
    later = gather(ledger, date(2027, 1, 1))
    never = gather(Ledger.open(tmp_path / "none"), FEBRUARY)
    for month in (later, never):
        assert month.posts == ()
        assert month.outcomes == ()
        for form in ReportForm:
            assert render(month, Audience.TEAM, form)


def test_posts_without_a_time_or_numbers_are_no_posts_of_a_month(tmp_path) -> None:
    ledger = filled(
        tmp_path / "bare",
        days=3,
        columns=lambda day: {"published": None} if day else {},
        last=FIRST,
    )
    month = gather(ledger, date(2025, 7, 1))
    assert len(month.posts) == 1
    assert month.posts[0].standing is None
    assert render(month, Audience.TEAM, ReportForm.HTML)


def test_times_are_told_in_the_zone_asked_for(ledger) -> None:
    from zoneinfo import ZoneInfo

    told = gather(ledger, date(2025, 8, 1), zone=ZoneInfo("Europe/London"))
    page = render(told, Audience.TEAM, ReportForm.HTML).decode()
    assert "10:00 BST" in page
    assert "09:00 UTC" not in page
