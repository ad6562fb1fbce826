"""The command of KPIs, as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from watchword.cli.app import app
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

MINIMAL = Path(__file__).parents[3] / "policies" / "minimal"
FIRST = datetime(2026, 2, 2, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    posts, numbers = [], []
    for day, (campaign, reach) in enumerate([("flu", 1000.0), ("flu", None), ("winter", 500.0)]):
        native_id = str(day)
        number = post_number("x", "northbank", native_id)
        published = FIRST + timedelta(days=day)
        posts.append(
            {
                "post": number,
                "channel": "x",
                "account": "northbank",
                "native_id": native_id,
                "published": published,
                "campaign": campaign,
            }
        )
        for metric, value in (("reactions", 30.0), ("reach", reach)):
            if value is not None:
                numbers.append(
                    {
                        "post": number,
                        "metric": metric,
                        "taken": published + timedelta(days=8),
                        "value": value,
                        "definition": 1,
                        "source_column": metric.title(),
                        "file": "",
                    }
                )
    ledger = Ledger.open(tmp_path / "ledger")
    ledger.add(
        pa.Table.from_pylist(posts, POSTS),
        pa.Table.from_pylist(numbers, SNAPSHOTS),
        source=Source(name="made"),
        when=FIRST,
    )
    return tmp_path / "ledger"


def run(*words):
    return CliRunner().invoke(app, ["kpi", *map(str, words)], catch_exceptions=False)


def test_what_can_be_said_is_said_and_the_rest_is_named(folder):
    text = run("--ledger", folder).stdout
    assert "all posts: 4.00 % (ratio of sums); 4.50 % (mean of the posts' rates); 2 posts" in text
    assert "left out: 1 with no reach on record" in text
    assert "Not available for lack of numbers: " in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_groups_and_other_forms(folder):
    text = run("reach", "--ledger", folder, "--by", "campaign").stdout
    assert text.index("flu: 1,000") < text.index("winter: 500")
    lines = run("reach", "--ledger", folder, "-f", "csv").stdout.splitlines()
    assert lines[1].startswith("reach,,1500,750,people,,2,1,1: no reach on record,")


def test_targets_of_the_policy_are_held_against_a_month(folder, tmp_path):
    policy = tmp_path / "policy"
    policy.mkdir()
    for path in MINIMAL.rglob("*"):
        if path.is_file():
            to = policy / path.relative_to(MINIMAL)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    (policy / "goals.md").write_text(
        "---\ntitle: Goals\ntargets:\n- kpi: engagement-rate-by-reach\n  target: at least 5 %\n"
        "  owner: Press office\n---\n# Goals\n"
    )
    words = ("engagement-rate-by-reach", "--ledger", folder, "--policy", policy)
    assert "target at least 5 % (Press office): not met" in run(*words, "--month", "2026-02").stdout
    assert "it is for a month, and these are other days" in " ".join(run(*words).stdout.split())


def test_mistakes_are_answered(folder):
    from watchword.base.errors import InputError

    with pytest.raises(InputError, match="no KPI 'likes'"):
        run("likes", "--ledger", folder)
    with pytest.raises(InputError, match="cannot be grouped by 'colour'"):
        run("reach", "--ledger", folder, "--by", "colour")
