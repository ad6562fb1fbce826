"""The command of KPIs, as people type it."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from watchword.base.errors import InputError
from watchword.cli.aimed import Accounts, fitting
from watchword.cli.app import app
from watchword.measure.kpi import kpi_named
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number
from watchword.policy.goals import Aim, Bound, KpiName, Target

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


def words(result):
    return " ".join(result.stdout.split())


def test_what_can_be_said_is_said_and_the_rest_is_named(folder):
    found = run("--ledger", folder)
    assert "4.00 % (ratio of sums), 4.50 % (mean of the posts' rates)" in found.stdout
    assert "left out: 1 with no reach on record" in found.stdout
    assert "Not available for lack of numbers: " in found.stdout
    assert all(len(line) <= 80 for line in found.stdout.splitlines())


def test_groups_are_a_table(folder):
    text = run("reach", "--ledger", folder, "--by", "campaign").stdout
    assert "flu       1,000           1,000      1         1" in text
    assert text.index("flu  ") < text.index("winter  ")
    assert "left out: no reach on record, for flu" in text
    singles = run("reach", "--ledger", folder, "--by", "post").stdout
    assert singles.splitlines()[6].endswith("  no reach on record")


def test_how_a_number_comes_about_is_told(folder):
    text = words(run("engagement-rate-by-reach", "--ledger", folder, "--method"))
    for part in (
        "60 ÷ 1,500",
        "window: posts of any time; numbers as they were last taken",
        "formula from: Hootsuite",
        "columns of the exports: Reactions, Reach",
        "definitions (network, metric, version): x reach 1, x reactions 1",
    ):
        assert part in text


def test_other_forms_carry_all_that_a_number_comes_from(folder):
    found = run("engagement-rate-by-reach", "--ledger", folder, "-f", "csv", "--month", "2026-02")
    (row,) = csv.DictReader(found.stdout.lstrip("\ufeff").splitlines())
    assert row == {
        "kpi": "engagement-rate-by-reach",
        "of": "",
        "value": "0.04",
        "value_is": "ratio of sums",
        "mean": "0.045",
        "mean_is": "mean of the posts' rates",
        "unit": "fraction",
        "reason": "",
        "posts": "2",
        "left_out": "1",
        "why_left_out": "1: no reach on record",
        "formula": "(reactions + comments + shares + quotes + saves) ÷ reach",
        "numerator_sum": "60",
        "denominator": "reach",
        "denominator_sum": "1500",
        "window": "posts of February 2026; numbers as they were last taken",
        "source": kpi_named("engagement-rate-by-reach").source,
        "source_columns": "Reactions; Reach",
        "definitions": "x reach 1; x reactions 1",
        "from": "2026-02-02",
        "to": "2026-02-04",
        "target": "",
        "target_owner": "",
        "status": "",
        "status_reason": "",
    }


@pytest.fixture
def policy(tmp_path):
    """A policy with targets for all accounts, for one, and for one that has no posts."""
    folder = tmp_path / "policy"
    shutil.copytree(MINIMAL, folder)
    (folder / "goals.md").write_text(
        "---\ntitle: Goals\ntargets:\n- kpi: engagement-rate-by-reach\n  target: at least 5 %\n"
        "  owner: Press office\n- kpi: reach\n  target: at least 1200\n"
        "- kpi: conversions\n  target: at least 3\n"
        "- kpi: reach\n  target: at least 9000\n  account: southbank\n"
        "- kpi: posts-above-benchmark\n  target: at least 60 %\n---\n# Goals\n"
    )
    return folder


def test_targets_of_the_policy_are_held_against_a_month(folder, policy):
    given = ("--ledger", folder, "--policy", policy)
    text = words(run(*given, "--month", "2026-02"))
    assert "target at least 5 % a month (Press office): behind so far; 11 of 28 days" in text
    assert "target at least 1,200 a month: met; 11 of 28 days are known" in text
    assert "at least 60 % a month: cannot be said; not available: " in text
    assert "at least 3 a month: cannot be said; not available: no conversions on record" in text
    assert "Not held here: reach at least 9,000 a month, which is for southbank." in text
    assert "it is for a month, and these days are not one" in words(run(*given))


def test_targets_are_held_group_by_group_where_they_are_for_groups(folder, policy):
    given = ("reach", "--ledger", folder, "--policy", policy)
    assert "1,500             750      2         1  met" in run(*given, "--by", "month").stdout
    assert "not held against a part" in words(run(*given, "--by", "campaign"))
    assert "not held against a part" in words(run(*given, "--campaign", "flu"))
    rows = json.loads(run(*given, "--by", "month", "-f", "json").stdout)
    assert [row["status"] for row in rows] == [["met"]]
    assert rows[0]["target"] == ["at least 1,200 a month"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["likes"], "there is no KPI 'likes'"),
        (["reach", "--by", "colour"], "cannot be grouped by 'colour'"),
        (["--account", "southbank"], "no post has the account 'southbank'"),
        (["--campaign", "snow"], "no post has the campaign 'snow'"),
        (["--pillar", "jobs"], "no post has the pillar 'jobs'"),
        (["--from", "2026-03-01", "--to", "2026-02-01"], "is after --to 2026-02-01"),
        (["--month", "2026-02", "--to", "2026-02-09"], "--month is given beside"),
        (["--month", "2019-02"], "no post was published in this time"),
        (["--as-of", "2019-02-01"], "none of these posts was published by 2019-02-01"),
        (["--ledger", "nowhere"], "there is no ledger 'nowhere'"),
    ],
)
def test_mistakes_are_answered(folder, given, says):
    with pytest.raises(InputError, match=says):
        run("--ledger", folder, *given)


def test_an_empty_ledger_says_how_to_begin(tmp_path):
    Ledger.open(tmp_path)
    with pytest.raises(InputError, match="the ledger has no posts yet"):
        run("--ledger", tmp_path)


ACCOUNTS = Accounts(posts={("x", "north"): 3, ("x", "south"): 2, ("facebook", "north"): 1})


@pytest.mark.parametrize(
    ("kpi", "named", "targets", "wanted"),
    [
        ("reach", ("", ""), [("", "")], [("", "")]),
        ("reach", ("x", ""), [("", "")], []),  # a sum of all is not each network's
        ("reach", ("x", "north"), [("x", ""), ("", "@North")], []),
        ("reach", ("facebook", ""), [("facebook", "north")], [("facebook", "north")]),
        ("conversion-rate", ("x", "north"), [("", "")], [("", "")]),
        ("conversion-rate", ("x", "north"), [("", ""), ("x", "")], [("x", "")]),
        ("conversion-rate", ("", ""), [("x", "")], []),
    ],
)
def test_a_target_is_held_against_what_it_is_for(kpi, named, targets, wanted):
    given = [
        Target(kpi=KpiName(kpi), target=Aim(Bound.AT_LEAST, 1), channel=channel, account=account)
        for channel, account in targets
    ]
    found = fitting(kpi_named(kpi), given, ACCOUNTS, ACCOUNTS.named(named))
    assert [(one.channel, one.account) for one in found] == wanted


def test_a_ledger_of_a_single_network_is_held_against_that_networks_targets(folder, policy):
    goals = policy / "goals.md"
    goals.write_text(goals.read_text().replace("account: southbank", "channel: x"))
    text = words(run("reach", "--ledger", folder, "--policy", policy, "--month", "2026-02"))
    assert "target at least 1,200 a month: met" in text
    assert "target at least 9,000 a month" in text


def test_names_from_exports_cannot_steer_the_terminal(folder):
    ledger = Ledger.open(folder)
    posts = (
        ledger.posts()
        .slice(0, 1)
        .set_column(POSTS.get_field_index("campaign"), "campaign", pa.array(["\x1b[31mred"]))
    )
    empty = SNAPSHOTS.empty_table()
    ledger.add(posts, empty, source=Source(name="hostile"), when=FIRST + timedelta(days=1))
    for words_ in (("--by", "campaign"), ("--by", "campaign", "--method")):
        assert "\x1b" not in run("reach", "--ledger", folder, *words_).stdout
    with_it = run("reach", "--ledger", folder, "--by", "campaign").stdout
    assert "[31mred" in with_it
