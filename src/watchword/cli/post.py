"""One post: how it did, how sure that is, and its curve."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from watchword.base.errors import InputError
from watchword.cli.gathered import latest_of, paces_of, why_of
from watchword.cli.given import moment
from watchword.cli.measured import (
    DEFAULT_METRIC,
    AgeOption,
    AsciiOption,
    AsOfOption,
    MetricOption,
    PoolOption,
    ages_of,
    curves_of,
    of_same_accounts,
    opened_ledger,
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

app = typer.Typer(help="Look at one post.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def post() -> None:
    """Look at one post."""


@app.command("show")
def show(
    post: Annotated[
        str, typer.Argument(metavar="ID", help="The network's id, the post's address or its mark.")
    ],
    ledger: LedgerOption = None,
    metric: MetricOption = DEFAULT_METRIC,
    age: AgeOption = None,
    as_of: AsOfOption = None,
    pool_kinds: PoolOption = False,
    ascii_only: AsciiOption = False,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """How a post did: a sentence, a table by age, and its curve against comparable posts."""
    import pyarrow.compute as pc

    from watchword.measure.find import find_post

    chosen_form = form_of(form, output)
    opened = opened_ledger(ledger)
    until = moment(as_of)
    posts = opened.posts()
    number = find_post(posts, post)
    its = posts.filter(pc.equal(posts.column("post"), number))
    _require_published(its.column("published")[0].as_py(), until)
    alike, ages = of_same_accounts(posts, its), ages_of(age)
    scores = scores_of(opened, alike, metric, ages, as_of=until, pool_kinds=pool_kinds)
    mine = scores.filter(pc.equal(scores.column("post"), number))
    if chosen_form is not TableForm.TEXT:
        from watchword.cli.records import score_records

        write_table(score_records(its, mine), chosen_form, output)
        return
    from watchword.cli.post_screen import Shown, say_post
    from watchword.measure.benchmark.measures import measure
    from watchword.measure.standing import greatest, standings

    curves = curves_of(opened, alike, metric, ages, as_of=until, pool_kinds=pool_kinds)
    said = its.to_pylist()[0]
    kind = None if pool_kinds else said["kind"]
    paces = paces_of(alike, until, pool_kinds=pool_kinds)
    rows = tuple(standings(mine))
    best = greatest(rows)
    shown = Shown(
        post=said,
        measure=measure(metric),
        rows=rows,
        usual={row["age"]: row for row in curves.to_pylist() if row["kind"] == kind},
        pace=paces.get((said["channel"], said["account"], kind), ""),
        latest=latest_of(opened, its, until).to_pylist(),
        why=why_of(opened, posts, number, metric, best.age, until) if best else None,
        as_of=until,
    )
    with text_to(output):
        say_post(shown, ascii_only=ascii_only)


def _require_published(published: datetime | None, until: datetime | None) -> None:
    if published is not None and until is not None and published > until:
        raise InputError(
            f"the post was not said yet on {until:%Y-%m-%d}: it is of {published:%Y-%m-%d %H:%M} UTC",
            hint="give a later --as-of",
        )
