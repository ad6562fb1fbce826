"""What is usual: the curve of an account and kind, with its band, and how sure it is."""

from __future__ import annotations

from watchword.cli.gathered import paces_of
from watchword.cli.given import moment
from watchword.cli.measured import (
    DEFAULT_METRIC,
    AgeOption,
    AsciiOption,
    AsOfOption,
    Choice,
    MetricOption,
    OfAccountOption,
    OfChannelOption,
    OfKindOption,
    PoolOption,
    ages_of,
    chosen_posts,
    curves_of,
    of_same_accounts,
    opened_ledger,
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


def benchmark(
    ledger: LedgerOption = None,
    account: OfAccountOption = None,
    channel: OfChannelOption = None,
    kind: OfKindOption = None,
    metric: MetricOption = DEFAULT_METRIC,
    age: AgeOption = None,
    as_of: AsOfOption = None,
    pool_kinds: PoolOption = False,
    ascii_only: AsciiOption = False,
    form: TableFormOption = None,
    output: TableOutputOption = None,
) -> None:
    """What is usual for an account's posts of a kind by age, how sure that is, and when it will
    be surer.

    Where several accounts or kinds are meant, one line each.
    """
    import pyarrow.compute as pc

    chosen_form = form_of(form, output)
    opened = opened_ledger(ledger)
    until = moment(as_of)
    posts = opened.posts()
    wanted = chosen_posts(posts, Choice(account=account, channel=channel, kind=kind))
    accounts = of_same_accounts(posts, wanted)
    curves = curves_of(opened, accounts, metric, ages_of(age), as_of=until, pool_kinds=pool_kinds)
    if kind is not None and not pool_kinds:
        curves = curves.filter(pc.equal(pc.utf8_lower(curves.column("kind")), kind.lower()))
    if chosen_form is not TableForm.TEXT:
        write_table(curves, chosen_form, output)
        return
    from watchword.cli.benchmark_screen import say_benchmark
    from watchword.measure.benchmark.measures import measure

    paces = paces_of(accounts, until, pool_kinds=pool_kinds)
    with text_to(output):
        say_benchmark(curves, measure(metric), paces, ascii_only=ascii_only)
