"""One search over what a person may see, and never a title of anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.consultation.models import Comment, Consultee, Group, Round
from watchword.site.editions.actions import save_page, start_draft
from watchword.site.editions.folder import files_of
from watchword.site.editions.models import Edition
from watchword.site.handbook.models import Question
from watchword.site.kit.search import asked, excerpt, marked, plain_words
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.training.models import OwnModule
from watchword.site.waivers.models import Waiver

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]


def page(browser: Client, words: str, **more: str) -> str:
    return browser.get("/search/", {"q": words, **more}).content.decode()


def kinds(browser: Client, words: str) -> set[str]:
    answer = browser.get("/search/", {"q": words})
    return {group.source.name for group in answer.context["groups"]}


@pytest.fixture
def full(first: Edition, owner: Person, make_person: Make) -> Edition:
    """A site in which the word "zebra" stands in every kind of thing; the draft holds it too."""
    files = files_of(first)
    path = "rules/HB-201-describe-every-picture.md"
    draft = start_draft(owner, files=files, title="Zebra draft", based_on=first)
    body = files[path].decode().replace("Describe every picture", "Describe every zebra")
    save_page(owner, draft, path, body.encode(), version=1)
    person = make_person("Zoe Zebra", team="Zebra ward")
    today = timezone.localdate()
    Question.objects.create(person=person, edition=first, words="May I post my zebra?")
    round_ = Round.objects.create(
        edition=draft, title="Zebra round", opens_on=today, closes_on=today + timedelta(days=9)
    )
    group = Group.objects.create(round=round_, name="Union")
    consultee = Consultee.objects.create(group=group, name="Una Lane", email="una@union.example")
    Comment.objects.create(round=round_, consultee=consultee, words="No zebra, please", receipt="1")
    Notice.objects.create(to="a@b.example", kind="x", about="x", subject="Zebra news", body="")
    return first


def test_rules_are_found_by_word_number_and_accent(
    employee: Person, first: Edition, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    found = page(browser, "describe picture")
    assert "/handbook/#rule-hb-201" in found
    assert "<mark>Describe</mark> every <mark>picture</mark>" in found
    assert "/handbook/#rule-hb-201" in page(browser, "hb-201")
    assert "/handbook/#rule-hb-201" in page(browser, "DÉSCRIBE pícture")
    assert 'id="rule-hb-201"' in browser.get("/handbook/").content.decode()


def test_what_is_not_there_is_said_and_what_was_looked_through(
    employee: Person, first: Edition, signed_in: SignIn
) -> None:
    found = page(signed_in(employee), "qwertzuiop")
    assert "Nothing was found" in found
    assert "Rules and guidelines" in found
    assert "Audit record" not in found
    assert "Write a word or two" in page(signed_in(employee), "   ")


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.EMPLOYEE, set()),
        (Role.AUTHOR, set()),
        (Role.TRAINER, set()),
        (Role.EDITOR, {"drafts", "questions", "rounds", "comments"}),
        (Role.APPROVER, {"drafts", "rounds", "comments"}),
        (Role.ADMINISTRATOR, {"people", "teams", "notices", "audit"}),
        (
            Role.COMPLIANCE,
            {"drafts", "rounds", "comments", "people", "teams", "notices", "audit"},
        ),
        (
            Role.OWNER,
            {"drafts", "questions", "rounds", "comments", "people", "teams", "notices", "audit"},
        ),
    ],
)
def test_each_role_finds_what_it_may_open_and_no_title_of_anything_else(
    role: Role, expected: set[str], full: Edition, make_person: Make, signed_in: SignIn
) -> None:
    person = make_person("Kim Dale", *(() if role is Role.EMPLOYEE else (role,)))
    browser = signed_in(person)
    assert kinds(browser, "zebra") == expected
    for group in browser.get("/search/", {"q": "zebra"}).context["groups"]:
        for hit in group.hits:
            assert browser.get(hit.address).status_code == 200, hit.address
    if not expected:
        main = page(browser, "zebra").partition("<main")[2].replace("“zebra”", "")
        assert "zebra" not in main.lower()


def test_a_kind_that_a_person_may_not_search_is_not_opened_by_its_address(
    full: Edition, employee: Person, signed_in: SignIn
) -> None:
    assert "Zoe" not in page(signed_in(employee), "zebra", **{"in": "people"})
    assert "Zebra news" not in page(signed_in(employee), "zebra", **{"in": "notices"})


def test_a_manager_finds_their_own_people_only(
    full: Edition, make_person: Make, signed_in: SignIn
) -> None:
    manager = make_person("Max Dale")
    make_person("Zeno Zebra", reports_to=manager)
    found = page(signed_in(Person.objects.get(pk=manager.pk)), "zebra")
    assert "Zeno" in found
    assert "Zoe" not in found


def test_a_question_is_found_by_its_asker_and_once_public_by_everybody(
    full: Edition, employee: Person, signed_in: SignIn
) -> None:
    asker = Person.objects.get(family_name="Zebra")
    assert "questions" in kinds(signed_in(asker), "zebra")
    Question.objects.update(is_public=True, answer="Yes, with its consent.")
    assert "questions" in kinds(signed_in(employee), "zebra consent")


def test_a_wording_of_an_older_edition_is_found_once_with_its_editions(
    full: Edition, owner: Person, employee: Person, signed_in: SignIn
) -> None:
    draft = Edition.objects.drafts().get()
    assert "editions" not in kinds(signed_in(employee), "describe picture")
    Edition.objects.filter(pk=draft.pk).update(
        state="published", number=2, effective_on=timezone.localdate()
    )
    browser = signed_in(employee)
    found = page(browser, "describe picture", **{"in": "editions"})
    assert found.count("/handbook/?edition=1#rule-hb-201") == 1
    assert "edition 1" in found
    assert "Describe every <mark>zebra</mark>" in page(browser, "zebra")


def test_a_kind_of_many_results_goes_on_page_by_page(
    first: Edition, make_person: Make, administrator: Person, signed_in: SignIn
) -> None:
    for number in range(30):
        make_person(f"Pat{number:02} Okapi")
    browser = signed_in(administrator)
    assert "/search/?q=okapi&amp;in=people" in page(browser, "okapi")
    second = page(browser, "okapi", **{"in": "people", "page": "2"})
    assert "Pat29" in second
    assert "Pat00" not in second
    assert "Earlier page" in second
    assert "Next page" not in second


def test_every_page_has_the_search(employee: Person, signed_in: SignIn) -> None:
    assert 'role="search"><label class="visually-hidden" for="find">' in signed_in(employee).get(
        "/"
    ).content.decode().replace("\n", "")


def test_a_waiver_is_found_by_whom_it_concerns_and_by_those_who_see_all(
    first: Edition, employee: Person, owner: Person, make_person: Make, signed_in: SignIn
) -> None:
    today = timezone.localdate()
    Waiver.objects.create(
        rule="HB-201",
        owner=employee,
        asked_by=employee,
        because="The zebra has no face.",
        starts_on=today,
        ends_on=today,
    )
    assert "waivers" in kinds(signed_in(employee), "zebra")
    assert "waivers" in kinds(signed_in(owner), "zebra")
    assert kinds(signed_in(make_person("Kim Dale")), "zebra") == set()


def test_a_module_that_is_not_open_is_found_by_those_who_write_modules_only(
    first: Edition, employee: Person, make_person: Make, signed_in: SignIn
) -> None:
    trainer = make_person("Kim Dale", Role.TRAINER)
    made = OwnModule.objects.create(
        name="zebras", title="Zebras on the ward", material="Stripes.", changed_by=trainer
    )
    assert "modules" in kinds(signed_in(trainer), "zebras stripes")
    assert "not open yet" in page(signed_in(trainer), "zebras")
    assert kinds(signed_in(employee), "zebras") == set()
    OwnModule.objects.filter(pk=made.pk).update(is_open=True)
    assert "modules" in kinds(signed_in(employee), "zebras stripes")


def test_words_are_marked_where_they_stand() -> None:
    wanted = asked(" Straße  CAFÉ\0 café ")
    assert wanted.words == ("strasse", "cafe")
    text = "Im <Café> der Straße"
    expected = "Im &lt;<mark>Café</mark>&gt; der <mark>Straße</mark>"
    assert marked(text, wanted.words) == expected


def test_an_excerpt_is_cut_between_words() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    cut = excerpt(text, ("needle",))
    assert cut.startswith("… word ")
    assert cut.endswith(" word …")
    assert "needle" in cut
    assert len(cut) < 300
    assert excerpt("no such", ("needle",)) == "no such"


def test_a_page_is_read_without_its_signs() -> None:
    page_ = "## Why\n> *Say* it, `always`.\n\n| A | B |\n|---|---|\n1. one\n- two"
    assert plain_words(page_) == "Why Say it, always . A B one two"
