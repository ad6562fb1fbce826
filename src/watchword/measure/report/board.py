"""One page for the board."""

from __future__ import annotations

from watchword.measure.report.methods import PERCENTILE, USUAL
from watchword.measure.report.model import Audience, Lead, Part, Report, Section, Text, Tiles
from watchword.measure.report.month import Month
from watchword.measure.report.notes import Notes
from watchword.measure.report.number import plural
from watchword.measure.report.parts import (
    POST_LENGTH,
    best_and_weakest,
    cards,
    own_words,
    pillar_figure,
    tile,
)
from watchword.measure.report.phrases import lead
from watchword.measure.report.trending import trend_figure
from watchword.measure.report.whole import whole_report
from watchword.measure.report.words import LONGEST_ON_PAPER

MOST_TILES = 4
FEW, BRIEF = 3, 4
"""Steps of brevity from which on fewer posts are shown, and a person's words are shortened."""


def draw_board(month: Month, brevity: int = 0) -> Report:
    """The board's report.

    Args:
        month: What it is made of.
        brevity: 0 as it should be; each step more leaves something out, for the page to hold it.
    """
    notes = Notes()
    opening = Section(title="", anchor="opening", parts=(Lead(text=lead(month)),))
    shown = month.outcomes[:MOST_TILES]
    tiles: Part = Tiles(tiles=tuple(tile(one, notes) for one in shown))
    numbers = Section(title="The month in numbers", anchor="numbers", parts=(tiles,))
    sections = [
        opening,
        *([numbers] if shown else []),
        *_posts(month, notes, 2 if brevity < FEW else 1, brevity),
        *_figures(month, notes, brevity),
        Section(title="In our words", anchor="words", parts=(own_words(month, _room(brevity)),)),
        Section(
            title="What is missing", anchor="missing", parts=(Text(text=missing_words(month)),)
        ),
    ]
    if any(one.usual.middle is not None for one in shown):
        notes.number(USUAL)
    method = Section(title="How the numbers come about", anchor="method", parts=(notes.brief,))
    return whole_report(month, Audience.BOARD, (*sections, method))


def _room(brevity: int) -> int:
    """Characters of a person's words that a brief report has room for; 0 for all."""
    return 0 if brevity < BRIEF else LONGEST_ON_PAPER[Audience.BOARD] // (brevity - BRIEF + 1)


def _posts(month: Month, notes: Notes, most: int, brevity: int) -> list[Section]:
    if not month.judged:
        return []
    notes.number(PERCENTILE)
    best, weakest = best_and_weakest(month, most)
    length = POST_LENGTH["board"] - 30 * min(brevity, 1)
    return [
        Section(
            title="Best posts" if len(best) > 1 else "Best post",
            anchor="best",
            parts=(cards(month, best, length, "None can be judged yet.", 0),),
            is_half=True,
        ),
        Section(
            title="Weakest posts" if len(weakest) > 1 else "Weakest post",
            anchor="weakest",
            parts=(cards(month, weakest, length, "There is no second post.", 0),),
            is_half=True,
        ),
    ]


def _figures(month: Month, notes: Notes, brevity: int) -> list[Section]:
    if not month.posts and not month.trend:
        return []
    height = 110 if brevity < 1 else 80
    trend = Section(
        title="Trend", anchor="trend", parts=(trend_figure(month, notes, height),), is_half=True
    )
    pillars = Section(
        title="Topics",
        anchor="pillars",
        parts=(pillar_figure(month, notes, max(2, 6 - brevity)),),
        is_half=True,
    )
    return [trend, pillars] if brevity < BRIEF + 2 else [trend]


def missing_words(month: Month) -> str:
    """What is missing, in a few sentences."""
    gaps = [one for one in month.gaps if one.missing]
    tiers = sorted({one.tier for one in month.bearings})
    said = "; ".join(f"{one.what}: {one.missing:,} of {plural(one.of, 'post')}" for one in gaps[:4])
    more = f"; and {len(gaps) - 4} things more" if len(gaps) > 4 else ""  # noqa: PLR2004 - as many as above
    first = f"Without {said}{more}." if said else "Nothing that these numbers need."
    if not tiers:
        return f"{first} There is no benchmark yet."
    return f"{first} Benchmarks are {' and '.join(tiers)}."
