"""Are percentiles and their intervals right? In worlds with known truth, and on real pages."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import altair as alt
import numpy as np

from watchword.measure.calibration.coverage import NOMINAL, Forecast, forecast, world_coverage
from watchword.measure.calibration.worlds import CADENCES, SHAPES, WORLDS, Cadence, World

CHANNELS = 40
FRESH = 1_000_000
"""First seed of draws on which nothing was tuned."""
DATA = Path(os.environ.get("WATCHWORD_DATA", "../shared/data"))
HARD = Cadence(name="daily, 10 weeks, drift 0.03", posts=70, gap=1 / 7, drift=0.03)
NEWS_STEPS = {"6 h": 18, "12 h": 36, "24 h": 72, "48 h": 144}
FIVE_MINUTES = 300_000


def section(pictures: Path) -> str:
    """The section of docs/calibration.md, with its pictures made."""
    found = [world_coverage(world, channels=CHANNELS) for world in WORLDS]
    fresh = [world_coverage(world, channels=CHANNELS, seed=FRESH) for world in WORLDS]
    lonely = [world_coverage(world, channels=CHANNELS * 4, accounts=1) for world in WORLDS]
    hard = [world_coverage(World(shape=shape, cadence=HARD), channels=CHANNELS) for shape in SHAPES]
    _dots(found, pictures / "calibration-worlds.svg")
    real = _real()
    if real:
        _histograms(real, pictures / "calibration-places.svg")
    return "\n\n".join(
        [
            "## Percentiles and their intervals",
            _worlds(found),
            _fresh(fresh),
            _alone(lonely, hard),
            _pages(real),
        ]
    )


def _worlds(found: list) -> str:
    shares = [one.share for one in found]
    daily = [one.width for one in found if one.world.cadence.gap < 0.2]
    posts = sum(one.posts for one in found)
    lines = [
        (
            f"In {len(found)} synthetic channels of eight accounts ({len(SHAPES)} shapes of how posts lie around "
            f"their level, {len(CADENCES)} ways of posting and drifting; {CHANNELS} draws each, {posts:,} posts "
            "with a percentile in all) the true place of a post is known. The 90 % interval of the percentile "
            f"holds it for {min(shares):.1%} to {max(shares):.1%} of posts (aim: 88 to 97 % in every one). A "
            f"typical post's interval at 21 daily posts is {100 * np.median(daily):.0f} points wide "
            f"({100 * min(daily):.0f} to {100 * max(daily):.0f} by shape; aim: 35)."
        ),
        "",
        "![Share of true places inside the 90 % interval, by world](pictures/calibration-worlds.svg)",
        "",
        "| posting | " + " | ".join(SHAPES) + " |",
        "|---|" + "---:|" * len(SHAPES),
    ]
    for cadence in CADENCES:
        row = [one for one in found if one.world.cadence == cadence]
        cells = [f"{one.share:.1%} ({100 * one.width:.0f})" for one in row]
        lines.append(f"| {cadence.name} | " + " | ".join(cells) + " |")
    lines += [
        "",
        (
            "Share of posts whose true place lies in the interval; in brackets its width in points for a "
            "typical post at 21 earlier posts."
        ),
    ]
    return "\n".join(lines)


def _fresh(fresh: list) -> str:
    beyond = sum(not 0.88 <= one.share <= 0.97 for one in fresh)
    return (
        "**Draws that nothing was tuned on.** The priors and the width of intervals were chosen on the draws "
        "above. The same worlds drawn anew, with other seeds: "
        f"{min(one.share for one in fresh):.1%} to {max(one.share for one in fresh):.1%}, "
        f"{beyond} of {len(fresh)} outside 88 to 97 %."
    )


def _alone(lonely: list, hard: list) -> str:
    low = [one for one in lonely if one.share < 0.88]
    named = ", ".join(sorted({one.world.cadence.name for one in low})) or "none"
    return (
        "**Where it is weaker.** The same worlds with one account alone, from which nothing can be learnt "
        f"for it by others: {min(one.share for one in lonely):.1%} to {max(one.share for one in lonely):.1%}; "
        f"{len(low)} of {len(lonely)} below 88 % (ways of posting concerned: {named}). Levels that drift "
        "thirty times as fast as the rule of thumb supposes (0.03 a week), ten weeks of daily posts: "
        f"{min(one.share for one in hard):.1%} to {max(one.share for one in hard):.1%}: so short a time cannot "
        "tell such a drift from chance, and a prior that allowed for it would widen every interval."
    )


def _pages(real: dict[str, Forecast]) -> str:
    if not real:
        return f"Not run here: the public data sets were not at {DATA.name!r} (set WATCHWORD_DATA)."
    lines = [
        (
            "**On real pages**, each post forecast from the posts before it (rolling origin), nothing learnt from "
            "elsewhere. How many of the next posts lie in the 50, 80 and 90 % intervals:"
        ),
        "",
        "| page | posts | 50 % | 80 % | 90 % | within 1.5 points |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for name, one in real.items():
        fits = all(
            abs(100 * share - want) <= 1.5 for share, want in zip(one.held, NOMINAL, strict=True)
        )
        cells = " | ".join(f"{100 * share:.1f}" for share in one.held)
        lines.append(f"| {name} | {one.posts:,} | {cells} | {'yes' if fits else 'no'} |")
    lines += [
        "",
        "![How real posts' percentiles are spread](pictures/calibration-places.svg)",
        "",
        (
            "Tweets: one account's of 2014 to 2017 (FiveThirtyEight), whose level rose more than tenfold. News: "
            "items in the order of their numbers as if one page had posted them every five minutes, since the "
            "data does not say when they were published; many have none or one share at an early age, and a "
            "distribution of which half lies on one number has no even percentiles whatever is done."
        ),
    ]
    return "\n".join(lines)


def _real() -> dict[str, Forecast]:
    tweets = DATA / "twitter_ratio" / "BarackObama.csv"
    if not tweets.exists():
        return {}
    found = {}
    with tweets.open(encoding="cp1252", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    when = np.array([_milliseconds(row["created_at"]) for row in rows], np.int64)
    order = np.argsort(when, kind="stable")
    for metric in ("replies", "retweets", "favorites"):
        values = np.array([float(row[metric]) for row in rows])
        found[f"tweets, {metric}"] = forecast(when[order], values[order])
    for network in ("Facebook", "LinkedIn", "GooglePlus"):
        with (DATA / "news_popularity" / f"{network}.csv").open(encoding="utf-8") as file:
            table = np.array([[float(cell) for cell in row] for row in list(csv.reader(file))[1:]])
        table = table[np.argsort(table[:, 0])]
        for age, column in NEWS_STEPS.items():
            values = np.where(table[:, column] < 0, np.nan, table[:, column])
            values = values[np.isfinite(values)]
            when = 1_400_000_000_000 + FIVE_MINUTES * np.arange(len(values), dtype=np.int64)
            found[f"news on {network}, {age}"] = forecast(when, values)
    return found


def _milliseconds(text: str) -> int:
    return int(datetime.strptime(text, "%m/%d/%y %H:%M").replace(tzinfo=UTC).timestamp() * 1000)


def _dots(found: list, path: Path) -> None:
    rows = [
        {"posting": one.world.cadence.name, "shape": one.world.shape, "share": one.share}
        for one in found
    ]
    names = [one.name for one in CADENCES]
    base = alt.Chart(alt.Data(values=rows))
    band = (
        alt.Chart(alt.Data(values=[{"from": 0.88, "to": 0.97}]))
        .mark_rect(color="#dddddd")
        .encode(x=alt.X("from:Q", title=None).scale(zero=False), x2="to:Q")
    )
    dots = base.mark_point(filled=True, size=45).encode(
        x=alt.X("share:Q", title="share of true places inside the 90 % interval")
        .scale(domain=[0.8, 1], zero=False, nice=False)
        .axis(format=".0%"),
        y=alt.Y("posting:N", sort=names, title=None).axis(labelLimit=260),
        color=alt.Color("shape:N", title=None).scale(scheme="tableau10"),
        shape=alt.Shape("shape:N", title=None),
    )
    rule = alt.Chart(alt.Data(values=[{"at": 0.9}])).mark_rule(strokeDash=[4, 3]).encode(x="at:Q")
    (band + rule + dots).properties(width=460, height=300).save(path)


def _histograms(real: dict[str, Forecast], path: Path) -> None:
    charts = []
    for name in ("tweets, retweets", "news on Facebook, 48 h", "news on LinkedIn, 48 h"):
        counts, edges = np.histogram(real[name].places, bins=20, range=(0, 1))
        rows = [
            {"place": 100 * edge, "to": 100 * edge + 5, "share": count / counts.sum()}
            for edge, count in zip(edges[:-1].tolist(), counts.tolist(), strict=True)
        ]
        bars = (
            alt.Chart(alt.Data(values=rows), title=name)
            .mark_bar()
            .encode(
                x=alt.X("place:Q", title="percentile").bin("binned"),
                x2="to:Q",
                y=alt.Y("share:Q", title=None).axis(format=".0%").scale(domain=[0, 0.12]),
            )
        )
        rule = (
            alt.Chart(alt.Data(values=[{"at": 0.05}])).mark_rule(strokeDash=[4, 3]).encode(y="at:Q")
        )
        charts.append((bars + rule).properties(width=230, height=150))
    alt.hconcat(*charts).save(path)
