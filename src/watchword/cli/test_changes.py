"""What ``diff`` and ``show`` say on a terminal of 80 columns."""

import json
import shutil
from pathlib import Path

import pytest

from watchword.cli.test_cli import ROOT, run

HEALTH = ROOT / "policies" / "health-board"
FEW = "rules/HB-207-few-hashtags.md"
SIX = "What a day #One #Two #Three #Four #Five #Six"


@pytest.fixture(scope="module")
def stricter(tmp_path_factory) -> Path:
    """The health board's policy with one hashtag fewer."""
    folder = tmp_path_factory.mktemp("stricter") / "policy"
    shutil.copytree(HEALTH, folder)
    page = (folder / FEW).read_text()
    (folder / FEW).write_text(page.replace("at_most: 6", "at_most: 5"))
    return folder


@pytest.fixture(scope="module")
def posts(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("posts") / "posts.csv"
    path.write_text("id,text\n" + "".join(f"{n},{n} {SIX}\n" for n in range(12)) + "99,Hello\n")
    return path


def test_posts_of_an_archive_are_published_and_a_rule_for_drafts_says_how_to_ask(
    stricter: Path, posts: Path
) -> None:
    done = run("diff", HEALTH, stricter, "--posts", posts)
    assert done.returncode == 0
    assert "Posts decided differently: 0 of 13, taken as published posts" in done.stdout
    said = " ".join(done.stdout.split())
    assert "HB-207 looks only at drafts: --stage draft says what would have happened" in said


def test_taken_as_the_drafts_that_they_were_they_are_decided_differently(
    stricter: Path, posts: Path
) -> None:
    done = run("diff", HEALTH, stricter, "--posts", posts, "--stage", "draft")
    assert "Posts decided differently: 12 of 13, taken as drafts" in done.stdout
    assert "clean → warn: 12" in done.stdout
    assert "some of them:" in done.stdout
    assert "looks only at drafts" not in done.stdout
    assert max(map(len, done.stdout.split("\n"))) <= 80
    told = json.loads(
        run("diff", HEALTH, stricter, "--posts", posts, "--stage", "draft", "--json").stdout
    )
    assert (told["taken_as"], len(told["posts"])) == ("draft", 12)


@pytest.mark.parametrize("sector", ["health-board", "university", "council", "company", "charity"])
def test_the_list_of_rules_fits_and_cuts_no_title(sector: str) -> None:
    folder = ROOT / "policies" / sector
    done = run("show", "--policy", folder, "--channel", "instagram", "--account", "personal")
    assert max(map(len, done.stdout.split("\n"))) <= 80
    assert "…" not in done.stdout


def test_a_rule_is_shown_whole_under_the_files_that_its_values_came_from() -> None:
    done = run("show", "HB-403", "--policy", HEALTH, "--account", "personal")
    assert max(map(len, done.stdout.split("\n"))) <= 80
    base, overlay = done.stdout.split("from overlays/personal.md\n")
    assert overlay.split() == ["action", "warn"]
    assert "from rules/HB-403-no-home-addresses.md\n" in base
    assert "check.all.0.data     postcode, postal-address" in base
    assert "{" not in base
    assert "…" not in base


def test_a_rule_that_people_keep_is_not_changed_by_the_kind_of_account() -> None:
    done = run("show", "--policy", HEALTH, "--account", "personal")
    line = next(one for one in done.stdout.split("\n") if one.startswith("HB-409"))
    assert "kept by people" in line
    assert "personal account" not in line


def test_a_rule_whose_examples_fail_is_not_said_to_have_no_breaks(stricter: Path) -> None:
    done = run("test", stricter, "--rule", "HB-207")
    assert done.returncode == 1
    assert "4 of 5 examples hold; rules are broken on purpose once they do" in done.stdout
