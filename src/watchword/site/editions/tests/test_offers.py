"""What is offered for a rule out of an old document: a check that works, a good reason to look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from watchword.policy.load import load_files
from watchword.site.editions.actions import start_draft
from watchword.site.editions.checklist import checklist
from watchword.site.editions.looking import alone, as_if_in_force, hits
from watchword.site.editions.models import Edition
from watchword.site.editions.offers import good_reason, offered
from watchword.site.editions.pagefile import taken_apart
from watchword.site.editions.rule_form import first_values, written
from watchword.site.editions.starting import from_words
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
OLD = """# Social media policy

## Style
- Posts must use at most three hashtags.

## Confidentiality
- You must not publish private telephone numbers.
- Staff must be kind to the ward's cat.
"""


@pytest.fixture
def files() -> dict[str, bytes]:
    from datetime import date

    return from_words(OLD, "Glenmarrow", date(2026, 9, 1)).files


def path_of(files: dict[str, bytes], part: str) -> str:
    return next(one for one in files if part in one)


def test_the_check_of_a_rule_about_the_same_thing_takes_over_the_number(
    files: dict[str, bytes],
) -> None:
    offer = offered(files, path_of(files, "three"))
    assert offer is not None
    assert offer.check == "measure: hashtags\nat_most: 3"


def test_a_check_that_needs_a_list_is_offered_without_it(files: dict[str, bytes]) -> None:
    offer = offered(files, path_of(files, "telephone"))
    assert offer is not None
    assert "phone" in offer.check
    assert "lists/" not in offer.check


def test_nothing_is_offered_where_nothing_is_alike(files: dict[str, bytes]) -> None:
    assert offered(files, path_of(files, "kind")) is None


def test_a_reason_to_be_written_is_empty_in_the_form_and_stays_until_it_is_written(
    files: dict[str, bytes],
) -> None:
    text = files[path_of(files, "three")].decode()
    assert first_values(text)["why"] == ""
    assert written(text, {"why": ""}) == text
    assert "To be written." not in written(text, {"why": "They are hard to hear."})
    assert "hashtags" in good_reason(text)


def test_a_check_that_is_changed_in_the_form_stays_readable() -> None:
    page = taken_apart(
        "---\nid: A-1\ncheck:\n  measure: hashtags\n  at_most: 6\n---\n## Rule\nX.\n"
    )
    shown = page.key("check")
    assert shown == "measure: hashtags\nat_most: 6"
    for typed in (
        shown.replace("6", "5"),
        "  measure: hashtags\n  at_most: 5",
        "measure: hashtags\r\n  at_most: 5",
    ):
        page.set_key("check", typed)
        assert "check:\n  measure: hashtags\n  at_most: 5\n---" in str(page)


@given(limit=st.integers(min_value=0, max_value=99), gap=st.integers(min_value=1, max_value=4))
def test_a_check_that_is_left_alone_stays_to_the_byte(limit: int, gap: int) -> None:
    text = f"---\nid: A-1\ncheck:\n{' ' * gap}any:\n{' ' * gap}- measure: words\n{' ' * gap}  at_most: {limit}\n---\n## Rule\nX.\n"
    assert written(text, {"check": first_values(text)["check"]}) == text


def test_who_takes_the_check_keeps_what_was_typed(
    files: dict[str, bytes], owner: Person, employee: Person, signed_in: SignIn
) -> None:
    draft = start_draft(owner, files=files, title="Old policy")
    path = path_of(files, "three")
    address = f"/policy/drafts/{draft.pk}/pages/{path}/"
    browser = signed_in(owner)
    page = browser.get(address).content.decode()
    assert "A check is offered" in page
    assert "Where it comes from" in page
    assert "A good one, from another rule:" in page
    version = Edition.objects.get().pages.get(path=path).version
    typed = {"why": "They are hard to hear.", "version": str(version)}
    assert signed_in(employee).post(f"{address}check/", typed).status_code == 403
    assert browser.post(f"{address}check/", typed).status_code == 302
    page = browser.get(address).content.decode()
    assert "checked automatically" in page
    assert "harm it prevents, or the good it does</label>" in page, (
        "a reason is no matter of liking"
    )
    kept = bytes(Edition.objects.get().pages.get(path=path).text.body).decode()
    assert "check:\n  measure: hashtags\n  at_most: 3\n" in kept
    assert "They are hard to hear." in kept


def test_rules_of_an_old_document_are_listed_read_and_still_lack_their_reasons(
    files: dict[str, bytes], owner: Person, employee: Person, signed_in: SignIn
) -> None:
    draft = start_draft(owner, files=files, title="Old policy")
    browser = signed_in(owner)
    page = browser.get(f"/policy/drafts/{draft.pk}/").content.decode()
    assert page.count("needs its reason") == 3
    assert "Posts must use at most three hashtags" in page
    reasons = next(one for one in checklist(draft) if one.name == "reasons")
    assert not reasons.is_met
    address = f"/handbook/?draft={draft.pk}"
    book = browser.get(address).content.decode()
    assert "at most three hashtags" in book
    assert "nobody is bound by it" in book
    assert browser.get(f"/handbook/as.pdf?draft={draft.pk}").content.startswith(b"%PDF")
    assert signed_in(employee).get(address).status_code == 404


def test_a_rule_that_is_still_a_draft_is_tried_on_past_posts(files: dict[str, bytes]) -> None:
    path = path_of(files, "three")
    offer = offered(files, path)
    assert offer is not None
    files[path] = written(files[path].decode(), offer.values).encode()
    policy = load_files(files)
    rule = next(one for one in as_if_in_force(policy).rules if one.file.as_posix() == path)
    posts = [("facebook", "Clinic #Flu #Winter #Ward #Jab"), ("facebook", "Clinic #Flu")]
    found = hits(alone(as_if_in_force(policy), rule), rule, posts)
    assert [at for at, _words in found] == [0]
