from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from watchword.measure.latest import LATEST
from watchword.measure.schema import POSTS, post_number
from watchword.measure.workbook import (
    Reading,
    heading_of,
    results_sheet,
    settle,
    write_csv,
)

FIRST = datetime(2026, 1, 3, 9, 30, tzinfo=UTC)
DETAILS = dict.fromkeys(("campaign", "pillar", "is_video", "style", "is_paid", "own"))


def made_posts(*details):
    """Posts of the council of Northbank, one a day, with these details."""
    rows = []
    for day, one in enumerate(details):
        native = str(178_412_345_678_900_000 + day)
        rows.append(
            {
                "post": post_number("facebook", "northbank", native),
                "channel": "facebook",
                "account": "northbank",
                "native_id": native,
                "published": FIRST + timedelta(days=day),
                "text": f"Bins are collected on day {day}.",
                "kind": "photo",
                "link": f"https://facebook.com/northbank/posts/{native}",
                **DETAILS,
                **one,
            }
        )
    return pa.Table.from_pylist(rows, POSTS)


def made_numbers(posts):
    rows = [
        {"post": post, "metric": metric, "taken": FIRST + timedelta(days=40), "value": value}
        for post in posts.column("post").to_pylist()
        for metric, value in (("reach", 12_345.0), ("click_rate_reported", 0.0345))
    ]
    return pa.Table.from_pylist(rows, LATEST)


def made_scores(posts):
    rows = [
        {
            "post": post,
            "age": 28 * 86_400,
            "value": 118.0,
            "expected": 96.4,
            "percentile": 83.0,
            "percentile_low": 70.0,
            "percentile_high": 91.0,
            "tier": "usable",
            "benchmark": 92.31,
            "score": 1.2783,
            "reason": None,
        }
        for post in posts.column("post").to_pylist()
    ]
    return pa.Table.from_pylist(rows)


@pytest.fixture
def posts_with():
    return made_posts


@pytest.fixture
def sheet_of():
    def make(posts, **given):
        return results_sheet(posts, made_numbers(posts), {"reactions": made_scores(posts)}, **given)

    return make


@pytest.fixture
def exported(sheet_of):
    """The rows of the workbook as a list of lists of text, the header first."""

    def make(posts, **given):
        out = io.BytesIO()
        write_csv(sheet_of(posts, **given), out)
        text = out.getvalue().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))

    return make


class Back:
    """What came of a workbook given back."""

    def __init__(self, rows, posts, take=None):
        self.heading = heading_of(rows[0])
        reading = Reading(heading=self.heading)
        self.settled = settle(reading.rows(enumerate(rows[1:], 2)), posts, take)
        self.edits = {key: value for (_, key), value in self.settled.edits.items()}
        self.conflicts = self.settled.conflicts
        self.notes = [one.words for one in reading.notes]


@pytest.fixture
def given_back():
    return Back


@pytest.fixture
def put():
    """Put a value into a cell, the row counted from 1 under the header."""

    def change(rows, row, title, value):
        if title not in rows[0]:
            for one in rows:
                one.append("")
            rows[0][-1] = title
        rows[row][rows[0].index(title)] = value

    return change
