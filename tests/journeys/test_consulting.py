"""Consulting a union: a link in a mail, three taps to a comment, an answer to each of them."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import docx
import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from conftest import Arrive, Site, Walker, Way

pytestmark = pytest.mark.browser

HOME = "asked"
OWNER = "ada.moss@glenmarrow.example"
SAID = "Night wards have one number for all hours. Please say what they should write."
REPLY = "The clinics ask the same."
BECAUSE = "Wards write 'day and night'; clinics name their hours."


def test_a_union_is_asked_answers_and_is_answered(site: Site, arrive: Arrive, way: Way) -> None:
    secretary, lead = (f"{one}.{way.name}@union.example" for one in ("rory.bain", "una.sky"))
    owner = arrive(way)
    owner.sign_in(site, OWNER)
    _start(owner, site, way)
    for group, name, email in (
        ("Partnership forum", "Rory Bain", secretary),
        ("Team leads", "Una Sky", lead),
    ):
        _invite(owner, group, name, email)
    owner.stop("1-room")

    # three taps: the link in the mail, the field, the button
    letter = site.post.letter(secretary, f"Policy {way.name}, edition 2: comments until")
    asked = arrive(way)
    asked.open(site.post.link(letter, "/consult/"))
    asked.sees("It is yours to shape.")
    page = asked.reads()
    assert "HB-405" in page
    assert "HB-401" not in page  # only what changes
    assert page.index("Today") < page.index("Proposed")
    assert "People rang and heard nothing." in page
    asked.stop("2-asked")
    on_rule = asked.page.locator("#on-HB-405")
    asked.write("Your comment on HB-405", SAID)
    asked.press("Comment", within=on_rule)
    assert asked.taps == 1
    asked.sees("Thank you. Your receipt is")
    asked.sees("Your receipt: ")  # beside the comment, where the page now stands
    asked.stop("3-receipt")
    receipt = site.post.letter(secretary, "Your comment was received")
    assert SAID in receipt

    other = arrive(way)
    other.open(site.post.link(site.post.letter(lead, "comments until"), "/consult/"))
    other.sees(SAID)
    other.press("Support this")
    other.sees("supported by one")
    other.sees("You support this")
    other.press("Reply")
    other.write("Your reply", REPLY)
    other.press("Reply", within=other.page.locator("form").filter(has_text="Your reply"))
    other.sees(REPLY)
    assert other.page.locator(f'text="{SAID}"').count() == 1
    assert other.page.get_by_role("button", name="Change").count() == 0  # nobody edits another
    other.stop("4-supported")
    other.write("In your words", "Good as it is.")
    other.press("We sign this off")
    other.sees("What your group says is on record.")

    owner.page.reload()
    owner.sees("supported by one")
    owner.press("Close the round")
    owner.sees("Comments are taken until")
    owner.press("Back to where you were")
    owner.choose("Answer", "Accepted in part")
    owner.write("Because", BECAUSE)
    owner.stop("5-answering")
    owner.press("Keep the answer")
    owner.sees(BECAUSE)

    asked.open(site.post.link(letter, "/consult/"))
    asked.sees(BECAUSE)
    asked.write("In your words", "Night wards are not heard yet.")
    asked.press("We do not agree")
    asked.sees("What your group says is on record.")

    owner.page.reload()
    owner.press("Close the round")
    owner.sees("The round is closed. Everybody who commented is told.")
    owner.stop("6-closed")
    answered = site.post.letter(secretary, "the answers to your comments")
    asked.open(site.post.link(answered, "/consult/"))
    asked.sees("The round is closed; every comment has its answer.")
    asked.sees("Accepted in part")
    asked.stop("7-answered")
    _reports(owner)
    owner.press("Approve and publish")
    owner.sees("What must be so")
    owner.stop("8-checklist")


def _start(owner: Walker, site: Site, way: Way) -> None:
    owner.goes("The policy")
    owner.press("Open Policy, " + way.name)
    owner.press("Consultation")
    owner.sees("Nobody has been asked about this draft yet.")
    owner.stop("0-start")
    last = datetime.now(tz=ZoneInfo("Europe/London")) + timedelta(days=14)
    owner.write("Title", f"Policy {way.name}, edition 2")
    owner.write("What you ask for", "One rule asks for more. It is yours to shape.")
    owner.date("Last day", last.year, last.month, last.day)
    owner.press("Start")
    owner.sees("Nobody has commented yet.")


def _invite(owner: Walker, group: str, name: str, email: str) -> None:
    if not owner.page.get_by_label("Email").is_visible():
        owner.press("Invite somebody")
    owner.write("Group", group)
    owner.write("Name", name)
    owner.write("Email", email)
    form = owner.page.locator("form").filter(has_text="Speaks for the group")
    owner.press("Invite", within=form)
    owner.sees(f"{name} is invited.")


def _reports(owner: Walker) -> None:
    """The report as PDF and DOCX, fetched as the browser would."""
    texts = []
    for words in ("Report PDF", "Word"):
        address = owner.page.locator("main").get_by_role("link", name=words).get_attribute("href")
        body = owner.page.request.get(owner.page.url.split("/policy/")[0] + str(address)).body()
        if words == "Word":
            document = docx.Document(io.BytesIO(body))
            cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
            texts.append(" ".join([*(one.text for one in document.paragraphs), *cells]))
        else:
            texts.append(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(body)).pages))
    for text in texts:
        flat = " ".join(text.split())
        for said in (SAID[:40], REPLY, "day and night", "Partnership forum", "Una Sky"):
            assert said in flat, flat
