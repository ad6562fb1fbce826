"""Templates of posts: kept, changed, and never sent with an empty bracket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from watchword.site.accounts.models import Account
from watchword.site.audit.models import Entry
from watchword.site.kit.refusal import Invalid, NotAllowed, NotThere, Refusal
from watchword.site.newsroom import GOOD, content
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.actions import (
    ask_approval,
    begin_from,
    drop_template,
    save_draft,
    save_template,
)
from watchword.site.review.content import Details
from watchword.site.review.models import Draft, PostTemplate

pytestmark = pytest.mark.django_db
TEXT = "Our clinic in [place] opens on [day] at nine. No appointment is needed."


@pytest.fixture
def clinic(author: Person) -> PostTemplate:
    return save_template(
        author, None, name="Clinic opens", text=TEXT, details=Details(pillar="Clinics")
    )


def test_a_draft_begins_with_the_words_and_details_of_a_template(
    author: Person, clinic: PostTemplate
) -> None:
    draft = begin_from(author, clinic)
    assert draft.author == author
    assert draft.revision.content.text == TEXT
    assert draft.revision.content.details.pillar == "Clinics"
    save_template(author, clinic, name="Clinic opens", text="Other words.")
    assert draft.revision.content.text == TEXT


def test_nobody_asks_for_approval_with_an_empty_bracket(
    author: Person, clinic: PostTemplate
) -> None:
    draft = begin_from(author, clinic)
    half = replace(content(), text=TEXT.replace("[place]", "Larch Street"))
    save_draft(author, draft, half, latest=1)
    with pytest.raises(Refusal, match=r"\[day\] is still to be filled in"):
        ask_approval(author, draft)
    save_draft(author, draft, content(GOOD), latest=2)
    assert ask_approval(author, draft).state == "open"


def test_brackets_of_a_draft_without_template_are_words_like_any_other(author: Person) -> None:
    draft = save_draft(author, None, content(f"{GOOD} [Picture: our team]"))
    assert ask_approval(author, draft).state == "open"


def test_a_template_has_words_and_a_name_of_its_own(author: Person, clinic: PostTemplate) -> None:
    for name, text, field in (
        ("", TEXT, "name"),
        ("x" * 101, TEXT, "name"),
        ("Clinic  opens", TEXT, "name"),
        ("Other", " ", "text"),
    ):
        with pytest.raises(Invalid) as told:
            save_template(author, None, name=name, text=text)
        assert field in told.value.fields
    drop_template(author, clinic)
    again = save_template(author, None, name="Clinic opens", text=TEXT)
    with pytest.raises(Refusal):
        begin_from(author, clinic)
    with pytest.raises(Refusal):
        save_template(author, clinic, name="Other", text=TEXT)
    assert list(access.access_templates(author)) == [again]
    kept = Entry.objects.filter(deed__endswith="-template").order_by("number")
    assert [one.deed for one in kept] == ["save-template", "drop-template", "save-template"]


def test_who_writes_no_posts_has_no_templates(
    employee: Person, compliance: Person, clinic: PostTemplate, register: dict[str, Account]
) -> None:
    for person in (employee, compliance):
        with pytest.raises(NotAllowed):
            save_template(person, None, name="Mine", text="Mine.")
        with pytest.raises(NotAllowed):
            drop_template(person, clinic)
        with pytest.raises(NotAllowed):
            begin_from(person, clinic)
        with pytest.raises(NotThere):
            access.access_template(person, clinic.pk)


def test_the_pages_keep_one_and_begin_from_it(
    author: Person, signed_in: Callable[[Person], Client], register: dict[str, Account]
) -> None:
    mine = signed_in(author)
    given = {"name": "Vacancy", "text": "We look for [whom].", "format": "picture", "motion": "",
             "language": "en", "campaign": "Winter"}  # fmt: skip
    assert mine.post("/posts/templates/new/", {**given, "text": ""}).status_code == 422
    assert mine.post("/posts/templates/new/", given).status_code == 302
    made = PostTemplate.objects.get()
    assert made.kept_details.format == "picture"
    assert "We look for [whom]." in mine.get("/posts/templates/").content.decode()
    assert mine.post("/posts/templates/new/", given).status_code == 422
    assert mine.get(f"/posts/templates/{made.pk}/").status_code == 200
    begun = mine.post(f"/posts/templates/{made.pk}/begin/")
    assert begun["Location"] == f"/posts/drafts/{Draft.objects.get().pk}/"
    assert mine.post(f"/posts/templates/{made.pk}/drop/").status_code == 302
    assert mine.get(f"/posts/templates/{made.pk}/").status_code == 404
