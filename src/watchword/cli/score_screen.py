"""The screen of many posts: one line each, and what the signs mean."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from watchword.check.render.style import style_for
from watchword.cli.chart import ASCII, signs_for
from watchword.cli.figures import amount, brief_age, times
from watchword.cli.screen import WIDTH, count_of, one_line, padded, say_all, wrapped
from watchword.measure.benchmark.measures import Measure, measure
from watchword.measure.find import mark_of
from watchword.measure.standing import Standing, at_greatest_age, standings, whole

if TYPE_CHECKING:
    import pyarrow as pa

_TIERS = {"provisional": "prov.", "not enough": "few"}
_SHOWN_REASONS = 3


def say_scores(
    posts: pa.Table, scores: pa.Table, metric: str, *, order: str, limit: int, digits: int
) -> None:
    """Write one line a post, then what is missing and what the signs mean.

    Args:
        posts: POSTS, those meant.
        scores: SCORES of them.
        metric: What they are compared by.
        order: ``new``, ``best`` or ``worst`` first.
        limit: Lines at most; 0 for all.
        digits: Characters of marks that tell the ledger's posts apart.
    """
    rows = list(standings(at_greatest_age(scores)))
    named = posts.select(["post", "published", "text", "kind"]).to_pylist()
    known = {row["post"]: row for row in named}
    rows.sort(key=lambda one: _rank(one, known[one.post]["published"], order))
    is_plain = signs_for(sys.stdout.encoding, ascii_only=False) is ASCII
    say_all(_lines(rows, known, measure(metric), limit, digits), is_plain=is_plain)


def _lines(
    rows: Sequence[Standing],
    known: Mapping[int, Mapping[str, object]],
    asked: Measure,
    limit: int,
    digits: int,
) -> Iterator[str]:
    style = style_for()
    placed = sum(1 for one in rows if one.percentile is not None)
    counted = f"{count_of(len(rows), 'post')} by {asked.title}; {placed:,} can be placed among comparable ones"
    yield style(counted, "bold")
    yield ""
    shown = rows[:limit] if limit else rows
    heads = ("published", "post", "age", "number", "better", "CrowdT.", "sure")
    yield style(_line("mark".ljust(digits), *heads), "bold")
    for one in shown:
        yield _line(mark_of(one.post)[:digits], *_row(one, known[one.post], asked))
    if len(shown) < len(rows):
        rest = len(rows) - len(shown)
        yield style(f"... and {rest:,} more: --limit 0, or --output scores.csv", "dim")
    yield "one of them: watchword post show MARK"
    yield ""
    reasons = Counter(one.reason for one in rows if one.reason)
    for reason, count in reasons.most_common(_SHOWN_REASONS):
        yield from wrapped(f"{count:,} without a place: {reason}", style, "dim")
    yield from wrapped(_LEGEND, style, "dim")


def _row(one: Standing, post: Mapping[str, object], asked: Measure) -> tuple[str, ...]:
    published = post["published"]
    place = "-"
    if one.percentile is not None:
        low, high = whole(one.percentile_low), whole(one.percentile_high)
        place = f"{whole(one.percentile)} ({low}-{high})"
    return (
        f"{published:%Y-%m-%d}" if isinstance(published, datetime) else "undated",
        str(post["text"] or f"({post['kind'] or 'no text'})"),
        brief_age(one.age) if one.value is not None else "-",
        amount(one.value, asked),
        place,
        times(one.score),
        one.tier if one.value is not None else "-",
    )


_LEGEND = (
    "better: than so many of 100 comparable posts (same account and kind, said before) at the "
    "same age, with a 90 % interval; CrowdT.: CrowdTangle's score; sure: how much the "
    "comparison can bear: few (not enough), prov. (provisional), usable, firm"
)


def _rank(one: Standing, published: object, order: str) -> tuple[object, ...]:
    moment = published.timestamp() if isinstance(published, datetime) else 0.0
    if one.value is None:
        return (2, -moment, one.post)
    if order == "new":
        return (0, -moment, one.post)
    place = one.percentile
    if place is None:
        return (1, -moment, one.post)
    return (0, -place if order == "best" else place, -moment, one.post)


def _line(
    mark: str, day: str, text: str, age: str, value: str, place: str, score: str, tier: str
) -> str:
    rest = f"{age:>4} {value:>7}  {place:>10}  {score:>7}  {_TIERS.get(tier, tier):<6}".rstrip()
    room = WIDTH - len(mark) - 10 - 46
    return f"{mark}  {day:<10}  {padded(one_line(text, room), room)} {rest}"
