"""The command of trends, as people type it."""

from __future__ import annotations

import csv
import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from watchword.base.errors import InputError
from watchword.cli.app import app
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS, post_number

FIRST = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAYS = 280
HALF = 140


def number_of(published, value, metric):
    return {
        "metric": metric,
        "taken": published,
        "value": float(value),
        "definition": 1,
        "source_column": "made",
        "file": "",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A post every other day, from the middle on three times as much; followers grow by a half."""
    random = np.random.default_rng(5)
    posts, numbers = [], []
    for day in range(0, DAYS, 2):
        native_id, published = str(day), FIRST + timedelta(days=day)
        number = post_number("x", "northbank", native_id)
        about = {"post": number, "channel": "x", "account": "northbank", "native_id": native_id}
        posts.append(about | {"published": published, "text": "Flu clinic today"})
        value = round(math.exp(4 + math.log(3) * (day >= HALF) + random.normal(0, 0.3)))
        seen = published + timedelta(days=7)
        numbers.append({"post": number} | number_of(seen, value, "reactions"))
    audience = [
        {"channel": "x", "account": "northbank"}
        | number_of(FIRST + timedelta(days=day), 1000 + 500 * day / DAYS, "followers")
        for day in range(0, DAYS + 20, 20)
    ]
    path = tmp_path_factory.mktemp("trend") / "ledger"
    Ledger.open(path).add(
        pa.Table.from_pylist(posts, POSTS),
        pa.Table.from_pylist(numbers, SNAPSHOTS),
        pa.Table.from_pylist(audience, AUDIENCE),
        source=Source(name="made"),
        when=FIRST,
    )
    return path


def run(*words):
    result = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=False)
    return result.stdout


def test_the_change_is_said_first_then_the_audience_and_the_step(folder):
    text = run("trend", "--ledger", folder)
    words = " ".join(text.split())
    assert words.startswith("x northbank: interactions of a usual post at 7d have risen over 39")
    assert "For each follower posts come to ×" in words
    assert "Step: from the week of 25 May 2026" in words
    assert "90 % interval" in text
    assert "not enough posts yet" not in words
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_map_is_drawn_only_where_weekdays_and_hours_differ(folder):
    text = run("trend", "--ledger", folder)
    assert "are not distinguishable" in text
    assert "Wednesday" not in text


def test_plain_characters_suffice(folder):
    assert run("trend", "--ledger", folder, "--ascii").isascii()


def test_each_table_can_be_written(folder):
    for name, column in (
        ("change", "times_a_follower"),
        ("level", "level"),
        ("steps", "earliest"),
        ("times", "part"),
    ):
        text = run("trend", "--ledger", folder, "--table", name, "-f", "csv").lstrip("\ufeff")
        assert column in next(csv.reader(text.splitlines()))
        assert len(text.splitlines()) > 1


def test_what_is_known_later_is_not_looked_at(folder):
    early = run(
        "trend", "--ledger", folder, "--as-of", "2026-05-10", "--table", "level", "-f", "csv"
    )
    assert "2026-05-1" not in early
    text = " ".join(run("trend", "--ledger", folder, "--as-of", "2026-01-20").split())
    assert "no trend can be told yet" in text
    assert "it takes 15" in text


def test_mistakes_are_answered(folder):
    with pytest.raises(InputError, match="no time zone"):
        run("trend", "--ledger", folder, "--zone", "Mars")
    with pytest.raises(InputError, match="is a rate"):
        run("trend", "--ledger", folder, "--metric", "engagement_rate_by_reach")
