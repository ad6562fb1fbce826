"""One number, one value: KPIs on the screen, of a post, in the report, in the workbook, and as
DuckDB reckons them from the ledger's own tables."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner

from watchword.cli.app import app
from watchword.demo.__main__ import FIRST_DAY, fill_ledger
from watchword.demo.year import year_of_posts
from watchword.measure.kpi import kpis
from watchword.measure.kpi.above import ABOVE
from watchword.measure.ledger import Ledger

POLICY = Path(__file__).parents[1] / "policies" / "health-board"
MONTH = "2026-08"
CHANGED = date(2025, 11, 15)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("demo")
    fill_ledger(year_of_posts(FIRST_DAY), made)
    return made / "ledger"


@pytest.fixture(scope="module")
def rows(folder):
    """The ledger's tables in DuckDB: ``wide``, a row a post with its last numbers."""
    ledger = Ledger.open(folder)
    posts, snapshots = ledger.posts(), ledger.snapshots()
    audience = ledger.audience()
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    for name, table in (("posts", posts), ("snapshots", snapshots), ("audience", audience)):
        con.register(f"{name}_", table)
        con.execute(f"create table {name} as select * from {name}_")
    con.execute(
        """
        create table wide as
        pivot (
            select posts.post, metric::varchar metric, arg_max(value, taken) value_
            from posts left join snapshots using (post) group by all
        ) on metric using any_value(value_) group by post
        """
    )
    con.execute(
        """
        create table known as
        select posts.* exclude (own), wide.* exclude (post), audience.value followers_then,
            reactions + comments + shares + coalesce(saves, 0) interactions
        from posts join wide using (post)
        asof left join audience on posts.channel = audience.channel
            and posts.account = audience.account and posts.published >= audience.taken
        """
    )
    return con


def says(folder, *words):
    done = CliRunner().invoke(app, [*map(str, words), "--ledger", str(folder)])
    assert done.exit_code == 0, done.output
    return done.stdout


def kpi(folder, *words):
    return json.loads(says(folder, "kpi", *words, "-f", "json"))


SQL = {
    "reach": ("reach", "1"),
    "impressions": ("impressions", "1"),
    "clicks": ("clicks", "1"),
    "interactions": ("interactions", "1"),
    "engagement-rate-by-reach": ("interactions", "reach"),
    "engagement-rate-by-impressions": ("interactions", "impressions"),
    "engagement-rate-by-followers": ("interactions", "followers_then"),
    "click-through-rate": ("link_clicks", "impressions"),
}
GROUPS = {
    "": "''",
    "account": "channel || ' ' || account",
    "channel": "channel",
    "campaign": "coalesce(campaign, '(none)')",
    "pillar": "coalesce(pillar, '(none)')",
    "kind": "coalesce(kind, '(none)')",
    "style": "coalesce(style, '(none)')",
    "week": "strftime(date_trunc('week', published), '%Y-%m-%d')",
    "month": "strftime(published, '%Y-%m')",
    "quarter": "year(published) || '-Q' || quarter(published)",
    "year": "year(published)::varchar",
}


@pytest.mark.parametrize("by", GROUPS)
def test_duckdb_reckons_the_same_from_the_ledger(folder, rows, by):
    found = kpi(folder, *SQL, *(["--by", by] if by else []))
    for name, (over, under) in SQL.items():
        wanted = rows.execute(
            f"""
            select {GROUPS[by]} as of_, sum({over}) / if('{under}' = '1', 1, sum({under})),
                avg({over} / {under}), count(*)
            from known where {over} is not null and {under} > 0 group by 1
            """
        ).fetchall()
        mine = {row["of"]: row for row in found if row["kpi"] == name}
        assert {of for of, row in mine.items() if row["value"] is not None} == {
            of for of, *_ in wanted
        }
        for of, value, mean, posts in wanted:
            assert mine[of]["value"] == pytest.approx(value)
            assert mine[of]["mean"] == pytest.approx(mean)
            assert mine[of]["posts"] == posts


def test_views_are_told_on_either_side_of_the_change_and_not_across(folder, rows):
    (across,) = kpi(folder, "views", "--channel", "facebook")
    assert (across["value"], "changed its meaning" in across["reason"]) == (None, True)
    for words, sign in (("--to 2025-11-14", "<"), ("--from 2025-11-15", ">=")):
        (side,) = kpi(folder, "views", "--channel", "facebook", *words.split())
        (value,) = rows.execute(
            f"select sum(views) from known where channel = 'facebook' and published {sign} ?",
            [CHANGED],
        ).fetchone()
        assert side["value"] == value


def test_a_post_has_the_same_numbers_everywhere(folder, tmp_path):
    given = ("--month", MONTH, "--channel", "facebook")
    says(folder, "ledger", "export", tmp_path / "posts.csv", *given)
    with (tmp_path / "posts.csv").open(encoding="utf-8-sig", newline="") as file:
        sheet = {row["Watchword post"]: row for row in csv.DictReader(file)}
    names = ("interactions", "reach", "clicks", "engagement-rate-by-reach")
    last: dict[str, dict[str, float]] = {}
    for row in kpi(folder, *names, *given, "--by", "post"):
        last.setdefault(row["of"], {})[row["kpi"]] = row["value"]
    assert set(last) == set(sheet)
    for mark, row in sheet.items():
        own = sum(float(row[name] or 0) for name in ("Reactions", "Comments", "Shares"))
        mine = last[mark]
        assert (mine["interactions"], mine["reach"], mine["clicks"]) == (
            own,
            float(row["Reach"]),
            float(row["Clicks"]),
        )
        assert mine["engagement-rate-by-reach"] == pytest.approx(own / float(row["Reach"]))
    for name in ("interactions", "reach"):
        at = {
            row["of"]: row["value"] for row in kpi(folder, name, *given, "--by", "post", "--age=7d")
        }
        for mark in list(sheet)[:4]:
            shown = says(folder, "post", "show", mark, "-m", name, "--age", "7d", "-f", "json")
            (row,) = json.loads(shown)
            assert row["value"] == (None if at[mark] is None else pytest.approx(at[mark]))


def test_the_report_tells_the_same_numbers_and_how_they_stand(folder, tmp_path):
    given = ("--month", MONTH, "--policy", POLICY)
    says(folder, "report", *given, "--for", "team", "-o", tmp_path / "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx", read_only=True)
    (sheet,) = (one for one in book if one.title.startswith("KPIs"))
    (method,) = (one for one in book if one.title == "Method")
    windows = " ".join(str(row[4]) for row in method.values)
    (age,) = set(re.findall(r"numbers at (\d+) days", windows))
    found = {one["kpi"]: one for one in kpi(folder, *given, "--age", f"{age}d")}
    last = {one["kpi"]: one for one in kpi(folder, *given)}
    titles = {one.title: one.name for one in (ABOVE, *kpis().values())}
    told = {titles[row[0].rpartition(" [")[0]]: row for row in list(sheet.values)[1:]}
    assert {name for name, one in found.items() if one["value"] is not None} == set(told)
    for name, (_, value, stands, target, _, of) in told.items():
        mine = found[name]
        assert value == pytest.approx(mine["value"])
        whole = mine["posts"] + mine["left_out"]
        assert of.startswith(f"{mine['posts']} of {whole} posts")
        if target != "none":
            assert mine["target"] == [target.replace("\xa0", " ") + " a month"]
            assert ("on target" in stands) == (mine["status"] == ["met"])
            assert ("chance" in stands) == ("chance" in mine["status_reason"][0])
    assert last[ABOVE.name]["value"] == found[ABOVE.name]["value"]
