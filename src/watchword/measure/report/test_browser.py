"""Reports in a real browser: readable by everybody, on a phone and on paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pypdf import PdfReader

from watchword.measure.report import Audience, ReportForm, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ["full", "crowded", "empty", "spoken"]


@pytest.fixture(params=[(name, audience) for name in NAMES for audience in Audience])
def page(request, tmp_path) -> Path:
    name, audience = request.param
    path = tmp_path / f"{name}-{audience}.html"
    path.write_bytes(render(request.getfixturevalue(name), audience, ReportForm.HTML))
    return path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_to_mend(
    chromium: Browser, page: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown = chromium.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    shown.goto(page.as_uri())
    shown.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    found = Axe().run(shown, options={"runOnly": {"type": "tag", "values": RULES}})
    shown.close()
    assert not found.response["violations"], found.generate_report()


def test_nothing_is_wider_than_a_phone(chromium: Browser, page: Path) -> None:
    shown = chromium.new_page(viewport={"width": 320, "height": 700})
    shown.goto(page.as_uri())
    shown.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    width = shown.evaluate("document.documentElement.scrollWidth")
    cut = shown.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
        ".map(e => e.getAttribute('aria-labelledby'))"
    )
    shown.close()
    assert width == 320
    assert cut == []  # each row of a table is a block of its own


def test_the_pages_for_a_board_print_on_one_sheet(
    chromium: Browser, tmp_path: Path, full, spoken
) -> None:
    for month in (full, spoken):
        path = tmp_path / "board.html"
        path.write_bytes(render(month, Audience.BOARD, ReportForm.HTML))
        shown = chromium.new_page()
        shown.goto(path.as_uri())
        printed = shown.pdf(prefer_css_page_size=True)
        shown.close()
        assert len(PdfReader(io.BytesIO(printed)).pages) == 1


def test_letters_of_charts_stay_readable_in_the_dark(chromium: Browser, tmp_path, full) -> None:
    path = tmp_path / "board.html"
    path.write_bytes(render(full, Audience.BOARD, ReportForm.HTML))
    shown = chromium.new_page(color_scheme="dark")
    shown.goto(path.as_uri())
    colours = shown.evaluate(
        "[...new Set([...document.querySelectorAll('figure svg text')]"
        ".map(e => getComputedStyle(e).fill))]"
    )
    shown.close()
    assert set(colours) <= {"rgb(232, 230, 225)", "rgb(166, 173, 184)"}


def test_the_first_tab_offers_to_skip_to_the_report(chromium: Browser, page: Path) -> None:
    shown = chromium.new_page()
    shown.goto(page.as_uri())
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the report"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "report"
    shown.close()
