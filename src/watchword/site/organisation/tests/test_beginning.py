"""A new site: whose it is, how it begins, who may read its handbook."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import NotAllowed, Refusal
from watchword.site.organisation.actions import look_around, open_handbook, save_organisation
from watchword.site.organisation.models import Organisation, Sector
from watchword.site.people.models import Person
from watchword.site.people.roles import Role

SignIn = Callable[[Person], Client]
GIVEN = {
    "name": "North Shore Council",
    "sector": "council",
    "size": "up-to-500",
    "networks": ["facebook", "mastodon"],
    "languages": "en-GB, cy",
    **{f"hours_{at}": "08:30 - 17:00" for at in range(5)},
}


def test_the_first_page_of_a_new_site_leads_to_its_first_questions(
    owner: Person, employee: Person, signed_in: SignIn
) -> None:
    assert "Begin here" in signed_in(owner).get("/").content.decode()
    assert "Begin here" not in signed_in(employee).get("/").content.decode()
    page = signed_in(owner).get("/organisation/").content.decode()
    assert "Whose site is this?" in page
    assert "Look around with sample data" in page


def test_the_answers_are_kept_and_fit_the_template(owner: Person, signed_in: SignIn) -> None:
    browser = signed_in(owner)
    answer = browser.post("/organisation/", {**GIVEN, "then": "template"})
    assert answer["Location"] == "/policy/drafts/begin/"
    found = Organisation.objects.get()
    assert found.hours == [*[["08:30", "17:00"]] * 5, None, None]
    assert found.languages == ["en-GB", "cy"]
    page = browser.get("/policy/drafts/begin/").content.decode()
    assert 'value="North Shore Council"' in page
    assert '<option value="council" selected>' in page
    assert "Begin here" not in browser.get("/").content.decode()
    browser.post("/organisation/", {**GIVEN, "name": "South Shore Council", "then": "save"})
    assert [str(one) for one in Organisation.objects.all()] == ["South Shore Council"]
    entry = Entry.objects.get(deed="save-organisation", title="South Shore Council")
    assert entry.before["name"] == "North Shore Council"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sector": "circus"}, "sector"),
        ({"hours_0": "nine to five"}, "09:00-17:00"),
        ({"hours_0": "17:00-09:00"}, "closes before it opens"),
        ({"languages": "en-GB, <b>"}, "no language tag"),
        ({"networks": ["friendster"]}, "friendster"),
        ({"name": ""}, "required"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named_and_nothing_is_kept(
    owner: Person, signed_in: SignIn, wrong: dict[str, object], words: str
) -> None:
    answer = signed_in(owner).post("/organisation/", {**GIVEN, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Organisation.objects.exists()


def test_looking_around_fills_an_empty_site_with_people_who_cannot_sign_in(
    make_person: Callable[..., Person], signed_in: SignIn
) -> None:
    owner = make_person("Zoe Lark", Role.OWNER)
    answer = signed_in(owner).post("/organisation/look-around/", follow=True)
    assert "Sample data" in answer.content.decode()
    invented = Person.objects.exclude(pk=owner.pk)
    assert invented.count() > 15
    assert not any(one.has_usable_password() for one in invented)
    assert Edition.objects.published().count() == 1
    with pytest.raises(Refusal, match="already"):
        look_around(owner)


def test_only_who_may_says_whose_site_it_is(employee: Person, administrator: Person) -> None:
    with pytest.raises(NotAllowed):
        save_organisation(employee, name="X", sector=Sector.COMPANY)
    with pytest.raises(NotAllowed):
        look_around(employee)
    save_organisation(administrator, name="X", sector=Sector.COMPANY)
    with pytest.raises(NotAllowed):
        open_handbook(administrator, is_public=True)


def test_the_handbook_is_public_only_while_the_owner_says_so(
    owner: Person, first: Edition, client: Client
) -> None:
    with pytest.raises(Refusal, match="whose site"):
        open_handbook(owner, is_public=True)
    save_organisation(owner, name="X", sector=Sector.HEALTH_BOARD)
    assert client.get("/handbook/public/").status_code == 404
    open_handbook(owner, is_public=True)
    page = client.get("/handbook/public/")
    assert page.status_code == 200
    assert "HB-207" in page.content.decode()
    assert "Ask about this rule" not in page.content.decode()
    pdf = client.get("/handbook/public/as.pdf", {"account": "personal"})
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/handbook/public/as.exe").status_code == 404
    assert client.get("/handbook/").status_code == 302
    open_handbook(owner, is_public=False)
    assert client.get("/handbook/public/").status_code == 404
    assert client.get("/handbook/public/as.pdf").status_code == 404
