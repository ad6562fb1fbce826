"""Reading, understanding, acknowledging: four minutes before a shift, on a shared computer."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

if TYPE_CHECKING:
    from conftest import Arrive, Site, Way

pytestmark = [pytest.mark.browser, pytest.mark.narrow]

HOME = "changed"
READERS = {
    "wide": ("ines.vale", "mara.quill"),
    "phone": ("sam.reed", "mara.quill"),
    "keyboard": ("ola.finch", "mara.quill"),
    "plain": ("bram.tully", "mara.quill"),
    "zoomed": ("lena.marr", "cal.storr"),
    "small-phone": ("theo.brack", "cal.storr"),
}
WRONG = "Log in at once to save the page."
RIGHT = "Do not touch the link; call the security desk."
HIDE = "Hide it and answer with a private way to reach us."
SIGNED = "I have read and understood"


def test_two_rules_are_read_understood_and_acknowledged(
    site: Site, arrive: Arrive, way: Way
) -> None:
    reader, manager = (f"{one}@glenmarrow.example" for one in READERS[way.name])
    walker = arrive(way)
    today = datetime.now(tz=ZoneInfo("Europe/London"))
    if today.weekday() < 5:  # nobody is told anything on a Saturday or Sunday
        letter = site.post.letter(reader, "2 rules that apply to you")
        assert "Hide one that somebody else wrote." not in letter
        assert "A number that somebody else wrote is hidden at once." in letter
        walker.open(site.post.link(letter, "/handbook/mine/"))
    else:
        assert site.post.letters(reader, "2 rules that apply to you") == []
        walker.open(f"{site.address}/handbook/mine/")
    began = time.monotonic()
    walker.sign_in(site, reader)

    walker.sees("2 rules that apply to you are new or have changed.")
    walker.sees("It takes about a minute.")
    page = walker.reads()
    changed, others = page.split("Other rules that apply to you")
    assert changed.index("HB-401") < changed.index("HB-602")
    assert "Two numbers stood under our posts for a day." in changed
    assert "A CHI number begins with a date of birth" in changed  # the why beside the rule
    assert "HB-101" in others
    assert "HB-407" not in page  # for official accounts, and this reader speaks from none
    walker.stop("1-my-rules")

    walker.tick(HIDE)
    walker.tick(WRONG)
    walker.press(SIGNED)
    walker.sees("Not quite.")
    walker.stop("2-not-quite")
    opened = walker.page.locator("#sign .opened")
    assert "Never post, share or answer with a link" in opened.inner_text()
    if way.has_scripts and not way.by_keyboard:  # the questions are in view, not the page's top
        assert walker.page.get_by_text("Not quite.").evaluate(
            "e => e.getBoundingClientRect().top < innerHeight"
        )
    walker.press("HB-602", within=walker.page.locator("#sign"))
    walker.page.locator("#rule-hb-602").wait_for()
    walker.tick(RIGHT)
    walker.press(SIGNED)

    walker.sees("Thank you. You have acknowledged Edition 2.")
    walker.sees("HB-401, HB-602")
    walker.stop("3-receipt")
    number = walker.page.locator("main code").first.inner_text()
    assert number in site.post.letter(reader, f"Your receipt {number}")
    walker.press("My rules")
    walker.sees("You are up to date with Edition 2.")
    walker.sees("Your receipts")
    receipts = walker.page.get_by_role("link", name="Edition ").all_inner_texts()
    assert receipts == ["Edition 2", "Edition 1"]
    walker.stop("4-up-to-date")
    walker.press("Edition 1")
    walker.sees("acknowledged Edition 1")
    assert time.monotonic() - began < 240

    led = arrive(way)
    led.sign_in(site, manager)
    led.goes("Acknowledgements")
    led.write("Search", reader.split(".")[0])
    led.press("Show")
    row = led.page.get_by_role("row", name="Edition 2").filter(
        has_text=reader.split(".")[0].title()
    )
    row.get_by_text("acknowledged").wait_for()
    led.stop("5-the-team")
    assert "wrong" not in led.reads().lower()
    assert WRONG not in led.page.content()


def test_a_question_goes_to_the_owner_and_is_answered_by_mail(
    site: Site, arrive: Arrive, way: Way
) -> None:
    reader = f"{READERS[way.name][0]}@glenmarrow.example"
    question = f"May I tell a caller their own number ({way.name})?"
    walker = arrive(way)
    walker.sign_in(site, reader)
    walker.goes("Questions and answers")
    walker.write("Your question", question)
    walker.press("Ask")
    walker.sees("Your question is with the owner of the policy")
    walker.sees(question)

    owner = arrive(way)
    owner.sign_in(site, "ada.moss@glenmarrow.example")
    owner.goes("Questions and answers")
    asked = owner.page.get_by_role("article").filter(has_text=question)
    owner.write("Your answer", "On the telephone yes, in a post never.", within=asked)
    owner.stop("6-questions")
    owner.press("Send the answer", within=asked)
    owner.sees("The answer is sent.")
    assert question in site.post.letter(reader, saying="in a post never")
