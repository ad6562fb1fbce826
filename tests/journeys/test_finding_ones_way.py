"""Where is it, and what do I do here? Somebody new finds a rule, help and a darker page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Arrive, Site, Way

pytestmark = pytest.mark.browser

HOME = "filled"
NURSE = "sam.reed@glenmarrow.example"
OWNER = "ada.moss@glenmarrow.example"


def test_a_rule_is_found_and_opened(site: Site, arrive: Arrive, way: Way) -> None:
    walker = arrive(way)
    walker.sign_in(site, NURSE)
    top = walker.page.get_by_role("banner")
    walker.write("Find anything", "describe picture", within=top)
    walker.press("Find", within=top)
    walker.sees("Found for")
    walker.stop("1-found")
    walker.press("Describe every picture")
    expect(walker.page).to_have_url(f"{site.address}/handbook/#rule-hb-201")
    expect(walker.page.locator("#rule-hb-201")).to_be_in_viewport()

    walker.write("Find anything", "Ada Moss audit", within=top)
    walker.press("Find", within=top)
    walker.sees("Nothing was found")
    walker.stop("2-nothing")


def test_help_opens_beside_the_page_and_closes(site: Site, arrive: Arrive, way: Way) -> None:
    walker = arrive(way)
    walker.sign_in(site, NURSE)
    walker.goes("Check a draft")
    top = walker.page.get_by_role("banner")
    walker.press("Help", within=top)
    walker.sees("The rule behind it")
    walker.sees("not even in a log")
    walker.stop("3-help")
    if not way.has_scripts:
        expect(walker.page).to_have_url(f"{site.address}/help/review/check/")
        return
    expect(walker.page).to_have_url(f"{site.address}/posts/check/")
    expect(walker.page.locator("#help-title")).to_be_focused()
    walker.page.keyboard.press("Escape")
    expect(walker.page.locator("#help-title")).to_be_hidden()
    expect(top.get_by_role("link", name="Help")).to_be_focused()


def test_dark_is_chosen_and_stays(site: Site, arrive: Arrive, way: Way) -> None:
    walker = arrive(way)
    walker.sign_in(site, NURSE)
    top = walker.page.get_by_role("banner")
    walker._use(walker.page.locator("details.me > summary"))
    walker.press("Dark", within=top)
    root = walker.page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    walker.page.emulate_media(color_scheme="light")
    walker.goes("Handbook")
    expect(root).to_have_attribute("data-bs-theme", "dark")
    ground = walker.page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(17, 22, 24)"


def test_a_dark_system_is_obeyed_without_a_script(
    site: Site, arrive: Arrive, ways: dict[str, Way]
) -> None:
    walker = arrive(replace(ways["plain"], schemes=("dark",)))
    walker.sign_in(site, NURSE)
    ground = walker.page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(17, 22, 24)"
    walker.stop("4-dark")


def test_letters_lead_everywhere_but_not_while_one_writes(
    site: Site, arrive: Arrive, ways: dict[str, Way]
) -> None:
    walker = arrive(ways["keyboard"])
    walker.sign_in(site, OWNER)
    page, press = walker.page, walker.page.keyboard.press
    press("/")
    expect(page.get_by_label("Find anything")).to_be_focused()
    page.keyboard.type("g/?jk picture")
    expect(page.get_by_label("Find anything")).to_have_value("g/?jk picture")
    page.get_by_label("Find anything").fill("picture")
    press("Enter")
    walker.sees("Found for")

    links = page.locator(".hits a")
    press("Tab")  # out of nowhere into the page; letters walk from anywhere
    press("j")
    expect(links.nth(0)).to_be_focused()
    press("j")
    expect(links.nth(1)).to_be_focused()
    press("k")
    expect(links.nth(0)).to_be_focused()
    walker.stop("5-walked")
    press("Enter")
    walker.arrives(f"{site.address}/handbook/#rule-hb-201")

    press("?")
    walker.sees("Goes to the search")
    walker.stop("6-keys")
    press("Escape")
    press("g")
    press("p")
    walker.arrives(f"{site.address}/handbook/mine/")
    press("Control+g")
    press("s")
    walker.arrives(f"{site.address}/handbook/mine/")

    walker.open(f"{site.address}/help/keys/")
    walker.press("Off")
    off = page.get_by_role("main").get_by_role("button", name="Off")
    expect(off).to_have_attribute("aria-pressed", "true")
    press("g")
    press("t")
    press("?")
    walker.arrives(f"{site.address}/help/keys/")
    expect(page.locator("dialog")).to_have_count(0)


def test_the_first_key_skips_to_the_text(site: Site, arrive: Arrive, ways: dict[str, Way]) -> None:
    walker = arrive(ways["keyboard"])
    walker.sign_in(site, NURSE)
    walker.open(f"{site.address}/handbook/questions/")
    walker.page.keyboard.press("Tab")
    expect(walker.page.get_by_role("link", name="Skip to the text")).to_be_focused()
    walker.page.keyboard.press("Enter")
    walker.page.keyboard.press("Tab")
    assert walker.page.evaluate("document.activeElement.closest('main') !== null")
