"""watchword report: files that are whole, or an error that says what to do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from watchword.cli.app import app
from watchword.policy.starters import make_policy


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    (folder / "ledger").mkdir()
    make_policy("minimal", folder / "policy", today=date(2026, 9, 1))
    return folder


def run(place, monkeypatch, *arguments):
    monkeypatch.chdir(place)
    return CliRunner().invoke(app, ["report", *arguments])


def said(result) -> str:
    return " ".join((result.output + str(result.exception or "")).split())


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx", ".xlsx"])
def test_a_report_is_written_in_the_form_that_its_name_says(place, monkeypatch, suffix) -> None:
    result = run(place, monkeypatch, "--month", "2026-02", "-o", f"r{suffix}", "--for", "team")
    assert result.exit_code == 0, said(result)
    assert "Nobody posted in February 2026" in said(result)
    starts = {".html": b"<!doctype", ".pdf": b"%PDF", ".docx": b"PK", ".xlsx": b"PK"}
    assert (place / f"r{suffix}").read_bytes().startswith(starts[suffix])


def test_without_a_name_it_is_a_page_for_the_board(place, monkeypatch) -> None:
    result = run(place, monkeypatch, "--month", "2026-02")
    assert result.exit_code == 0, said(result)
    assert "For the board" in (place / "report-2026-02-board.html").read_text("utf-8")


def test_a_persons_words_stand_in_it(place, monkeypatch) -> None:
    (place / "words.md").write_text("We **film** two.\n", encoding="utf-8")
    run(place, monkeypatch, "--month", "2026-02", "--words", "words.md", "-o", "w.html")
    assert "<strong>film</strong>" in (place / "w.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--month", "2026-13"), "'2026-13' is not a month"),
        (("--month", "2026-02", "-o", "r.txt"), "it is not clear what to write"),
        (("--month", "2026-02", "--words", "none.md"), "cannot be read"),
        (("--month", "2026-02", "--account", "nobody"), "the ledger has no posts yet"),
        (("--month", "2026-02", "--ledger", "nowhere"), "there is no ledger"),
        (("--month", "2026-02", "--policy", "nowhere"), "nowhere"),
        (("--month", "2026-02", "--metric", "joy"), "there is no metric 'joy'"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    place, monkeypatch, arguments, message
) -> None:
    before = set(place.iterdir())
    result = run(place, monkeypatch, *arguments)
    assert result.exit_code != 0
    assert message in said(result)
    assert set(place.iterdir()) == before


def test_words_that_are_no_text_are_refused(place, monkeypatch) -> None:
    Path(place / "bad.md").write_bytes(b"\xff\xfe\x00bad")
    result = run(place, monkeypatch, "--month", "2026-02", "--words", "bad.md")
    assert re.search("is not UTF-8 text", said(result))
