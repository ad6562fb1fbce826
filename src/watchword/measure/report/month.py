"""What a report of one month is made of, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from watchword.measure.kpi.above import REPORTABLE
from watchword.measure.report.model import Block, Method
from watchword.measure.report.number import Number
from watchword.measure.standing import Standing
from watchword.measure.trend import Times

NO_PILLAR = ""
"""Name of the posts of which nobody has said what they are on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """What a number was in the months before.

    Attributes:
        low: The second lowest of the months; None while there are too few.
        middle: Their median.
        high: The second highest.
        months: How many there are.
        why: Why there is none yet, and when there will be; empty if there is.
    """

    low: float | None = None
    middle: float | None = None
    high: float | None = None
    months: int = 0
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Aim:
    """A target.

    Attributes:
        words: ``at least 3 %``.
        is_met: None when that cannot be said.
        owner: Who answers for it.
        is_close: Whether chance alone may decide: the target lies in the number's 90 % interval.
        is_so_far: Whether the month was not over when its numbers were taken.
        is_unsure: Whether there is a number that cannot bear an answer.
    """

    words: str
    is_met: bool | None
    owner: str = ""
    is_close: bool = False
    is_so_far: bool = False
    is_unsure: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A KPI of the month.

    Attributes:
        title: Of the KPI.
        number: The month's.
        usual: What it was before.
        aim: The policy's target; None without one.
        posts: How many posts it is from.
        of: How many posts could have been in it.
        method: How it comes about.
        interval: The number's 90 % interval; None where it has none.
        is_worse_high: Whether more of it is worse, as with costs.
    """

    title: str
    number: Number
    usual: Usual
    aim: Aim | None
    posts: int
    of: int
    method: Method
    interval: tuple[float, float] | None = None
    is_worse_high: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """A part of a post's result.

    Attributes:
        name: ``video``; what is left over is not among them.
        times: Its multiplier.
        low: Lower end of its 90 % interval; None where unknown.
        high: Upper end.
        is_clear: Whether it can be told from times one.
    """

    name: str
    times: float
    low: float | None
    high: float | None
    is_clear: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PostResult:
    """A post of the month.

    Attributes:
        post: Its number.
        channel: The network.
        account: Its handle.
        published: When (UTC).
        text: Its words.
        link: To it.
        standing: Where it stands at the report's age; None where its number is missing.
        baseline: Expected before its attributes are looked at; None without an explanation.
        factors: Of its attributes.
        unexplained: What is left over, times; None without an explanation.
        why_not: Why there is no explanation.
    """

    post: int
    channel: str
    account: str
    published: datetime
    text: str
    link: str = ""
    standing: Standing | None = None
    baseline: float | None = None
    factors: tuple[Factor, ...] = ()
    unexplained: float | None = None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrendMonth:
    """A month of the trend.

    Attributes:
        first: Its first day.
        value: The middle post's result at the report's age; None without any.
        low: Lower end of its 90 % interval; None while there are too few posts.
        high: Upper end.
        posts: How many results it is from.
    """

    first: date
    value: float | None
    low: float | None
    high: float | None
    posts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountTrend:
    """The trend of one account, as ``watchword trend`` tells it.

    Attributes:
        name: ``glenmarrowhealth on facebook``.
        posts: Posts that have a number.
        reason: Why no trend can be told; "" otherwise, and then ``change`` is there.
        weeks: Over how many weeks the change is told.
        change: Multiplier of the level of a usual post, and its 90 % interval.
        audience: Multiplier of the followers over these weeks; None where they are not known.
        a_follower: What is left of the change for each follower, with its interval.
        steps: Mondays from which on posts did better or worse at one go, and how many times.
        times: Weekdays and parts of the day; None without a trend.
    """

    name: str
    posts: int
    reason: str = ""
    weeks: int = 0
    change: tuple[float, float, float] | None = None
    audience: float | None = None
    a_follower: tuple[float, float, float] | None = None
    steps: tuple[tuple[date, float], ...] = ()
    times: Times | None = None

    @property
    def way(self) -> str:
        """``risen``, ``fallen``, or "" where no change can be told."""
        if self.change is None:
            return ""
        _, low, high = self.change
        return "risen" if low > 1 else "fallen" if high < 1 else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The month's posts of one campaign, pillar or account.

    Attributes:
        name: Its name; ``NO_PILLAR`` for posts without one.
        posts: How many.
        judged: How many of them have a percentile.
        above: How many of those did better than the middle comparable post.
        result: Sum of the report's metric.
        planned: Share of the posts that was planned, of one; None without a plan.
        is_planned: Whether the plan names it.
    """

    name: str
    posts: int
    judged: int
    above: int
    result: float | None
    planned: float | None = None
    is_planned: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Something that is missing.

    Attributes:
        what: ``reach``.
        missing: Posts without it.
        of: Posts that could have it.
        means: What cannot be said for lack of it.
        mend: What to do.
    """

    what: str
    missing: int
    of: int
    means: str
    mend: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bearing:
    """How much one benchmark can bear.

    Attributes:
        name: Account and kind of post.
        posts: How many comparable posts there are.
        worth: How many of today they are worth.
        tier: ``usable`` and so on.
        next: When the next tier is expected, or what to do, in words.
    """

    name: str
    posts: int
    worth: float
    tier: str
    next: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """All that a report tells.

    Attributes:
        first: First day of the month.
        known: Last day of which numbers are known.
        organisation: Whose accounts.
        metric: What posts are compared by, in the middle of a sentence: ``interactions``.
        age: At which age, in words: ``7 days``.
        outcomes: KPIs, most important first.
        posts: All posts of the month, best first; those without a percentile last.
        trend: Months, the report's last.
        trends: Of each account.
        campaigns: Of the month.
        pillars: Of the month, and planned ones without a post.
        accounts: Of the month.
        effects: What works, for all accounts together.
        effects_words: What they are from, or why there are none.
        gaps: What is missing.
        bearings: How much each benchmark can bear.
        sources: Files that the numbers come from, newest first.
        words: What a person has written.
        zone: Where the times of posts are told.
    """

    first: date
    known: date
    organisation: str
    metric: str
    age: str
    outcomes: tuple[Outcome, ...]
    posts: tuple[PostResult, ...]
    trend: tuple[TrendMonth, ...]
    trends: tuple[AccountTrend, ...]
    campaigns: tuple[Group, ...]
    pillars: tuple[Group, ...]
    accounts: tuple[Group, ...]
    effects: tuple[Factor, ...]
    effects_words: str
    gaps: tuple[Gap, ...]
    bearings: tuple[Bearing, ...]
    sources: tuple[str, ...]
    words: tuple[Block, ...] = ()
    zone: ZoneInfo = ZoneInfo("UTC")

    @property
    def judged(self) -> tuple[PostResult, ...]:
        """Posts that have a percentile."""
        return tuple(one for one in self.posts if percentile(one) is not None)


def percentile(one: PostResult) -> float | None:
    """A post's percentile; None while its benchmark cannot bear a report."""
    standing = one.standing
    return standing.percentile if standing and standing.tier in REPORTABLE else None
