"""Help inside each page: for every door that names one, with what it promises."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.test import Client

from watchword.site.editions.models import Edition
from watchword.site.kit.help import HEADINGS, doors, help_file, help_text
from watchword.site.people.models import Person
from watchword.site.people.roles import Right, Role
from watchword.site.tests.test_doors import EVERY

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]
NAMED = {name for name, _ in doors()}
FEWEST, MOST = 60, 120
NO_HELP = ("/help/",)


def test_every_help_that_a_door_names_is_written() -> None:
    assert len(NAMED) > 30
    assert sorted(name for name in NAMED if help_file(name) is None) == []


def test_every_help_text_is_named_by_a_door() -> None:
    written = {
        f"{app.label}/{path.stem}"
        for app in apps.get_app_configs()
        if app.name.startswith("watchword.")
        for path in (Path(app.path) / "help").glob("*.md")
    }
    assert sorted(written - NAMED) == []


def test_every_help_text_says_what_the_page_is_the_first_step_and_the_rule_behind_it() -> None:
    for name in sorted(NAMED):
        path = help_file(name)
        assert path is not None, name
        text = path.read_text("utf-8")
        assert text.startswith("# "), name
        assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == HEADINGS, name
        count = len(re.sub(r"^#.*$", "", text, flags=re.MULTILINE).split())
        assert FEWEST <= count <= MOST, f"{name} has {count} words"
        assert "!" not in text, name


def test_titles_tell_help_texts_apart() -> None:
    titles = [found.title for name in NAMED if (found := help_text(name))]
    assert len(titles) == len(set(titles))


def test_every_page_leads_to_help_of_its_own(
    make_person: Make, first: Edition, signed_in: SignIn
) -> None:
    person = make_person("Kim Dale", *(role for role in Role if role is not Role.EMPLOYEE))
    browser = signed_in(person)
    for address, one in EVERY:
        answer = browser.get(address)
        if (
            not isinstance(one.callback.door, Right)
            or answer.status_code != 200
            or answer.get("Content-Type") != "text/html; charset=utf-8"
        ):
            continue
        page = b"".join(answer) if answer.streaming else answer.content
        if b"data-help>" not in page or address.startswith(NO_HELP):
            continue
        found = re.search(r'class="help-link" href="([^"]+)"', page.decode())
        assert found, address
        assert found[1] != "/help/", f"{address} has no help of its own"
        assert browser.get(found[1]).status_code == 200, address


def test_help_is_a_page_and_without_its_frame_a_part(employee: Person, signed_in: SignIn) -> None:
    browser = signed_in(employee)
    page = browser.get("/help/review/check/").content.decode()
    assert "<h1>Check a draft</h1>" in page
    assert "The rule behind it" in page
    part = browser.get("/help/review/check/", headers={"X-Part": "help"}).content.decode()
    assert "<html" not in part
    assert 'id="help-title"' in part
    assert browser.get("/help/no/such/").status_code == 404
    assert browser.get("/help/kit/../x/").status_code == 404


def test_the_list_of_help_has_only_pages_that_the_reader_may_open(
    employee: Person, administrator: Person, signed_in: SignIn
) -> None:
    assert "Import people" not in signed_in(employee).get("/help/").content.decode()
    assert "Import people" in signed_in(administrator).get("/help/").content.decode()


def test_words_and_keys_are_listed(employee: Person, signed_in: SignIn) -> None:
    browser = signed_in(employee)
    assert "disposition" in browser.get("/help/glossary/").content.decode()
    keys = browser.get("/help/keys/").content.decode()
    assert "<kbd>g</kbd> <kbd>p</kbd>" in keys
    assert "Goes to Policy" in keys
