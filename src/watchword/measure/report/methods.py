"""How numbers come about that are not KPIs of their own."""

from __future__ import annotations

from watchword.measure.report.model import Method

PERCENTILE = Method(
    title="Better than so many of 100 comparable posts",
    formula="share of comparable posts with less at the same age; 90 % interval in brackets",
    denominator="earlier posts of the account and kind with a number at that age",
    window="posts published before it; level followed over time on the log scale",
    source="the ledger's numbers; local-level filter with scale shrunk towards peers",
)
ABOVE = Method(
    title="Posts above the benchmark",
    formula="posts better than the middle one of comparable posts ÷ posts that can be judged; "
    "90 % interval by Wilson, 1927",
    denominator="posts of the month with a benchmark that is usable or firm",
    window="posts published in the month, each at the same age",
    source="the ledger's numbers",
)
TREND = Method(
    title="Month by month",
    formula="middle value (median) of posts' numbers at the same age; 90 % interval by order "
    "statistics (binomial), from 6 posts on",
    denominator="",
    window="posts published in each month",
    source="the ledger's numbers",
)
TRENDS = Method(
    title="How the usual post changed",
    formula="level of the last week ÷ level at the beginning, from a local level on the log scale "
    "with 90 % intervals; for each follower: that ÷ growth of the followers; steps by permutation",
    denominator="",
    window="up to 52 weeks that end with the month, posts at the same age",
    source="the ledger's numbers; 'watchword trend' tells more",
)
TIMES_OF_WEEK = Method(
    title="Weekdays and hours",
    formula="posts of a field ÷ the usual post of their weeks, drawn towards ×1 as far as fields "
    "agree; shown where shuffled posts seldom differ as much (5 of 100)",
    denominator="",
    window="all posts up to the end of the month; fields with 5 posts of 4 weeks or more",
    source="the ledger's numbers",
)
PILLARS = Method(
    title="Posts by pillar",
    formula="posts of the pillar ÷ all posts of the month",
    denominator="all posts of the month, those without a pillar as well; a share counts as off "
    "the plan where its 90 % interval (Wilson, 1927) leaves the planned one out",
    window="posts published in the month",
    source="the ledger; the plan is in the account files of the policy",
)
EFFECTS = Method(
    title="Effects and explanations",
    formula="log-linear model of a post's number at the same age; intervals by week-cluster "
    "jackknife, shrunk over accounts; false-discovery control at 10 %",
    denominator="",
    window="all posts up to the end of the month",
    source="the ledger's numbers and details",
)
USUAL = Method(
    title="Our usual",
    formula="median of the same number in the months before; its range leaves the lowest and the "
    "highest month out",
    denominator="",
    window="up to 12 months before, at least 6",
    source="the ledger's numbers",
)
