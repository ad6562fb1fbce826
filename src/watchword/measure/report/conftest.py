"""Invented months for tests of reports."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import pytest

from watchword.measure.report.methods import ABOVE
from watchword.measure.report.model import Block, Method, Run
from watchword.measure.report.month import (
    AccountTrend,
    Aim,
    Bearing,
    Factor,
    Gap,
    Group,
    Month,
    Outcome,
    PostResult,
    TrendMonth,
    Usual,
)
from watchword.measure.report.number import count, fraction
from watchword.measure.standing import Standing

RATE = Method(
    title="Engagement rate by reach",
    formula="interactions ÷ reach, sum over sum",
    denominator="reach: different people that the post was shown to",
    window="posts published in the month, numbers at 7 days",
    source="exports of the networks; Rival IQ, private engagement rate",
)
TEXTS = (
    "The walk-in clinic on Station Road is open on Sunday from 9am to 1pm. No appointment needed.",
    "Morag has looked after premature babies for 31 years. Today she retires. Thank you, Morag.",
    "Flu vaccination for everybody over 65 starts on Monday: call 0300 000 0000 or ask your pharmacy.",
    "Roadworks at the main entrance until Thursday.",
    "Ice is on its way tonight. If you fall and can put no weight on your foot, come to us; if you can, rest it.",
    "Der Sprachdienst hilft auf Polnisch, Українська, العربية und 中文.",
)


def standing(post: int, percentile: float | None, value: float | None = 100.0) -> Standing:
    return Standing(
        post=post,
        metric="interactions",
        age=7 * 86400,
        known=None,
        value=value,
        benchmark=66.0,
        score=1.5,
        expected=66.0,
        low=12.0,
        high=340.0,
        percentile=percentile,
        percentile_low=None if percentile is None else max(1.0, percentile - 13),
        percentile_high=None if percentile is None else min(99.0, percentile + 8),
        n=64 if percentile is not None else 4,
        n_eff=31.0,
        tier="usable" if percentile is not None else "not enough",
        reason=None,
    )


def post(number: int, percentile: float | None, text: str = "") -> PostResult:
    times = {"video": 1.95, "hour": 1.02, "question": 0.91} if number % 2 else {"link": 0.7}
    value = None if percentile is None else round(66 * math.exp((percentile - 50) / 25))
    has_why = percentile is not None
    product = math.prod(times.values())
    return PostResult(
        post=number,
        channel="facebook",
        account="glenmarrowhealth",
        published=datetime(2026, 2, 1, 9, 30, tzinfo=UTC) + timedelta(hours=17 * number),
        text=text or TEXTS[number % len(TEXTS)],
        link=f"https://social.example/{number}",
        standing=standing(number, percentile, value) if number != 7 else None,
        baseline=66.0 if has_why else None,
        factors=tuple(
            Factor(
                name=name,
                times=one,
                low=one * 0.75,
                high=one * 1.33,
                is_clear=one > 1.3 or one < 0.75,
            )
            for name, one in times.items()
        )
        if has_why
        else (),
        unexplained=value / 66 / product if value else None,
        why_not="" if has_why else "Cannot be explained yet: 4 posts, from 30 on.",
    )


def outcomes() -> tuple[Outcome, ...]:
    usual = Usual(low=0.028, middle=0.031, high=0.039, months=12)
    return (
        Outcome(
            title="Posts above the benchmark",
            number=fraction(18 / 29),
            usual=Usual(low=0.41, middle=0.5, high=0.58, months=12),
            aim=Aim(words="at least 60 %", is_met=True, owner="Account owners"),
            posts=29,
            of=34,
            method=ABOVE,
        ),
        Outcome(
            title="Engagement rate by reach",
            number=fraction(0.0262),
            usual=usual,
            aim=Aim(words="at least 3 %", is_met=False),
            posts=31,
            of=34,
            method=RATE,
        ),
        Outcome(
            title="Reach",
            number=count(184_230),
            usual=Usual(low=90_000, middle=121_000, high=150_000, months=12),
            aim=None,
            posts=31,
            of=34,
            method=Method(
                title="Reach",
                formula="sum of each post's reach; people whom two posts reached are counted twice",
                denominator="",
                window="posts published in the month, numbers at 7 days",
                source="exports of the networks",
            ),
        ),
        Outcome(
            title="Cost per result",
            number=count(None, "no money is recorded for any post"),
            usual=Usual(why="not enough yet: 2 months; from July 2026"),
            aim=None,
            posts=0,
            of=34,
            method=Method(
                title="Cost per result",
                formula="money spent ÷ conversions",
                denominator="conversions",
                window="posts published in the month",
                source="details that people add",
            ),
            is_worse_high=True,
        ),
    )


def month(
    posts: int = 34, results: tuple[PostResult, ...] | None = None, **changes: object
) -> Month:
    spread = [100 * (at + 0.5) / max(posts - 5, 1) for at in range(max(posts - 5, 0))]
    drawn = [post(at, each) for at, each in enumerate(sorted(spread, reverse=True), 10)]
    drawn += [post(number, None) for number in range(min(posts, 5))]
    trend = [
        TrendMonth(
            first=date(2025 + (at + 1) // 12, (at + 1) % 12 + 1, 1),
            value=None if at == 4 else 50 + 3 * at + (-1) ** at * 5,
            low=None if at == 4 else 38 + 2.5 * at,
            high=None if at == 4 else 70 + 4 * at,
            posts=0 if at == 4 else 28 + at,
        )
        for at in range(13)
    ]
    made: dict[str, object] = {
        "first": date(2026, 2, 1),
        "known": date(2026, 3, 12),
        "organisation": "Glenmarrow Health Board",
        "metric": "interactions",
        "age": "7 days",
        "outcomes": outcomes(),
        "posts": tuple(drawn) if results is None else results,
        "trend": tuple(trend),
        "trends": (
            AccountTrend(
                name="glenmarrowhealth on facebook",
                posts=412,
                weeks=52,
                change=(1.3, 1.1, 1.53),
                audience=1.2,
                a_follower=(1.08, 0.92, 1.28),
                steps=((date(2025, 9, 8), 1.25),),
            ),
            AccountTrend(
                name="glenmarrowhealth on x",
                posts=9,
                reason="9 posts with a number, and it takes 15",
            ),
        ),
        "campaigns": (
            Group(name="Winter vaccination", posts=9, judged=8, above=6, result=1_204),
            Group(name="Careers week", posts=4, judged=4, above=1, result=96),
        ),
        "pillars": (
            Group(
                name="service news",
                posts=14,
                judged=12,
                above=7,
                result=900,
                planned=0.3,
                is_planned=True,
            ),
            Group(
                name="vaccination",
                posts=9,
                judged=8,
                above=6,
                result=1_204,
                planned=0.3,
                is_planned=True,
            ),
            Group(
                name="stories with consent",
                posts=0,
                judged=0,
                above=0,
                result=None,
                planned=0.2,
                is_planned=True,
            ),
            Group(name="jobs", posts=4, judged=4, above=1, result=96, planned=0.2, is_planned=True),
            Group(name="", posts=7, judged=5, above=3, result=310),
        ),
        "accounts": (
            Group(name="glenmarrowhealth on facebook", posts=20, judged=18, above=11, result=2_000),
            Group(name="glenmarrowhealth on x", posts=14, judged=11, above=7, result=510),
        ),
        "effects": (
            Factor(name="video", times=1.95, low=1.47, high=2.58, is_clear=True),
            Factor(name="link", times=0.7, low=0.55, high=0.9, is_clear=True),
            Factor(name="question", times=0.91, low=0.7, high=1.2, is_clear=False),
        ),
        "effects_words": "From 412 posts of 61 weeks.",
        "gaps": (
            Gap(
                what="reach",
                missing=3,
                of=34,
                means="rate by reach",
                mend="export reach from Meta Business Suite as well",
            ),
            Gap(
                what="a pillar",
                missing=7,
                of=34,
                means="share by pillar",
                mend="name one in the workbook",
            ),
        ),
        "bearings": (
            Bearing(
                name="glenmarrowhealth on facebook, photo",
                posts=64,
                worth=31.0,
                tier="usable",
                next="firm from about 9 May 2026",
            ),
            Bearing(
                name="glenmarrowhealth on facebook, video",
                posts=12,
                worth=9.1,
                tier="not enough",
                next="provisional from about 20 March 2026",
            ),
        ),
        "sources": ("page-posts-february.csv (Meta Business Suite), 12 March 2026",),
    }
    return Month(**{**made, **changes})  # type: ignore[arg-type]


WORDS = (
    Block(
        runs=(Run(text="The clinic's Sunday hours did best because people needed to know them."),)
    ),
    Block(
        runs=(
            Run(text="We will ", is_strong=False),
            Run(text="film two stories", is_strong=True),
            Run(text=" in March (owner: Engagement manager)."),
        ),
        is_point=True,
    ),
)


@pytest.fixture
def make_month():
    return month


@pytest.fixture
def make_post():
    return post


@pytest.fixture
def words():
    return WORDS


@pytest.fixture
def crowded(make_month, words) -> Month:
    """Everything there can be a lot of: long posts, accounts, campaigns, words, other scripts."""
    long = "Öffnungszeiten der Ambulanz am Wochenende 🎉 и в праздники " * 40
    posts = [post(number, 99.0 - number, long) for number in range(10, 90)]
    groups = tuple(
        Group(
            name=f"account number {at} of a long list on facebook",
            posts=at,
            judged=at,
            above=at // 2,
            result=1_000.0 * at,
        )
        for at in range(1, 41)
    )
    bearings = tuple(
        Bearing(
            name=f"account number {at} on facebook, photo",
            posts=at,
            worth=float(at),
            tier="usable",
            next="post more often, or pool kinds: older posts will not help",
        )
        for at in range(40)
    )
    return make_month(
        posts=34,
        results=tuple(posts),
        accounts=groups,
        campaigns=groups,
        bearings=bearings,
        words=tuple(words) * 40,
        sources=tuple(f"export-{at}.csv (Meta Business Suite)" for at in range(5)),
    )


@pytest.fixture
def empty(make_month) -> Month:
    """A month in which nobody posted, of an organisation without a policy."""
    return make_month(
        posts=0,
        organisation="",
        outcomes=(),
        trend=(),
        trends=(),
        campaigns=(),
        pillars=(),
        accounts=(),
        effects=(),
        effects_words="Cannot be estimated yet: no posts.",
        gaps=(),
        bearings=(),
        sources=(),
    )


@pytest.fixture
def full(make_month) -> Month:
    return make_month()


@pytest.fixture
def spoken(make_month, words) -> Month:
    """A month of which a person has written."""
    return make_month(words=words)
