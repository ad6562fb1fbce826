"""``watchword ledger`` as people use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchword.measure.ledger import Ledger

PAGE = (
    "Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Date,Views,Reach,Reactions,"
    "Comments,Custom labels"
)


@pytest.fixture
def run(tmp_path: Path):
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-c", "from watchword.cli import main; main()", "ledger"]
            + [str(one) for one in arguments],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1", "WATCHWORD_LEDGER": str(tmp_path / "ledger")},
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def page(tmp_path: Path):
    def page(name: str = "posts.csv", reactions: int = 7) -> Path:
        rows = [
            f"1,77,Northbank,Flu clinics,09/28/2026 18:12,https://e/1,Photos,Lifetime,90,80,{reactions},1,",
            "2,77,Northbank,Open day,09/29/2026 18:12,https://e/2,Photos,Lifetime,50,40,3,0,",
            ",,,Total,,,,,140,120,10,1,",
        ]
        path = tmp_path / name
        path.write_text("\n".join([PAGE, *rows]) + "\n")
        return path

    return page


def test_an_import_says_what_it_took_what_for_and_again_it_adds_nothing(run, page, tmp_path):
    done = run("import", page(), "--zone", "Europe/London", "--taken", "2026-10-31")
    assert done.returncode == 0, done.stderr
    assert "posts.csv: Meta Business Suite content export, Facebook Page" in done.stdout
    assert 'reach from "Reach"' in done.stdout
    assert 'not used: "Page ID", "Date", "Custom labels"' in done.stdout
    assert "numbers taken: 2026-10-31 23:59 UTC (as given)" in done.stdout
    assert "times without a zone: Europe/London" in done.stdout
    assert "left out: 1" in done.stdout
    assert "line 4: a line without a post" in done.stdout
    assert "import 1: posts 2 new, 0 changed, 0 unchanged; numbers 8 new" in done.stdout
    again = run("import", page("another name.csv"), "--taken", "2026-10-31")  # the zone was kept
    assert again.returncode == 0, again.stderr
    assert "already import 1: posts 0 new, 0 changed, 2 unchanged" in again.stdout
    assert "numbers 0 new, 0 changed, 8 unchanged" in again.stdout
    ledger = Ledger.open(tmp_path / "ledger")
    assert [one.number for one in ledger.imports()] == [1]
    assert ledger.settings["zones"] == {
        "Meta Business Suite content export, Facebook Page": "Europe/London"
    }
    kept = list((tmp_path / "ledger" / "files").iterdir())
    assert [one.read_text() for one in kept] == [page().read_text()]


def test_a_copy_of_a_file_with_another_time_is_the_same_file(run, page):
    assert run("import", page(), "--zone", "UTC").returncode == 0
    os.utime(page(), (1_790_900_000, 1_790_900_000))
    again = run("import", page())
    assert "numbers 0 new, 0 changed, 8 unchanged" in again.stdout


def test_numbers_that_changed_are_changed_and_those_that_fell_are_said(run, page):
    run("import", page(), "--zone", "UTC", "--taken", "2026-10-30")
    later = run("import", page("b.csv", reactions=5), "--taken", "2026-10-31")
    assert "import 2: posts 0 new, 0 changed, 2 unchanged; numbers 8 new" in later.stdout
    assert "1 numbers fell with time: kept, as a correction of the network" in later.stdout
    corrected = run("import", page("c.csv", reactions=6), "--taken", "2026-10-31")
    assert "numbers 0 new, 1 changed, 7 unchanged" in corrected.stdout


def test_an_import_is_listed_and_can_be_taken_back(run, page, tmp_path):
    assert "there is no ledger" in run("list").stderr
    run("import", page(), "--zone", "UTC")
    listed = run("list").stdout
    assert "posts.csv" in listed
    assert "northbank on facebook" in listed
    assert run("undo", 1).returncode == 0
    assert Ledger.open(tmp_path / "ledger").posts().num_rows == 0
    assert ", undone " in run("list").stdout
    again = run("undo", 1)
    assert again.returncode == 2
    assert "import 1 is undone already" in again.stderr


def test_map_shows_the_match_and_imports_nothing(run, page, tmp_path):
    asked = run("map", page())
    assert asked.returncode == 2
    assert 'reach from "Reach"' in asked.stdout
    assert "--zone Europe/London" in asked.stderr
    shown = run("map", page(), "--zone", "UTC")
    assert "gives 2 posts with 8 numbers" in shown.stdout
    assert not (tmp_path / "ledger").exists()


def test_a_corrected_mapping_is_kept_for_the_same_headers(run, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("Nummer,Wann,Gesehen,Team\n9,2026-09-01T10:00:00Z,1.200,Presse\n")
    more = tmp_path / "more.csv"
    more.write_text("Team,Wann,Gesehen,Nummer\nPresse,2026-09-02T10:00:00Z,-1,10\n")
    columns = ["post=Nummer", "published=Wann", "reach=Gesehen", "team=Team"]
    options = [one for column in columns for one in ("--column", column)]
    options += ["--channel", "facebook", "--missing", "-1"]
    refused = run("import", own)
    assert refused.returncode == 2
    assert "'Nummer', 'Wann', 'Gesehen', 'Team'" in refused.stderr
    done = run("import", own, *options, "--account", "n", "--keep-mapping")
    assert done.returncode == 0, done.stderr
    assert "the mapping is kept" in done.stdout
    again = run("import", more, "--account", "n")
    assert again.returncode == 0, again.stderr
    assert "more.csv: the mapping kept for these headers is used" in again.stdout
    ledger = Ledger.open(tmp_path / "ledger")
    posts = {row["native_id"]: row for row in ledger.posts().to_pylist()}
    assert dict(posts["10"]["own"]) == {"team": "Presse"}
    assert ledger.snapshots().column("value").to_pylist() == [1200]


def test_one_bad_file_does_not_keep_out_the_others(run, page, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("Post ID,Likes\n5.69587E+17,3\n")
    done = run("import", bad, page(), "--zone", "UTC", "--channel", "facebook", "--account", "n")
    assert done.returncode == 2
    assert "import 1: posts 2 new" in done.stdout
    assert 'line 2, column "Post ID": 5.69587E+17 was an id' in done.stderr
    assert "1 of 2 files were not imported: bad.csv" in done.stderr


def test_money_of_another_currency_is_not_mixed_in(run, tmp_path):
    def videos(name: str, currency: str) -> Path:
        path = tmp_path / name
        path.write_text(
            f"Content,Video title,Video publish time,Views,Estimated revenue ({currency})\n"
            '-a1B2_cdEfG,Flu,"Jan 6, 2026",9,3.25\n'
        )
        return path

    options = ("--zone", "UTC", "--account", "n", "--taken")
    first = run("import", videos("a.csv", "GBP"), *options, "2026-02-01")
    assert "money is in GBP, from now on the ledger's currency" in first.stdout
    second = run("import", videos("b.csv", "USD"), *options, "2026-03-01")
    assert "1 numbers in USD were left out: the ledger's currency is GBP" in second.stdout
    ledger = Ledger.open(tmp_path / "ledger")
    assert ledger.settings["currency"] == "GBP"
    assert ledger.snapshots(["revenue"]).column("value").to_pylist() == [3.25]


def test_a_ledger_keeps_its_settings_where_people_can_read_them(run, page, tmp_path):
    run("import", page(), "--zone", "Europe/London")
    told = json.loads((tmp_path / "ledger" / "ledger.json").read_text())
    assert list(told["settings"]["zones"].values()) == ["Europe/London"]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--channel", "facebok"), "'facebok' is not a network"),
        (("--taken", "2999-01-01"), "cannot have been taken on 2999-01-01"),
        (("--zone", "London"), "'London' is not a time zone"),
        (("--column", "reach"), "'reach' names no column"),
    ],
)
def test_options_that_cannot_be_meant_are_refused_before_anything_is_read(run, page, option, said):
    done = run("import", page(), *option)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_file_without_rows_says_so(run, tmp_path):
    (tmp_path / "t.csv").write_text("Post ID,Likes\n")
    done = run("import", tmp_path / "t.csv", "--channel", "x", "--account", "n")
    assert "the file holds no posts and no numbers" in done.stdout


def test_a_ledger_that_is_not_there_is_said_and_not_made(run, tmp_path):
    for words in (["list"], ["undo", 1]):
        done = run(*words, "--ledger", tmp_path / "typo")
        assert done.returncode == 2
        assert "there is no ledger" in done.stderr
    assert not (tmp_path / "typo").exists()


def test_all_files_are_looked_at_though_one_is_refused(run, page, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.touch()
    done = run("map", empty, page(), "--zone", "Europe/London")
    assert done.returncode == 2
    assert "gives 2 posts" in done.stdout
    assert "1 of 2 files were not read: empty.csv" in done.stderr
    assert "the others were" in done.stderr


def test_where_all_files_are_refused_none_is_said_to_have_been_taken(run, tmp_path):
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for one in files:
        one.touch()
    done = run("import", *files)
    assert "2 of 2 files were not imported" in done.stderr
    assert "the others" not in done.stderr


def test_times_that_the_format_has_in_utc_are_said_to_be(run, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        "Date (GMT),Instagram Account,Instagram Post ID,Post Type,Post Message,Post Permalink,"
        "Likes,Comments,Reach,Views,Engagement,Post Tags,Post Campaign\n"
        "2026-02-01 10:00:00,northbank,1790000000000000001,IMAGE,Lungs,https://e/1,5,1,90,80,6,,\n"
    )
    done = run("map", path)
    assert "times without a zone: UTC, as this format has them" in done.stdout


def test_a_file_whose_name_is_no_text_is_taken_in(run, page, tmp_path):
    try:
        path = page().rename(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv"))
    except OSError:
        pytest.skip("this file system has names of UTF-8 only")
    done = run("import", path, "--zone", "Europe/London", "--taken", "2026-10-31")
    assert done.returncode == 0, done.stderr
    assert "caf?.csv" in run("list").stdout
