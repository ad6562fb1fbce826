"""A first policy in an hour: a Word file of 2019, an audit's finding, and nobody to ask."""

from __future__ import annotations

import csv
import io
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from conftest import Arrive, Site, Walker, Way

pytestmark = pytest.mark.browser

HOME = "bare"
OWNER = "ada.moss@glenmarrow.example"
DUTIES = {
    "Confidentiality": (
        "Staff must never post information that identifies a patient.",
        "You must not publish private telephone numbers.",
    ),
    "Accounts": ("All official accounts must have two administrators.",),
    "Style": (
        "Posts must use at most three hashtags.",
        "Staff should write in plain words.",
    ),
}
WHY = "A row of hashtags is slow to hear on a screen reader, and makes advice look like an advert."


@pytest.fixture(scope="module")
def old_policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = docx.Document()
    document.add_heading("Social media policy 2019", 0)
    for heading, duties in DUTIES.items():
        document.add_heading(heading, 1)
        for one in duties:
            document.add_paragraph(one)
    path = tmp_path_factory.mktemp("old") / "SM-policy-2019.docx"
    document.save(str(path))
    return path


def test_a_word_file_becomes_a_draft_with_reasons_and_checks(
    site: Site, arrive: Arrive, way: Way, old_policy: Path
) -> None:
    walker = arrive(way)
    walker.sign_in(site, OWNER)
    if walker.page.get_by_role("heading", name="Begin here").is_visible():
        walker.stop("1-begin")
        walker.press("Begin")
        walker.sees("Whose site is this?")
        walker.write("Name of the organisation", "Glenmarrow Health Board")
        walker.tick("Health")
        walker.stop("2-whose")
        walker.press("With my policy")
    else:  # one organisation a site: who came before has said so
        walker.open(f"{site.address}/policy/drafts/begin/")
    walker.sees("Begin a policy")
    walker.stop("3-three-ways")

    before = time.monotonic()
    walker.hand_in("Document", old_policy)
    walker.press("Read the document")
    walker.sees("5 draft rules were found.")
    assert time.monotonic() - before < 60
    walker.sees(" of 33 sections")
    walker.stop("4-draft")
    missing = walker.page.get_by_text("needs its reason").count()
    assert missing == 5

    walker.press("Posts must use at most three hashtags")
    walker.sees("A good one, from another rule:")
    walker.stop("5-rule")
    walker.write("Why", WHY)
    walker.press("Use this check")
    walker.sees("The check is in place.")
    walker.sees("It finds something in 2 of your latest 20 posts.")
    walker.press("Show them")
    walker.sees("#Flu #Clinic #Winter #Glenmarrow")
    walker.stop("6-check-tried")
    walker.press("History")
    walker.sees("State 1")
    walker.stop("7-history")

    # she stops, and comes back
    draft = walker.page.url.split("/pages/")[0] + "/"
    again = arrive(way)
    again.sign_in(site, OWNER)
    again.open(draft)
    assert again.page.get_by_text("needs its reason").count() == missing - 1
    for duty in ("Never post information", "Do not publish", "All official", "Write in plain"):
        again.press(duty)
        again.sees("Where it comes from")
        again.write("Why", f"{WHY} That is so here too.")
        again.press("Save")
        again.sees("Kept.")
        again.open(draft)
    assert again.page.get_by_text("needs its reason").count() == 0
    again.stop("8-every-reason")
    _reads_well(again, way)


def _reads_well(walker: Walker, way: Way) -> None:
    """As a web page, and as a PDF."""
    walker.press("Read it as a handbook")
    walker.sees("Posts must use at most three hashtags")
    walker.sees(WHY[:40])
    walker.stop("9-page")
    link = walker.page.locator("main").get_by_role("link", name="PDF").get_attribute("href")
    home = "/".join(walker.page.url.split("/")[:3])
    address = str(link) if str(link).startswith("/") else f"/{link}"
    body = walker.page.request.get(f"{home}{address}").body()
    text = " ".join(
        " ".join(one.extract_text() for one in PdfReader(io.BytesIO(body)).pages).split()
    )
    assert "three hashtags" in text
    assert "slow to hear" in text


@pytest.fixture(scope="module", autouse=True)
def _past_posts(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Her last twenty posts, in the site's ledger; two of them have a row of hashtags."""
    from typer.testing import CliRunner

    from watchword.cli.app import app

    path = tmp_path_factory.mktemp("posts") / "posts.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Post ID", "Page name", "Title", "Description", "Publish time",
                         "Permalink", "Post type", "Reach", "Reactions"])  # fmt: skip
        for at in range(20):
            said = datetime(2026, 9, 1, 9, tzinfo=UTC) + timedelta(days=at)
            tags = "#Flu #Clinic #Winter #Glenmarrow" if at in {3, 11} else "#Flu"
            number = 122_000_000_000_000 + at
            writer.writerow([number, "Glenmarrow", "", f"Clinic {at} is open {tags}",
                             f"{said:%m/%d/%Y %H:%M}", f"https://www.facebook.com/g/posts/{number}",
                             "Photos", 100 + at, at])  # fmt: skip
    ledger = str(site.home / "ledger")
    words = ["ledger", "import", str(path), "--ledger", ledger, "--zone", "UTC",
             "--taken", "2026-10-01T08:00"]  # fmt: skip
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
