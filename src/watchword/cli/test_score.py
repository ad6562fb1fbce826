"""How posts did, on the terminal and in files."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from watchword.check.render.style import columns
from watchword.cli.app import app
from watchword.cli.screen import plain
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

FIRST = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
RUN = "from watchword.cli import main; main()"
HOURS = (1, 24, 24 * 7, 24 * 28)
DAYS = 60
LAST = "1700059"
TEXT = "Bins are collected on day {day}, whatever the weather; please put them out by seven"


def final(day):
    """What a post has in the end: 40 to 160, the last one far more."""
    return 500.0 if day == DAYS - 1 else 100 * math.exp(0.5 * math.sin(day * 1.7))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """Sixty photos of one account, one a day, and three videos."""
    posts, numbers = [], []
    for day in range(DAYS + 3):
        native = str(1_700_000 + day)
        kind = "photo" if day < DAYS else "video"
        post = post_number("facebook", "northbank", native)
        published = FIRST + timedelta(days=day)
        posts.append(
            {
                "post": post,
                "channel": "facebook",
                "account": "northbank",
                "native_id": native,
                "published": published,
                "text": TEXT.format(day=day),
                "kind": kind,
                "link": f"https://www.facebook.com/northbank/posts/{native}",
            }
        )
        numbers += [
            {
                "post": post,
                "metric": metric,
                "taken": published + timedelta(hours=hour),
                "value": float(factor * round(final(day) * (1 - math.exp(-hour / 30)))),
                "definition": 1,
                "source_column": "Reactions",
                "file": "",
            }
            for metric, factor in (("reach", 4), ("reactions", 1))
            for hour in HOURS
        ]
    folder = tmp_path_factory.mktemp("ledger") / "ledger"
    numbers.sort(key=lambda row: (row["post"], row["metric"], row["taken"]))
    Ledger.open(folder).add(
        pa.Table.from_pylist(posts, POSTS),
        pa.Table.from_pylist(numbers, SNAPSHOTS),
        source=Source(name="made"),
        when=FIRST + timedelta(days=120),
    )
    return folder


@pytest.fixture
def say(ledger):
    """Run a command on the ledger; what it wrote."""

    def run(*words):
        done = CliRunner().invoke(app, [*map(str, words), "--ledger", str(ledger)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_a_post_is_shown_by_a_sentence_a_table_and_a_chart(say):
    screen = say("post", "show", LAST)
    first, second, *_ = screen.splitlines()
    assert f"{first} {second}".startswith(
        "Better than 99 of 100 comparable posts at 28 days or later"
    )
    assert "benchmark from 59 posts." in f"{first} {second}"
    assert "facebook · northbank · photo · 29 January 2026, 09:00 UTC" in screen
    assert "24 hours" in screen
    assert "unexplained" in screen
    assert "= 500" in screen
    assert "●" in screen
    assert "░" in screen
    assert all(columns(line) <= 80 for line in screen.splitlines())


def test_a_screen_in_plain_characters_has_no_others(say):
    screen = say("post", "show", LAST, "--ascii")
    assert screen.isascii()
    assert "O this post" in screen


def test_only_what_was_known_then_counts(say):
    before = say("post", "show", LAST, "--as-of", "2026-01-31")
    assert before.startswith("Better than 99 of 100 comparable posts at 24 hours")
    assert "7 days, 28 days, settled: no number was taken" in " ".join(before.split())
    assert "as known on 31 January 2026, 23:59 UTC" in before
    with pytest.raises(Exception, match="not said yet on 2026-01-01"):
        say("post", "show", LAST, "--as-of", "2026-01-01")


def test_what_is_known_later_changes_no_earlier_score(say):
    then = json.loads(say("score", "--as-of", "2026-01-15", "--format", "json"))
    now = {(row["post"], row["age"]): row for row in json.loads(say("score", "--format", "json"))}
    shared = [row for row in then if row["value"] is not None]
    assert len(shared) > 100
    for row in shared:
        assert row["percentile"] == now[row["post"], row["age"]]["percentile"]
        assert row["score"] == now[row["post"], row["age"]]["score"]


def test_too_few_posts_are_said_and_not_placed(say):
    screen = say("post", "show", "1700062")
    assert screen.startswith("Not enough data yet at 28 days or later: 2 posts to compare with")
    assert "of 100" not in screen


def test_posts_are_listed_one_a_line(say):
    screen = say("score", "--limit", "5", "--kind", "photo", "--sort", "best")
    assert screen.startswith("60 posts by interactions")
    assert "2026-01-29" in screen.splitlines()[3]
    assert "and 55 more" in screen
    assert all(columns(line) <= 80 for line in screen.splitlines())
    mark = screen.splitlines()[3].split()[0]
    assert "29 January 2026" in say("post", "show", mark)


def test_scores_are_the_same_the_second_time_and_are_kept_in_the_ledgers_folder(say, ledger):
    first, second = say("score", "--format", "json"), say("score", "--format", "json")
    assert first == second == say("score", "--format", "json", "--as-of", "2027-01-01")
    assert list((ledger / "scores").glob("*.npz"))


def test_one_post_is_the_same_under_both_names(say):
    assert say("score", LAST) == say("post", "show", LAST)


def test_a_month_is_its_own_posts_against_all_before(say):
    rows = json.loads(say("score", "--month", "2026-01", "--age", "24h", "--format", "json"))
    assert {row["published"][:7] for row in rows} == {"2026-01"}
    assert max(row["n"] for row in rows) == 59


def test_what_is_usual_is_said_with_its_band_and_when_it_will_be_surer(say):
    screen = say("benchmark", "--kind", "photo")
    first, second, *_ = screen.splitlines()
    assert f"{first} {second}".startswith("Usual for northbank on facebook (photo): "), screen
    assert "at 28 days or later, nine of ten between" in " ".join(screen.split())
    assert "from 60 posts" in " ".join(screen.split())
    assert "░" in screen
    assert all(columns(line) <= 80 for line in screen.splitlines())


def test_a_benchmark_of_too_few_says_when_there_will_be_enough(say):
    then = ("--as-of", "2026-02-03")
    screen = " ".join(say("benchmark", "--kind", "video", *then).split())
    assert screen.startswith("Not enough data yet for northbank on facebook (video): 3 posts")
    assert "provisional about" in screen
    post = " ".join(say("post", "show", "1700062", *then).split())
    assert "2 posts to compare with; provisional about" in post
    # long after the last post there is no pace
    assert "post again" in " ".join(say("benchmark", "--kind", "video").split())


def test_several_benchmarks_take_a_line_each(say):
    screen = say("benchmark")
    assert screen.startswith("2 benchmarks by interactions")
    assert all(columns(line) <= 80 for line in screen.splitlines())
    rows = json.loads(say("benchmark", "--format", "json"))
    assert {row["kind"] for row in rows} == {"photo", "video"}
    assert len(rows) == 18


def test_kinds_are_compared_with_one_another_where_that_is_asked(say):
    (first, *_) = say("benchmark", "--pool-kinds").splitlines()
    assert first.startswith("Usual for northbank on facebook: ")


def test_a_rate_is_said_in_percent(say):
    screen = say("benchmark", "--kind", "photo", "--metric", "engagement_rate_by_reach")
    assert "engagement rate by reach 25 % at" in " ".join(screen.split())
    assert "usual, in %" in screen
    assert "25 %" in say("post", "show", LAST, "--metric", "engagement_rate_by_reach")


def test_a_young_posts_curve_goes_on_with_what_is_usual(say):
    screen = say("post", "show", "1700058", "--as-of", "2026-01-29T12:00")
    assert "at 24 hours" in " ".join(screen.split())
    assert "28d+" in screen
    assert screen.count("●") == 3  # two numbers, and the legend


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet"])
def test_every_format_says_the_same(say, tmp_path, form):
    out = tmp_path / f"scores.{form}"
    say("post", "show", LAST, "--output", out)
    if form == "json":
        rows = json.loads(out.read_text("utf-8"))
    elif form == "jsonl":
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    else:
        rows = pq.read_table(out).to_pylist()
    assert len(rows) == 9
    assert {row["native_id"] for row in rows} == {LAST}
    assert [row["age_name"] for row in rows][4] == "24 hours"
    assert float(rows[4]["value"]) == 275
    assert rows[1]["reason"] == "no number was taken near enough to this age"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["post", "show", "nobody said this"], "there is no post"),
        (["post", "show", "day 1"], "post has the id or address 'day 1'; these"),
        (["score", "--account", "southbank"], "no post has the account 'southbank'"),
        (["score", "--month", "2026-13"], "'2026-13' is not a month"),
        (["score", "--month", "2031-01"], "no post was published in this time"),
        (["score", "--metric", "joy"], "there is no metric 'joy'"),
        (["score", "--age", "soon"], "'soon' is not an age"),
        (["score", "--as-of", "soon"], "'soon' is not a day or moment"),
        (["score", "--format", "parquet"], "parquet is not for a terminal"),
        (["score", "--output", "scores.doc"], "it is not clear what to write into"),
    ],
)
def test_what_cannot_be_done_is_said(say, words, error):
    with pytest.raises(Exception, match=error):
        say(*words)


def test_a_ledger_that_is_not_there_is_named(tmp_path):
    done = CliRunner().invoke(app, ["score", "--ledger", str(tmp_path / "none")])
    assert "there is no ledger" in str(done.exception)


def test_what_posts_say_cannot_steer_the_terminal(tmp_path):
    evil = "a\x1b[31mb"
    post = post_number("x", evil, "1")
    row = {"post": post, "channel": "x", "account": evil, "native_id": "1", "kind": evil}
    ledger = Ledger.open(tmp_path / "ledger")
    posts = pa.Table.from_pylist([{**row, "text": evil, "published": FIRST}], POSTS)
    ledger.add(posts, SNAPSHOTS.empty_table(), source=Source(name="made"))
    folder = str(tmp_path / "ledger")
    for words in (["post", "show", "1"], ["score"], ["benchmark"]):
        done = CliRunner().invoke(app, [*words, "--ledger", folder])
        assert not done.exception
        assert "\x1b" not in done.output
    done = CliRunner().invoke(app, ["post", "show", "31mb", "--ledger", folder])
    assert "\x1b" not in str(done.exception)


def test_an_empty_ledger_says_how_to_begin(tmp_path):
    done = CliRunner().invoke(app, ["score", "--ledger", str(tmp_path)])
    assert "the ledger has no posts yet" in str(done.exception)


@pytest.mark.parametrize(
    "words",
    [
        ["score"],
        ["post", "show", LAST],
        ["benchmark"],
        ["kpi", "interactions"],
        ["effects"],
        ["trend"],
    ],
)
def test_text_goes_into_the_file_that_is_named(say, tmp_path, words):
    told = say(*words)
    path = tmp_path / "told.txt"
    assert say(*words, "--output", path) == ""
    assert path.read_text() == told


@pytest.mark.parametrize("words", [["--month", "9999-12"], ["--to", "9999-12-31"]])
def test_the_end_of_the_calendar_is_refused_in_words(say, words):
    with pytest.raises(Exception, match="at the end of all calendars"):
        say("score", *words)


@pytest.mark.parametrize("command", ["effects", "trend", "score", "kpi", "benchmark"])
def test_an_output_that_holds_ascii_alone_gets_plain_signs(ledger, command):
    done = subprocess.run(
        [sys.executable, "-c", RUN, command, "--ledger", str(ledger)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert done.stdout.isascii()
    assert b"?" not in done.stdout


def test_a_picture_in_plain_characters_is_no_row_of_question_marks():
    assert plain("video ×1.91  ──●─|  ÷ 45\u00a0%") == "video x1.91  --*-|  / 45 %"
