"""How did that post do? From two exports to a sentence, through a workbook and back."""

from __future__ import annotations

import csv
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from watchword.cli.app import app
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

HEADER = [
    "Post ID",
    "Page name",
    "Title",
    "Description",
    "Publish time",
    "Permalink",
    "Post type",
    "Views",
    "Reach",
    "Reactions",
    "Comments",
    "Shares",
    "Total clicks",
]
FIRST = datetime(2025, 12, 1, 9, 30, tzinfo=UTC)
DAYS = 45
NATIVE = 122_000_000_000_000
STAR = NATIVE + 32
TEXTS = ("Bins are collected as usual", "=Free parking= on Sunday", "@northbank the library opens")


def write_export(path: Path, on: datetime) -> Path:
    """Meta Business Suite's export of the posts that there were on a day."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for day in range(DAYS):
            said = FIRST + timedelta(days=day)
            age = (on - said).total_seconds() / 86_400
            if age <= 0:
                break
            final = 900.0 if day == STAR - NATIVE else 200 * math.exp(0.6 * math.sin(day * 2.3))
            now = final * (1 - math.exp(-age))
            numbers = [round(now * share) for share in (14, 11, 0.7, 0.2, 0.1, 0.5)]
            link = f"https://www.facebook.com/northbank/posts/{NATIVE + day}"
            published = f"{said:%m/%d/%Y %H:%M}"
            text = TEXTS[day % 3]
            row = (NATIVE + day, "Northbank", "", text, published, link, "Photos", *numbers)
            writer.writerow(row)
    return path


class Clerk:
    """Somebody at the keyboard, with a ledger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def says(self, *words: object) -> str:
        """What a command answers; errors are raised as they are."""
        done = CliRunner().invoke(app, [*map(str, words), "--ledger", str(self.folder)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    def details(self) -> dict[str, tuple[object, ...]]:
        """Campaign, video, style and own columns of each post that has any."""
        return {
            row["native_id"]: (row["campaign"], row["is_video"], row["style"], row["own"])
            for row in Ledger.open(self.folder).posts().to_pylist()
            if row["campaign"] or row["is_video"] is not None or row["own"]
        }


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    one = Clerk(tmp_path / "ledger")
    for on in (datetime(2026, 1, 15, 8, tzinfo=UTC), datetime(2026, 2, 20, 8, tzinfo=UTC)):
        path = write_export(tmp_path / f"export-{on:%m-%d}.csv", on)
        said = one.says(
            "ledger", "import", path, "--taken", f"{on:%Y-%m-%dT%H:%M}", "--zone", "UTC"
        )
        assert "Meta Business Suite" in said
    return one


def edit(path: Path, *edits: tuple[int, str, object]) -> None:
    """Write into cells as a person does: line, header (a new one is added), value."""
    book = openpyxl.load_workbook(path)
    page = book["Posts"]
    titles = [cell.value for cell in page[1]]
    for line, title, value in edits:
        if title not in titles:
            titles.append(title)
            page.cell(1, len(titles), title)
        page.cell(line, titles.index(title) + 1).value = value
    book.save(path)


def test_from_two_exports_to_a_sentence_through_the_workbook_and_back(
    clerk: Clerk, tmp_path: Path
) -> None:
    results = tmp_path / "results.xlsx"
    assert f"{DAYS} posts" in clerk.says("ledger", "export", results, "--zone", "Europe/London")
    page = openpyxl.load_workbook(results)["Posts"]
    shown = [[cell.value for cell in row] for row in page.iter_rows()]
    star = next(line for line, row in enumerate(shown, 1) if str(STAR) in row and line > 1)
    by_title = dict(zip(shown[0], shown[star - 1], strict=True))
    assert by_title["Interactions: how sure"] == "usable"
    assert by_title["Interactions: better than (of 100)"] > 90
    assert by_title["Text"].startswith("@northbank")
    edit(
        results,
        (star, "Campaign", "Spring clean"),
        (star, "Video", "yes"),
        (star, "Video style", "animated"),
        (star, "Agency", "Harbour & Sons"),
        (star + 1, "Campaign", "Spring clean"),
        (star + 1, "Reach", 1),
    )
    brought = clerk.says("ledger", "import", results)
    assert "5 cells taken: Campaign 2, Agency 1 (new), Video 1, Video style 1" in brought
    assert "'Reach' is Watchword's; what was changed there was not taken" in brought
    assert clerk.details()[str(STAR)][:3] == ("Spring clean", True, "animated")
    shown_post = clerk.says("post", "show", STAR)
    assert shown_post.startswith("Better than 9")
    assert "of 100 comparable posts at 28 days or later" in shown_post
    assert "usable benchmark from 32 posts" in shown_post
    then = clerk.says("post", "show", STAR, "--as-of", "2026-01-05")
    assert then.startswith("Nothing to compare yet: no number of it was imported")
    assert str(DAYS) in clerk.says("score").partition(" posts by")[0]
    assert "Usual for northbank on facebook (photo)" in clerk.says("benchmark")
    assert "3 " in clerk.says("ledger", "list")
    clerk.says("ledger", "undo", 3)
    assert clerk.details() == {}
    assert clerk.says("post", "show", STAR) == shown_post


def test_two_people_who_edit_the_same_cell_are_told_of_each_other(
    clerk: Clerk, tmp_path: Path
) -> None:
    mine, theirs = tmp_path / "mine.xlsx", tmp_path / "theirs.xlsx"
    clerk.says("ledger", "export", mine)
    clerk.says("ledger", "export", theirs)
    edit(theirs, (2, "Campaign", "Easter"))
    clerk.says("ledger", "import", theirs)
    edit(mine, (2, "Campaign", "Spring"), (3, "Campaign", "Spring"))
    before = clerk.details()
    with pytest.raises(Exception, match="conflicts with the ledger in 1 cell") as caught:
        clerk.says("ledger", "import", mine)
    assert "row 2 says 'Spring'; the ledger says 'Easter'" in " ".join(str(caught.value).split())
    assert clerk.details() == before
    clerk.says("ledger", "import", mine, "--take", "ledger")
    assert [one[0] for one in clerk.details().values()] == ["Easter", "Spring"]


def test_csv_from_another_spreadsheet_comes_back_as_well(clerk: Clerk, tmp_path: Path) -> None:
    results = tmp_path / "results.csv"
    clerk.says("ledger", "export", results, "--from", "2026-01-01")
    rows = list(csv.reader(results.read_text("utf-8-sig").splitlines()))
    assert all(not cell.startswith(("=", "@", "+")) for row in rows for cell in row)
    titles = rows[0]
    for row in rows[1:]:  # as a web spreadsheet shows numbers, ids and apostrophes
        row[titles.index("Reach")] = f"{int(row[titles.index('Reach')]):,}"
        row[titles.index("Text")] = row[titles.index("Text")].removeprefix("'")
        row[titles.index("Id")] = "1.22E+14"
    rows[1][titles.index("Campaign")] = "Winter"
    order = sorted(range(len(titles)), key=lambda place: titles[place])
    with (tmp_path / "Results - Posts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [row[place] for place in order] for row in (titles, *reversed(rows[1:]))
        )
    brought = clerk.says("ledger", "import", tmp_path / "Results - Posts.csv")
    assert "1 cell taken: Campaign 1" in brought
    assert "an id was damaged by the spreadsheet; the post was found by its mark" in brought
    assert [one[0] for one in clerk.details().values()] == ["Winter"]


@pytest.mark.parametrize("form", ["ods", "csv", "xls"])
def test_what_libreoffice_saved_comes_back(tmp_path: Path, form: str) -> None:
    rows = [
        {
            "post": post_number("instagram", "northbank", native),
            "channel": "instagram",
            "account": "northbank",
            "native_id": native,
            "campaign": campaign,
            "own": own,
        }
        for native, campaign, own in (
            ("17900000000000001", "Spring", [("Region", "North")]),
            ("17900000000000002", None, None),
            ("3", None, None),
        )
    ]
    clerk = Clerk(tmp_path / "ledger")
    posts = pa.Table.from_pylist(rows, POSTS)
    Ledger.open(clerk.folder).add(posts, SNAPSHOTS.empty_table(), source=Source(name="made"))
    sample = Path(__file__).parent / "samples" / f"returned.{form}"
    brought = clerk.says("ledger", "import", sample)
    assert "3 cells taken: Campaign 1, Region 1, Video 1 import 2" in brought
    assert "not taken" not in brought
    assert clerk.details() == {
        "17900000000000001": ("Spring", None, None, [("Region", "Süd")]),
        "17900000000000002": ("Spring clean", None, None, None),
        "3": (None, True, None, None),
    }
