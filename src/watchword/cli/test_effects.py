"""The command of effects, and the why of a post, as people type them."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from watchword.base.errors import InputError
from watchword.cli.app import app
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

FIRST = datetime(2026, 1, 5, 9, tzinfo=UTC)
POSTS_MADE = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A post a day; video brings twice as much."""
    random = np.random.default_rng(3)
    posts, numbers = [], []
    for day in range(POSTS_MADE):
        native_id, published = str(day), FIRST + timedelta(days=day)
        number = post_number("x", "northbank", native_id)
        is_video = bool(random.random() < 0.4)
        posts.append(
            {
                "post": number,
                "channel": "x",
                "account": "northbank",
                "native_id": native_id,
                "published": published,
                "text": "Flu clinic today",
                "is_video": is_video,
            }
        )
        value = round(math.exp(4 + math.log(2) * is_video + random.normal(0, 0.4)))
        numbers.append(
            {
                "post": number,
                "metric": "reactions",
                "taken": published + timedelta(days=7),
                "value": float(value),
                "definition": 1,
                "source_column": "Likes",
                "file": "",
            }
        )
    path = tmp_path_factory.mktemp("measured") / "ledger"
    Ledger.open(path).add(
        pa.Table.from_pylist(posts, POSTS),
        pa.Table.from_pylist(numbers, SNAPSHOTS),
        source=Source(name="made"),
        when=FIRST,
    )
    return path


def run(*words):
    result = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=False)
    return result.stdout


def test_what_goes_with_better_posts_is_said_first_with_its_interval(folder):
    text = run("effects", "--ledger", folder)
    first = " ".join(text.split("\n\n")[0].split("  ")[0].split())
    assert first.startswith("x northbank: what goes with more or fewer interactions at 7d: video ×")
    assert "cannot be estimated yet: all posts are alike" in " ".join(text.split())
    assert all(len(line) <= 80 for line in text.splitlines())


def test_effects_go_into_a_table(folder):
    lines = run("effects", "--ledger", folder, "-f", "csv").splitlines()
    video = next(line for line in lines if ",is_video,yes,no," in line).split(",")
    assert 1.6 < float(video[5]) < 2.5
    assert video[9] == "clear"


def test_a_post_shows_why_it_did_as_it_did(folder):
    text = " ".join(run("post", "show", "100", "--ledger", folder).split())
    assert "usual for the account at that time" in text
    assert "unexplained" in text


def test_mistakes_are_answered(folder):
    with pytest.raises(InputError, match="no time zone"):
        run("effects", "--ledger", folder, "--zone", "Mars")
    with pytest.raises(InputError, match="is a rate"):
        run("effects", "--ledger", folder, "--metric", "engagement_rate_by_reach")
