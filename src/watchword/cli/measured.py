"""What the measuring commands share: the ledger, the posts that are meant, their scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import InputError
from watchword.cli.given import ledger_folder
from watchword.cli.progress import waiting

if TYPE_CHECKING:
    import pyarrow as pa

    from watchword.measure.ledger import Ledger

MetricOption = Annotated[
    str,
    typer.Option("--metric", "-m", help="What to compare by: interactions, reach, views, ..."),
]
AgeOption = Annotated[
    list[str] | None,
    typer.Option("--age", help="An age to compare at: 1h, 7d, 28d, settled; may be repeated."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", help="Only what was known then: 2026-03-01, or with a time (UTC)."),
]
OfAccountOption = Annotated[
    str | None, typer.Option("--account", "-a", help="Only this account, as posts name it.")
]
OfChannelOption = Annotated[str | None, typer.Option("--channel", help="Only this network.")]
OfKindOption = Annotated[str | None, typer.Option("--kind", help="Only posts of this kind.")]
OfCampaignOption = Annotated[
    str | None, typer.Option("--campaign", help="Only posts of this campaign.")
]
OfPillarOption = Annotated[str | None, typer.Option("--pillar", help="Only posts of this pillar.")]
MonthOption = Annotated[
    str | None, typer.Option("--month", help="Posts of a month, such as 2026-02.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", help="Posts from this day on, such as 2026-02-01.")
]
ToOption = Annotated[str | None, typer.Option("--to", help="Posts to this day, counted in.")]
PoolOption = Annotated[
    bool, typer.Option("--pool-kinds", help="Compare all kinds of an account with one another.")
]

AsciiOption = Annotated[bool, typer.Option("--ascii", help="Draw with plain characters only.")]

DEFAULT_METRIC = "interactions"
_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Which posts are meant.

    Attributes:
        account: As posts name it, any case; None for all.
        channel: The network; None for all.
        kind: What the network calls the type of post; None for all.
        campaign: As posts name it, any case; None for all.
        pillar: As posts name it, any case; None for all.
        start: First moment of publication; None for no bound.
        end: First moment after; None for no bound.
    """

    account: str | None = None
    channel: str | None = None
    kind: str | None = None
    campaign: str | None = None
    pillar: str | None = None
    start: datetime | None = None
    end: datetime | None = None


def opened_ledger(chosen: Path | None) -> Ledger:
    """The ledger.

    Raises:
        InputError: There is none.
    """
    from watchword.measure.ledger import Ledger

    folder = ledger_folder(chosen)
    if not folder.is_dir():
        raise InputError(
            f"there is no ledger {str(folder)!r}",
            hint="name one with --ledger, or begin one: watchword ledger import EXPORT --ledger "
            f"{folder}",
            code="no-ledger",
        )
    return Ledger.open(folder)


def ages_of(texts: Sequence[str] | None) -> tuple[int, ...]:
    """Ages in seconds; the usual ones where none is given.

    Raises:
        InputError: A text is no age.
    """
    from watchword.measure.kernel.steps import AGES, SETTLED

    if not texts:
        return AGES
    return tuple(SETTLED if text.strip().lower() == "settled" else _seconds(text) for text in texts)


def _seconds(text: str) -> int:
    low = text.strip().lower().replace(" ", "")
    digits = low.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = _UNITS.get(low[len(digits) :])
    if not (digits.isascii() and digits.isdigit() and unit and 0 < int(digits) * unit < 2**31 - 1):
        raise InputError(f"{text!r} is not an age", hint="write 45min, 5h, 28d, 4w or settled")
    return int(digits) * unit


def period_of(month: str | None, start: str | None, end: str | None) -> tuple[datetime | None, ...]:
    """First moment and first moment after, from a month or two days (UTC, both counted in).

    Raises:
        InputError: A text is neither, or the days are in the wrong order.
    """
    if month is not None and (start is not None or end is not None):
        raise InputError(
            "--month is given beside --from or --to", hint="give a month, or two days, not both"
        )
    if month is not None:
        try:
            first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
        except ValueError:
            raise InputError(f"{month!r} is not a month", hint="write 2026-02") from None
        return first, _after(first, 31).replace(day=1)
    first_day, last_day = _day(start), _day(end)
    if first_day and last_day and first_day > last_day:
        raise InputError(
            f"--from {start} is after --to {end}", hint="give the earlier day with --from"
        )
    return first_day, last_day and _after(last_day, 1)


def _after(moment: datetime, days: int) -> datetime:
    """So many days later.

    Raises:
        InputError: No calendar goes so far.
    """
    try:
        return moment + timedelta(days=days)
    except OverflowError:
        raise InputError(
            f"{moment:%Y-%m-%d} is at the end of all calendars", hint="write an earlier one"
        ) from None


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        one = date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a date", hint="write 2026-02-28") from None
    return datetime(one.year, one.month, one.day, tzinfo=UTC)


def chosen_posts(posts: pa.Table, choice: Choice) -> pa.Table:
    """The posts that are meant.

    Raises:
        InputError: No post is; with what there is instead.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not len(posts):
        raise InputError(
            "the ledger has no posts yet", hint="begin with: watchword ledger import EXPORT"
        )
    kept = posts
    for name in ("channel", "account", "kind", "campaign", "pillar"):
        wanted = getattr(choice, name)
        if wanted is None:
            continue
        had = kept.column(name).unique().to_pylist()
        beside = " among these" if len(kept) < len(posts) else ""
        kept = kept.filter(pc.equal(pc.utf8_lower(kept.column(name)), wanted.lower().lstrip("@")))
        if not len(kept):
            known = ", ".join(sorted(one for one in had if one)[:20])
            raise InputError(
                f"no post{beside} has the {name} {wanted!r}",
                hint=f"there are {known}" if known else f"none of them names a {name}",
            )
    when = kept.column("published")
    for compare, bound in ((pc.greater_equal, choice.start), (pc.less, choice.end)):
        if bound is not None:
            is_in = compare(when, pa.scalar(bound, when.type))
            kept = kept.filter(is_in)
            when = kept.column("published")
    if not len(kept):
        raise InputError("no post was published in this time", hint="widen --month, --from or --to")
    return kept


@waiting("comparing posts")
def scores_of(
    ledger: Ledger,
    posts: pa.Table,
    metric: str,
    ages: Sequence[int],
    *,
    as_of: datetime | None,
    pool_kinds: bool = False,
) -> pa.Table:
    """SCORES of whole accounts.

    Args:
        ledger: Where the numbers are.
        posts: Every post of the accounts: the others are what each is compared with.
        metric: What to compare by.
        ages: In seconds.
        as_of: What is known later is not looked at.
        pool_kinds: Whether all kinds are compared with one another.
    """
    from watchword.measure.benchmark import score_posts
    from watchword.measure.benchmark.comparable import Comparison

    return score_posts(
        posts,
        _numbers(ledger, posts, metric),
        metric,
        ages,
        comparison=Comparison(pool_kinds=pool_kinds),
        as_of=as_of,
    )


@waiting("comparing posts")
def kept_scores_of(
    ledger: Ledger, posts: pa.Table, metric: str, ages: Sequence[int], *, pool_kinds: bool = False
) -> pa.Table:
    """SCORES of whole accounts by all that is known, kept for the next time; as ``scores_of``."""
    from watchword.measure.benchmark.comparable import Comparison
    from watchword.measure.kept import kept_scores

    return kept_scores(ledger, posts, metric, ages, comparison=Comparison(pool_kinds=pool_kinds))


@waiting("comparing posts")
def curves_of(
    ledger: Ledger,
    posts: pa.Table,
    metric: str,
    ages: Sequence[int],
    *,
    as_of: datetime | None,
    pool_kinds: bool = False,
) -> pa.Table:
    """CURVES of whole accounts; arguments as for ``scores_of``.

    One curve an account and kind: that of today's definition of the metric.
    """
    from watchword.measure.benchmark import benchmark_curve
    from watchword.measure.benchmark.comparable import Comparison

    curves = benchmark_curve(
        posts,
        _numbers(ledger, posts, metric),
        metric,
        ages,
        comparison=Comparison(pool_kinds=pool_kinds),
        as_of=as_of,
    )
    return curves.take(_todays(curves.to_pylist(), len(set(ages))))


def _todays(rows: list[dict[str, object]], width: int) -> list[int]:
    """Places of the rows of each account and kind's first curve that any post is behind."""
    found: dict[tuple[object, ...], tuple[bool, int]] = {}
    for start in range(0, len(rows), width):
        key = tuple(rows[start][name] for name in ("channel", "account", "kind"))
        has_posts = any(row["n"] for row in rows[start : start + width])
        if key not in found or (has_posts and not found[key][0]):
            found[key] = (has_posts, start)
    return [start + place for _, start in found.values() for place in range(width)]


def _numbers(ledger: Ledger, posts: pa.Table, metric: str) -> Iterator[pa.RecordBatch]:
    """The numbers that a measure is made of."""
    from watchword.measure.benchmark.measures import measure

    asked = measure(metric)
    metrics = (*asked.parts, asked.under) if asked.under else asked.parts
    return ledger.snapshot_batches(metrics, posts.column("post").combine_chunks())


def of_same_accounts(posts: pa.Table, some: pa.Table) -> pa.Table:
    """Every post of the accounts that some posts are of."""
    import pyarrow.compute as pc

    def names(table: pa.Table) -> pa.Array:
        return pc.binary_join_element_wise(table.column("channel"), table.column("account"), "\x1f")

    return posts.filter(pc.is_in(names(posts), names(some).unique()))
