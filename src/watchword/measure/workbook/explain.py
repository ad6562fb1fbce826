"""The sheet "Read me": what may be changed, what happens then, what each column means."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.measure.workbook.columns import STATE, Side
from watchword.measure.workbook.sheet import Sheet

_SIDES = {Side.PEOPLE: "you", Side.WATCHWORD: "Watchword"}

OPENING = (
    ("How to use this workbook",),
    (
        "Green headers are yours: campaign, pillar, video, video style, paid, and own columns.",
        "",
    ),
    ("Choose from the drop-downs or type. A new campaign or pillar may simply be typed.", ""),
    ("Add columns of your own anywhere: a header in the first row, then a value a post.", ""),
    ("Sort, filter, hide, and move columns as you like. Leaving rows out deletes nothing.", ""),
    ("Grey columns are Watchword's. What is changed there is told to you and not taken.", ""),
    ("When done, save it and run:  watchword ledger import NAME-OF-THIS-FILE", ""),
    ("Saving as CSV, ODS, or from Google Sheets works too. The file may have any name.", ""),
    (
        "Only what you changed counts. Where the ledger was changed meanwhile as well, nothing is",
        "",
    ),
    ("taken, and both values are shown. The import says how to take it all back.", ""),
    ("",),
    ("An empty cell means that nobody knows. It never means zero.", ""),
    ("",),
)


def explanation(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet: one cell is a heading, two a sentence, three a column."""
    yield from OPENING
    yield ("The columns",)
    yield ("Column", "Filled in by", "What it means")
    for column in sheet.columns:
        if column is not STATE:
            yield (column.title, _SIDES[column.side], column.meaning)
    yield (STATE.title, _SIDES[STATE.side], STATE.meaning)
