"""KPIs of the posts that are asked about, from a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from watchword.base.errors import InputError
from watchword.cli.aimed import MAY_BE_HELD, Accounts, Named
from watchword.cli.measured import DEFAULT_METRIC, Choice, chosen_posts

if TYPE_CHECKING:
    import pyarrow as pa

    from watchword.measure.benchmark import Comparison
    from watchword.measure.kpi import Days, Kpi, Result
    from watchword.measure.ledger import Ledger


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Which KPIs, of which posts.

    Attributes:
        kpis: Which, the share above the benchmark among them or not.
        choice: Which posts.
        by: What they are grouped by; "" for all together.
        age: In seconds, that numbers are taken at; None for the last ones.
        as_of: What is known later is not looked at.
        judged_at: In seconds, that posts are held against their benchmark at, if most can be.
        comparison: What posts are compared with, for the share above the benchmark.
    """

    kpis: Sequence[Kpi]
    choice: Choice
    by: str = ""
    age: int | None = None
    as_of: datetime | None = None
    judged_at: int | None
    comparison: Comparison


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """KPIs, and whose they are.

    Attributes:
        results: By KPI, then by group.
        posts: POSTS that are asked about.
        days: When those were published, as it was asked.
        accounts: Of the ledger.
        named: Network and account that are asked about; "" for all.
        is_whole: Whether the results are of whole accounts, so that targets may be for them.
    """

    results: Sequence[Result]
    posts: pa.Table
    days: Days
    accounts: Accounts
    named: Named
    is_whole: bool


def answer(ledger: Ledger, question: Question) -> Answer:
    """KPIs of the posts that are asked about.

    Raises:
        InputError: There are no such posts, or they cannot be grouped so.
    """
    choice = question.choice
    every = ledger.posts()
    posts = _published(chosen_posts(every, choice), question.as_of)
    days = _days(choice)
    return Answer(
        results=_results(ledger, question, every, posts, days),
        posts=posts,
        days=days,
        accounts=Accounts.of(every),
        named=(choice.channel or "", choice.account or ""),
        is_whole=question.by in MAY_BE_HELD
        and not (choice.kind or choice.campaign or choice.pillar),
    )


def _published(posts: pa.Table, until: datetime | None) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    if until is None:
        return posts
    is_known = pc.less_equal(posts["published"], pa.scalar(until, posts["published"].type))
    kept = posts.filter(pc.fill_null(is_known, fill_value=True))
    if not len(kept):
        raise InputError(
            f"none of these posts was published by {until:%Y-%m-%d}", hint="give a later --as-of"
        )
    return kept


def _days(choice: Choice) -> Days:
    from watchword.measure.kpi import Days

    last: date | None = (choice.end - timedelta(days=1)).date() if choice.end else None
    return Days(first=choice.start.date() if choice.start else None, last=last)


def _results(
    ledger: Ledger, question: Question, every: pa.Table, posts: pa.Table, days: Days
) -> list[Result]:
    from watchword.measure.kpi import kpi_named, results_of
    from watchword.measure.kpi.above import ABOVE

    own = [one for one in question.kpis if one.name != ABOVE.name]
    is_above = len(own) < len(question.kpis)
    interactions = kpi_named(DEFAULT_METRIC)
    needed = own if interactions in own or not is_above else [*own, interactions]
    metrics = sorted({metric for one in needed for metric in one.metrics})
    results = results_of(
        every,
        ledger.snapshot_batches(metrics=metrics),
        needed,
        chosen=posts["post"].combine_chunks(),
        days=days,
        by=question.by,
        audience=ledger.audience(),
        age=question.age,
        as_of=question.as_of,
        currency=str(ledger.settings.get("currency", "")),
    )
    above = _above(ledger, question, every, posts, results, days) if is_above else []
    return [*above, *(one for one in results if one.kpi in own)]


def _above(
    ledger: Ledger,
    question: Question,
    every: pa.Table,
    posts: pa.Table,
    results: Sequence[Result],
    days: Days,
) -> list[Result]:
    """The share of posts above their benchmark."""
    import pyarrow.compute as pc

    from watchword.measure.benchmark import score_posts
    from watchword.measure.benchmark.measures import measure
    from watchword.measure.kpi.above import AGES, above_of, best_age, scores_by_age

    asked = measure(DEFAULT_METRIC)
    usual = [*([question.judged_at] if question.judged_at else []), *AGES]
    ages = [question.age] if question.age else list(dict.fromkeys(usual))
    every = every.filter(every["published"].is_valid())
    scores = score_posts(
        every,
        ledger.snapshot_batches(asked.parts),
        DEFAULT_METRIC,
        ages,
        comparison=question.comparison,
        as_of=question.as_of,
    )
    by_age = scores_by_age(scores, ages)
    chosen = posts["post"].combine_chunks()
    rows = pc.is_in(by_age[ages[0]]["post"], chosen).to_numpy()
    known = {one.of: one.known for one in results if one.kpi.name == DEFAULT_METRIC}
    found = above_of(
        every,
        by_age[best_age(by_age, rows)],
        asked.title,
        chosen=chosen,
        days=days,
        by=question.by,
        known=known,
    )
    if question.as_of is None:
        return list(found)
    when = f", as known on {question.as_of:%Y-%m-%d}"
    return [replace(one, window=one.window + when) for one in found]
