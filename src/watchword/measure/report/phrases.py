"""What a month's numbers mean, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from watchword.base.share import share_interval
from watchword.measure.report.model import Status
from watchword.measure.report.month import Factor, Month, Outcome, PostResult, Usual, percentile
from watchword.measure.report.number import Number, count, fraction, plural
from watchword.measure.standing import render_standing

MOST_UNCLEAR = 4
"""Parts that cannot be told from times one and are named; others are multiplied together."""


def month_name(first: date) -> str:
    """``February 2026``."""
    return f"{first:%B %Y}"


def short_month(first: date) -> str:
    """``Feb 26``."""
    return f"{first:%b %y}"


def day_name(day: date) -> str:
    """``1 March 2026``."""
    return f"{day.day} {day:%B %Y}"


def lead(month: Month) -> str:
    """The month in two or three sentences."""
    name, posts = month_name(month.first), len(month.posts)
    if not posts:
        return f"Nobody posted in {name}, as far as the ledger knows: there is nothing to judge."
    accounts = len({(one.channel, one.account) for one in month.posts})
    said = f"{plural(posts, 'post')} in {name} by {plural(accounts, 'account')}."
    judged = month.judged
    if not judged:
        return (
            f"{said} None can be judged yet: there are too few comparable posts, or too few "
            f"numbers at {month.age}."
        )
    above = sum(is_above(one) for one in judged)
    low, high = share_interval(above, len(judged))
    rest = posts - len(judged)
    later = f" {plural(rest, 'post')} cannot be judged yet." if rest else ""
    return (
        f"{said} {above} of the {len(judged)} that can be judged did better at {month.age} than "
        f"the middle one of comparable posts: {whole_percent(above / len(judged))} "
        f"({whole_percent(low)} to {whole_percent(high)}), where half is usual.{later}"
    )


def is_above(one: PostResult) -> bool:
    """Whether a post did better than the middle comparable post."""
    found = percentile(one)
    return found is not None and found > 50  # noqa: PLR2004 - the middle


def whole_percent(share: float) -> str:
    """``62 %``."""
    return f"{100 * share:.0f}\u00a0%"


def status_of(outcome: Outcome) -> tuple[Status, str]:
    """How a KPI stands: against its target, else against its own months before."""
    if outcome.number.value is None:
        return Status.UNKNOWN, "not available"
    aim = outcome.aim
    if aim is not None and aim.is_unsure:
        return Status.PLAIN, "target: cannot be said yet"
    if aim is not None and aim.is_met is not None:
        verdict = "on target" if aim.is_met else "short of target"
        if aim.is_so_far:
            return Status.PLAIN, f"{verdict} so far"
        if aim.is_close:
            return Status.PLAIN, f"{verdict}, within chance"
        return Status.GOOD if aim.is_met else Status.POOR, verdict
    return _against_usual(outcome)


def _against_usual(outcome: Outcome) -> tuple[Status, str]:
    usual, value = outcome.usual, outcome.number.value
    if usual.low is None or usual.high is None or value is None:
        return Status.PLAIN, "no target set"
    if usual.low <= value <= usual.high:
        return Status.PLAIN, "as usual"
    is_high = value > usual.high
    status = Status.POOR if is_high is outcome.is_worse_high else Status.GOOD
    return status, "above our usual" if is_high else "below our usual"


def usual_words(number: Number, usual: Usual) -> str:
    """``usually 3.1 % (2.8 % to 3.9 %, 12 months)``."""
    if usual.middle is None or usual.low is None or usual.high is None:
        return usual.why or "no months before to compare with"
    low, middle, high = (
        Number(value=value, form=number.form, unit=number.unit).words
        for value in (usual.low, usual.middle, usual.high)
    )
    return f"usually {middle} ({low} to {high}, {usual.months} months)"


def aim_words(outcome: Outcome) -> str:
    """``target: at least 60 %``."""
    if outcome.aim is None:
        return "no target set"
    return f"target: {outcome.aim.words}"


def from_words(outcome: Outcome) -> str:
    """``from 29 of 34 posts``."""
    if outcome.number.value is None:
        return outcome.number.why
    said = f"from {outcome.posts:,} of {plural(outcome.of, 'post')}"
    if outcome.interval is None:
        return said
    form, unit = outcome.number.form, outcome.number.unit
    low, high = (Number(value=one, form=form, unit=unit).words for one in outcome.interval)
    return f"{said}; 90\u00a0% interval {low} to {high}"


def standing_words(month: Month, one: PostResult) -> str:
    """Where a post stands, with its number."""
    standing = one.standing
    if standing is None or standing.value is None:
        return f"Not judged: no number of its {month.metric} at {month.age} is in the ledger."
    result = f"{count(standing.value).words} {month.metric}"
    return f"{render_standing(standing)}. {result}."


def why_words(month: Month, one: PostResult, most: int = MOST_UNCLEAR) -> tuple[str, ...]:
    """A post's result as a product, in words.

    Args:
        month: Whose post.
        one: The post.
        most: Parts that cannot be told from times one and are named all the same.
    """
    standing = one.standing
    if one.baseline is None or one.unexplained is None or standing is None:
        expected = standing.expected if standing else None
        usual = (f"Usual for it: {count(expected).words} {month.metric}.",) if expected else ()
        return (*usual, one.why_not) if one.why_not else usual
    ordered = sorted(one.factors, key=lambda each: -abs(math.log(max(each.times, 1e-9))))
    clear = [factor_words(each) for each in ordered if each.is_clear]
    unclear = [each for each in ordered if not each.is_clear]
    parts = [f"Expected {count(one.baseline).words}", *clear]
    if unclear:
        parts.append(f"not distinguishable from ×1: {_unclear_words(unclear, most)}")
    return (f"{'; '.join(parts)}; unexplained ×{one.unexplained:.2f}.",)


def _unclear_words(factors: Sequence[Factor], most: int) -> str:
    """Some named, the others multiplied together."""
    said = [f"{each.name} ×{each.times:.2f}" for each in factors[:most]]
    rest = factors[most:]
    if rest:
        others = "others" if said else plural(len(rest), "part")
        said.append(f"{others} ×{math.prod(each.times for each in rest):.2f}")
    return ", ".join(said)


def factor_words(factor: Factor) -> str:
    """``video ×1.95 (1.47 to 2.58)``."""
    said = f"{factor.name} ×{factor.times:.2f}"
    if factor.low is not None and factor.high is not None:
        said += f" ({factor.low:.2f} to {factor.high:.2f})"
    return said


def above_words(above: int, judged: int) -> Number:
    """The share of posts that did better than usual."""
    if not judged:
        return fraction(None, "no post can be judged yet")
    return fraction(above / judged)
