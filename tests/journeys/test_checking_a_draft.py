"""Can I post this? Somebody in doubt pastes a text, and knows what to change and why."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Arrive, Site, Way

pytestmark = pytest.mark.browser

HOME = "filled"
NURSE = "sam.reed@glenmarrow.example"
SECRET = "Zoltan Quibble on Rowan is better. Ring his daughter on 07700 900461 to visit."
VIEW = "Our canteen ought to serve supper until midnight."
CONCERN = "Two nurses for thirty patients again, {way}. Unsafe staffing, and no breaks."
CLEAN = "The puzzle club meets on Thursday at six in the library. Everybody is welcome."


def test_a_draft_is_checked_reworded_and_forgotten(site: Site, arrive: Arrive, way: Way) -> None:
    walker, concern = arrive(way), CONCERN.format(way=way.name)
    walker.sign_in(site, NURSE)
    walker.goes("Check a draft")
    walker.sees("Nothing you write here is kept")
    walker.stop("1-empty")

    def checks() -> None:
        if not way.has_scripts:
            walker.press("Check")

    findings = walker.page.locator("#findings")
    before = time.monotonic()
    walker.write("Your text", SECRET)
    checks()
    walker.sees("Better change it")
    if not way.by_keyboard:  # who types 80 letters takes longer than that
        assert time.monotonic() - before < 2
    assert "07700 900461" in findings.locator("mark").all_inner_texts()[0]
    walker.sees("HB-405")
    walker.press("Why", within=findings)
    walker.stop("2-found")

    walker.press("Use this wording")
    expect(walker.page.get_by_label("Your text")).not_to_have_value(SECRET)
    assert "07700" not in walker.page.get_by_label("Your text").input_value()
    checks()
    walker.sees("Nothing stops you")
    walker.stop("3-reworded")

    walker.write("Your text", CLEAN)
    checks()
    expect(findings).to_contain_text("puzzle club")
    walker.sees("Nothing stops you")
    assert findings.locator(".point").count() == 0

    walker.write("Your text", VIEW)
    walker.write("Pictures", "1")
    if not way.has_scripts:
        checks()
    walker.write("Description of picture 1", "The empty corridor of ward 4")
    walker.tick("It is about my work")
    checks()
    walker.sees("Say that you speak for yourself")
    walker.press("Use this wording")
    expect(walker.page.get_by_label("Your text")).to_have_value(f"{VIEW} (My own view.)")
    checks()
    walker.sees("Nothing stops you")
    walker.stop("4-own-view")

    walker.write("Your text", concern)
    checks()
    walker.sees("Nothing here stops you from posting it")
    walker.sees("Raise a concern where it can be mended")
    walker.stop("5-speaking-up")
    offered = findings.locator(".rewording").all_inner_texts()
    assert all("Unsafe staffing" in one for one in offered)

    for words in (
        "Quibble",
        "07700 900461",
        "serve supper until midnight",
        concern,
        "puzzle club",
    ):
        assert site.keeps(words) == [], words

    walker.press("Ask a person")
    walker.sees("Your question is with the owner of the policy")
    walker.sees("May I post this from my own account?")
    walker.stop("6-asked")
    assert site.keeps(concern) != []
