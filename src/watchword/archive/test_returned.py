"""The workbook goes out, people work on it, and their details come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import openpyxl
import pyarrow as pa
import pytest

from watchword.archive.entry import Asked, add_entry, read_entry
from watchword.archive.files.peek import peek_at
from watchword.archive.returned import bring_back, returned_file
from watchword.base.errors import InputError
from watchword.measure.latest import latest_numbers
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number
from watchword.measure.workbook import Take, results_sheet, write_csv, write_xlsx

FIRST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def made_posts(account="northbank", **details):
    rows = [
        {
            "post": post_number("instagram", account, str(native)),
            "channel": "instagram",
            "account": account,
            "native_id": str(native),
            "published": FIRST + timedelta(days=place),
            "text": f"Post {place}: see you at the library 🎈",
            "kind": "ig reel",
            **(details if place == 0 else {}),
        }
        for place, native in enumerate((17_900_000_000_000_001, 17_900_000_000_000_002, 3))
    ]
    return pa.Table.from_pylist(rows, POSTS)


@pytest.fixture
def ledger(tmp_path):
    posts = made_posts(campaign="Spring", own=[("Region", "North")])
    numbers = [
        {
            "post": post,
            "metric": "reach",
            "taken": FIRST + timedelta(days=30),
            "value": 1234.0,
            "definition": 1,
            "source_column": "Reach",
            "file": "",
        }
        for post in sorted(posts.column("post").to_pylist())
    ]
    opened = Ledger.open(tmp_path / "ledger")
    opened.add(posts, pa.Table.from_pylist(numbers, SNAPSHOTS), source=Source(name="made"))
    return opened


def export(ledger, path):
    sheet = results_sheet(ledger.posts(), latest_numbers(ledger.snapshot_batches()), {})
    with path.open("wb") as file:
        (write_csv if path.suffix == ".csv" else write_xlsx)(sheet, file)
    return path


def edit(path, *edits):
    """Write into cells as a person does: line, header, value."""
    book = openpyxl.load_workbook(path)
    page = book["Posts"]
    titles = [cell.value for cell in page[1]]
    for line, title, value in edits:
        if title not in titles:
            titles.append(title)
            page.cell(1, len(titles), title)
        page.cell(line, titles.index(title) + 1).value = value
    book.save(path)


def details(ledger):
    names = ("campaign", "is_video", "style", "own")
    return [tuple(row[name] for name in names) for row in ledger.posts().to_pylist()]


def test_details_come_back_and_can_be_undone(ledger, tmp_path):
    before = details(ledger)
    path = export(ledger, tmp_path / "results.xlsx")
    edit(
        path,
        (2, "Campaign", None),
        (2, "Video", "yes"),
        (3, "Campaign", "Spring clean"),
        (4, "Agency", "Harbour & Sons"),
        (4, "Day", datetime(2026, 3, 1)),  # noqa: DTZ001 - spreadsheets know no zones
        (4, "Budget", 1250.5),
        (4, "Reach", 9),
    )
    taken = bring_back(ledger, path.rename(tmp_path / "renamed.bin"))
    assert sum(taken.edits.values()) == 6
    assert taken.new_columns == ("Agency", "Budget", "Day")
    assert [one.words for one in taken.notes] == ["Reach: 1234 became 9; not taken"]
    assert details(ledger) == [
        (None, True, None, [("Region", "North")]),
        ("Spring clean", None, None, None),
        (
            None,
            None,
            None,
            [("Agency", "Harbour & Sons"), ("Budget", "1250.5"), ("Day", "2026-03-01")],
        ),
    ]
    assert ledger.snapshots().column("value").to_pylist() == [1234.0] * 3
    ledger.undo(taken.made.number)
    assert details(ledger) == before


def test_the_same_workbook_twice_changes_nothing_more(ledger, tmp_path):
    path = export(ledger, tmp_path / "results.xlsx")
    edit(path, (3, "Campaign", "Spring clean"))
    first = bring_back(ledger, path)
    again = bring_back(ledger, path)
    assert again.made is None
    assert not again.edits
    ledger.undo(first.made.number)
    assert bring_back(ledger, path).made.number > first.made.number
    assert details(ledger)[1][0] == "Spring clean"


def test_a_conflict_is_refused_with_both_values_and_nothing_is_taken(ledger, tmp_path):
    path = export(ledger, tmp_path / "results.xlsx")
    other = export(ledger, tmp_path / "other.xlsx")
    edit(other, (2, "Campaign", "Easter"))
    bring_back(ledger, other)
    edit(path, (2, "Campaign", "Summer"), (3, "Campaign", "Summer"))
    before = details(ledger)
    with pytest.raises(InputError, match="conflicts with the ledger in 1 cell") as caught:
        bring_back(ledger, path)
    assert caught.value.code == "workbook-conflict"
    assert (
        "Campaign: row 2 says 'Summer'; the ledger says 'Easter'; exported was 'Spring'"
        in " ".join(caught.value.hint.split())
    )
    assert details(ledger) == before
    assert sum(bring_back(ledger, path, take=Take.LEDGER).edits.values()) == 1
    assert [row[0] for row in details(ledger)] == ["Easter", "Summer", None]
    assert sum(bring_back(ledger, path, take=Take.WORKBOOK).edits.values()) == 1
    assert [row[0] for row in details(ledger)] == ["Summer", "Summer", None]


def test_csv_in_an_old_character_set_does_no_harm(ledger, tmp_path):
    path = export(ledger, tmp_path / "results.csv")
    text = path.read_text("utf-8-sig").replace(",Spring,", ",Frühling,", 1)
    path.write_bytes(text.encode("cp1252", "replace"))
    taken = bring_back(ledger, path)
    assert taken.edits == {"Campaign": 1}
    assert details(ledger)[0][0] == "Frühling"
    assert not taken.notes


def test_rows_that_are_gone_and_rows_of_others_harm_nothing(ledger, tmp_path):
    path = export(ledger, tmp_path / "results.xlsx")
    book = openpyxl.load_workbook(path)
    book["Posts"].delete_rows(2)
    book["Posts"].append(["a line of totals"])
    book.save(path)
    taken = bring_back(ledger, path)
    assert taken.posts == 2
    assert taken.made is None
    assert [one.words for one in taken.notes] == ["the mark is empty; left out"]
    assert len(ledger.posts()) == 3


def test_a_workbook_of_another_ledger_is_refused(ledger, tmp_path):
    elsewhere = Ledger.open(tmp_path / "elsewhere")
    elsewhere.add(made_posts("southbank"), SNAPSHOTS.empty_table(), source=Source(name="made"))
    path = export(elsewhere, tmp_path / "results.xlsx")
    with pytest.raises(InputError, match="of another ledger: it has none of its 3 posts"):
        bring_back(ledger, path)


def test_other_files_are_not_taken_for_the_workbook(ledger, tmp_path):
    path = tmp_path / "results.csv"
    path.write_text("Id,Text,Campaign\n1,Bins,Spring\n")
    assert returned_file(peek_at(path)) is None
    with pytest.raises(InputError, match="is not a workbook that Watchword wrote"):
        bring_back(ledger, path)


def without(path, *titles):
    """The workbook as somebody who takes columns out gives it back."""
    book = openpyxl.load_workbook(path)
    page = book["Posts"]
    for title in titles:
        page.delete_cols([cell.value for cell in page[1]].index(title) + 1)
    book.save(path)


def test_a_workbook_without_its_marks_is_refused_and_not_read_as_a_new_export(ledger, tmp_path):
    path = export(ledger, tmp_path / "results.xlsx")
    without(path, "Watchword post")
    file = returned_file(peek_at(path))
    assert file is not None
    with pytest.raises(InputError, match="no column 'Watchword post'"):
        bring_back(ledger, path, file=file)


def test_numbers_of_what_was_a_workbook_are_as_old_as_it_says(ledger, tmp_path):
    path = export(ledger, tmp_path / "results.xlsx")
    without(path, "Watchword post", "Watchword row")
    added = add_entry(ledger, read_entry(path, Asked()), when=datetime.now(UTC))
    assert (added.made.snapshots.new, added.made.snapshots.unchanged) == (0, 3)
