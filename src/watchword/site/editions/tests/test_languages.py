"""Rules in several languages: written beside the words that count, read by who wants them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.editions.actions import approve_draft, publish_edition, save_page, start_draft
from watchword.site.editions.folder import files_of, policy_of, problems_of
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
PATH = "rules/HB-207-few-hashtags.md"
WELSH = {"title": "Ychydig o hashnodau", "text": "Dim mwy na chwech.", "why": "Haws i'w darllen."}


@pytest.fixture
def draft(editor: Person, starter: dict[str, bytes]) -> Edition:
    return start_draft(editor, files=starter, title="Policy")


@pytest.fixture
def welsh(draft: Edition, editor: Person, signed_in: SignIn) -> Edition:
    address = f"/policy/drafts/{draft.pk}/languages/cy/HB-207/"
    answer = signed_in(editor).post(address, {**WELSH, "version": "0"})
    assert answer.status_code == 302
    return Edition.objects.get(pk=draft.pk)


def test_a_rule_is_translated_beside_the_words_that_count(
    welsh: Edition, editor: Person, signed_in: SignIn
) -> None:
    assert not problems_of(welsh)
    assert b"rule: HB-207" in files_of(welsh)["translations/cy/HB-207.md"]
    browser = signed_in(editor)
    page = browser.get(f"/policy/drafts/{welsh.pk}/languages/cy/").content.decode()
    assert "1 of" in page
    assert "Ychydig o hashnodau" in page
    assert "Cymraeg" in browser.get(f"/policy/drafts/{welsh.pk}/languages/").content.decode()
    one = browser.get(f"/policy/drafts/{welsh.pk}/languages/cy/HB-207/").content.decode()
    assert "Dim mwy na chwech." in one
    assert policy_of(welsh).rule("HB-207").title in one


def test_a_changed_rule_makes_its_translation_out_of_date(
    welsh: Edition, editor: Person, signed_in: SignIn
) -> None:
    body = files_of(welsh)[PATH].replace(b"at most six", b"at most five")
    save_page(editor, welsh, PATH, body, version=1)
    page = signed_in(editor).get(f"/policy/drafts/{welsh.pk}/languages/cy/").content.decode()
    assert "out of date" in page
    assert "0 of" in page


def test_two_translators_lose_no_words(welsh: Edition, owner: Person, signed_in: SignIn) -> None:
    address = f"/policy/drafts/{welsh.pk}/languages/cy/HB-207/"
    late = signed_in(owner).post(address, {**WELSH, "title": "Fy nheitl", "version": "0"})
    assert late.status_code == 422
    page = late.content.decode()
    assert "Nia Bell saved this translation meanwhile" in page
    assert "Fy nheitl" in page
    again = signed_in(owner).post(address, {**WELSH, "title": "Fy nheitl", "version": "1"})
    assert again.status_code == 302


@pytest.mark.parametrize("tag", ["en-GB", "EN-gb", "no such", "..", "cy%0a", "x" * 40])
def test_what_is_no_other_language_is_refused(
    draft: Edition, editor: Person, signed_in: SignIn, tag: str
) -> None:
    assert signed_in(editor).get(f"/policy/drafts/{draft.pk}/languages/{tag}/").status_code == 404


def test_an_approver_reads_translations_and_writes_none(
    welsh: Edition, approver: Person, signed_in: SignIn
) -> None:
    address = f"/policy/drafts/{welsh.pk}/languages/cy/HB-207/"
    browser = signed_in(approver)
    assert "Keep the translation" not in browser.get(address).content.decode()
    assert browser.post(address, {**WELSH, "version": "1"}).status_code == 403


def test_the_handbook_is_read_in_the_language_that_the_reader_chooses(
    welsh: Edition, owner: Person, approver: Person, employee: Person, signed_in: SignIn
) -> None:
    approve_draft(approver, welsh, is_yes=True)
    publish_edition(
        owner, welsh, effective_on=timezone.localdate(), digest=welsh.digest,
        overrides={"consultation": "Asked on paper."},
    )  # fmt: skip
    browser = signed_in(employee)
    own = browser.get("/handbook/").content.decode()
    assert "Dim mwy na chwech." not in own
    assert "Cymraeg" in own
    chosen = browser.get("/handbook/", {"language": "cy"}).content.decode()
    assert "Dim mwy na chwech." in chosen
    assert 'lang="en-GB"' in chosen
    assert '<html lang="en"' in chosen
    # kept while the session lasts, on every page where rules are read
    assert "Dim mwy na chwech." in browser.get("/handbook/").content.decode()
    assert "Cymraeg" in browser.get("/handbook/mine/").content.decode()
    pdf = browser.get("/handbook/as.pdf", {"language": "cy"})
    assert pdf.content.startswith(b"%PDF")
