"""Light or dark, keys or none: chosen by a form, kept by the browser, obeyed by the server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
STYLES = Path(__file__).parents[1] / "static" / "site"


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--(?!bs-)[\w-]+):\s*([^;]+);", css))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_comes_from_the_server(
    theme: str, employee: Person, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    answer = browser.post("/look/", {"theme": theme, "back": "/help/"})
    assert answer["Location"] == "/help/"
    page = browser.get("/").content.decode()
    assert f'data-bs-theme="{theme}"' in page
    assert "theme.js" not in page
    assert f'content="{theme}"' in page
    assert re.search(rf'value="{theme}" aria-pressed="true"', page)
    assert (
        f'data-bs-theme="{theme}"'
        in Client(headers={"cookie": f"theme={theme}"}).get("/sign-in/login/").content.decode()
    )


def test_without_a_choice_the_system_decides_with_or_without_a_script(
    employee: Person, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    browser.post("/look/", {"theme": "dark"})
    browser.post("/look/", {"theme": "system"})
    page = browser.get("/").content.decode()
    assert "theme.js" in page
    assert re.search(r"<noscript><link [^>]*prefers-color-scheme: dark", page)


def test_what_cannot_be_chosen_is_not_kept(employee: Person, signed_in: SignIn) -> None:
    browser = signed_in(employee)
    answer = browser.post("/look/", {"theme": "pink", "back": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "theme" not in answer.cookies
    browser.cookies["theme"] = '"><script>'
    assert 'data-theme="system"' in browser.get("/").content.decode()


def test_keys_are_turned_off_and_on(employee: Person, signed_in: SignIn) -> None:
    browser = signed_in(employee)
    assert "keys.js" in browser.get("/").content.decode()
    browser.post("/look/", {"keys": "off"})
    assert "keys.js" not in browser.get("/").content.decode()
    browser.post("/look/", {"keys": "on"})
    assert "keys.js" in browser.get("/").content.decode()


def test_the_style_without_scripts_is_as_dark_as_the_other() -> None:
    css = (STYLES / "site.css").read_text("utf-8")
    dark = css.split('[data-bs-theme="dark"] {', 1)[1].split("}", 1)[0]
    assert tokens(dark) == tokens((STYLES / "dark.css").read_text("utf-8"))
