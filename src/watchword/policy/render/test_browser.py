"""Handbooks in a real browser: readable by everybody, on a phone and on paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pypdf import PdfReader

from watchword.policy.load import load
from watchword.policy.render import render_handbook

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STARTER = Path(__file__).parents[4] / "policies" / "health-board"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    policy = load(STARTER)
    render_handbook(policy, folder / "book.html")
    render_handbook(policy, folder / "summary.html", summary=True)
    render_handbook(policy, folder / "site")
    return folder


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize(
    "name", ["book.html", "summary.html", "site/index.html", "site/confidentiality.html"]
)
def test_axe_finds_nothing_to_mend(
    chromium: Browser, book: Path, name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto((book / name).as_uri())
    page.evaluate(
        "document.querySelectorAll('article:nth-of-type(-n+2) details').forEach(e => e.open = true)"
    )
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    page.close()
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize(
    "name", ["book.html", "summary.html", "site/index.html", "site/roles.html"]
)
def test_nothing_is_wider_than_a_phone(chromium: Browser, book: Path, name: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto((book / name).as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    cut = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
        ".map(e => e.getAttribute('aria-label'))"
    )
    page.close()
    assert width == 320
    assert cut == []  # each row of a table is a block of its own


def test_the_summary_prints_on_one_sheet(chromium: Browser, book: Path) -> None:
    page = chromium.new_page()
    page.goto((book / "summary.html").as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1


def test_the_first_tab_offers_to_skip_to_the_text(chromium: Browser, book: Path) -> None:
    page = chromium.new_page()
    page.goto((book / "book.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.close()
