"""Scores of posts: how each did against comparable ones."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.cli.given import moment
from watchword.cli.measured import (
    DEFAULT_METRIC,
    AgeOption,
    AsOfOption,
    Choice,
    FromOption,
    MetricOption,
    MonthOption,
    OfAccountOption,
    OfChannelOption,
    OfKindOption,
    PoolOption,
    ToOption,
    ages_of,
    chosen_posts,
    kept_scores_of,
    of_same_accounts,
    opened_ledger,
    period_of,
    scores_of,
)
from watchword.cli.options import LedgerOption
from watchword.cli.tables import (
    TableForm,
    TableFormOption,
    TableOutputOption,
    form_of,
    text_to,
    write_table,
)

if TYPE_CHECKING:
    import pyarrow as pa


class Order(StrEnum):
    """Which posts come first."""

    NEW = "new"
    BEST = "best"
    WORST = "worst"


def score(
    post: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="One post only; the same as 'post show'.", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    kind: OfKindOption = None,
    metric: MetricOption = DEFAULT_METRIC,
    age: AgeOption = None,
    month: MonthOption = None,
    start: FromOption = None,
    end: ToOption = None,
    as_of: AsOfOption = None,
    pool_kinds: PoolOption = False,
    order: Annotated[Order, typer.Option("--sort", help="Which posts come first.")] = Order.NEW,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="Posts on the terminal; 0 for all.")
    ] = 20,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """How every post did, each at the greatest of the ages that it has a number for.

    On the terminal one line a post; a file has one row a post and age.
    """
    if post is not None:
        from watchword.cli.post import show

        show(post, ledger, metric, age, as_of, pool_kinds, False, form, output)
        return
    chosen_form = form_of(form, output)
    opened = opened_ledger(ledger)
    first, last = period_of(month, start, end)
    posts = opened.posts()
    choice = Choice(account=account, channel=channel, kind=kind, start=first, end=last)
    wanted = chosen_posts(posts, choice)
    alike, ages, until = of_same_accounts(posts, wanted), ages_of(age), moment(as_of)
    if until is None:
        scores = kept_scores_of(opened, alike, metric, ages, pool_kinds=pool_kinds)
    else:
        scores = scores_of(opened, alike, metric, ages, as_of=until, pool_kinds=pool_kinds)
    scores = _only(scores, wanted)
    if chosen_form is not TableForm.TEXT:
        from watchword.cli.records import score_records

        write_table(score_records(wanted, scores), chosen_form, output)
        return
    from watchword.cli.score_screen import say_scores
    from watchword.measure.find import short_marks

    digits = short_marks(posts.column("post"))
    with text_to(output):
        say_scores(wanted, scores, metric, order=str(order), limit=limit, digits=digits)


def _only(scores: pa.Table, posts: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    return scores.filter(pc.is_in(scores.column("post"), posts.column("post").combine_chunks()))
