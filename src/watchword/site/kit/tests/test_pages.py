"""The frame that every page stands in."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]


def test_a_stranger_is_asked_to_sign_in(db: None, client: Client) -> None:
    answer = client.get("/policy/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/login/")


def test_every_area_a_person_may_see_is_in_the_navigation(
    employee: Person, compliance: Person, signed_in: SignIn
) -> None:
    assert "/audit/" not in signed_in(employee).get("/").content.decode()
    assert "/audit/" in signed_in(compliance).get("/").content.decode()


def test_a_page_that_a_role_does_not_include_says_so(employee: Person, signed_in: SignIn) -> None:
    answer = signed_in(employee).get("/audit/")
    assert answer.status_code == 403
    assert "Your roles do not include this" in answer.content.decode()


def test_a_form_without_its_cookie_is_refused_in_words_with_a_way_back(employee: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(employee)
    asked = "http://testserver/handbook/questions/"
    answer = browser.post(
        "/handbook/questions/ask/", {"words": "May I?"}, headers={"Referer": asked}
    )
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Copy what you wrote" in page
    assert f'href="{asked}"' in page


def test_a_list_is_searched_kept_and_downloaded(compliance: Person, signed_in: SignIn) -> None:
    browser = signed_in(compliance)
    page = browser.get("/audit/?q=add-person").content.decode()
    assert "Ruth Fenn" in page
    browser.post(
        "/kept-filters/",
        {"listing": "audit", "name": "New people", "query": "q=add-person", "back": "/audit/"},
    )
    assert "New people" in browser.get("/audit/").content.decode()
    lines = (
        b"".join(browser.get("/audit/?form=csv").streaming_content).decode("utf-8-sig").splitlines()
    )
    assert lines[0].startswith("Number,When,Who,Deed")


def test_the_rights_table_shows_every_role(employee: Person, signed_in: SignIn) -> None:
    page = signed_in(employee).get("/people/rights/").content.decode()
    assert "Compliance officer" in page
    assert "Publish an edition" in page


def test_a_character_that_no_database_keeps_is_refused_everywhere(
    employee: Person, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    for answer in (
        browser.get("/search/", {"q": "a\0b"}),
        browser.get("/handbook/", {"edition": "\0"}),
        browser.post("/handbook/questions/ask/", {"words": "May I\0?"}),
        browser.get("/policy/drafts/1/pages/a%00b/"),
    ):
        assert answer.status_code == 422
        assert "cannot be kept" in answer.content.decode()
