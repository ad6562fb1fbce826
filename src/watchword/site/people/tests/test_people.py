"""People from a file and by hand: joiners, movers, leavers; whole, on record, the team only."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition
from watchword.site.handbook.models import Assignment
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.people.actions import apply_people, give_role, save_person, take_role
from watchword.site.people.models import Person
from watchword.site.people.records import read_people
from watchword.site.people.roles import Role

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]
HEAD = "external_id,email,given_name,family_name,team,role,manager_email,start_date,end_date,location,language\n"
FILE = (HEAD + """A-1,lena@glenmarrow.example,Lena,Marr,Clinics,physiotherapist,,2019-07-08,,Sandray,en
A-2,theo@glenmarrow.example,Theo,Brack,Clinics,pharmacist,lena@glenmarrow.example,15/03/2021,,Sandray,en
""").encode()  # fmt: skip


def bring(actor: Person, body: bytes, **more: bool):
    rows, skipped, _ = read_people(body)
    return apply_people(actor, rows, skipped, **more)


def test_a_file_adds_people_with_team_manager_and_dates_and_again_changes_nothing(
    administrator: Person,
) -> None:
    assert len(bring(administrator, FILE).new) == 2
    theo = Person.objects.get(external_id="A-2")
    assert theo.reports_to is not None
    assert (theo.team and theo.team.name, theo.reports_to.external_id, theo.start_date) == (
        "Clinics",
        "A-1",
        date(2021, 3, 15),
    )
    again = bring(administrator, FILE)
    assert (len(again.new), len(again.changed), again.unchanged) == (0, 0, 2)
    assert Entry.objects.filter(deed="add-person", who=administrator.external_id).count() == 2


def test_who_is_not_in_the_file_leaves_only_when_asked(administrator: Person) -> None:
    bring(administrator, FILE)
    shorter = FILE.split(b"A-2")[0]
    assert "A-2" in bring(administrator, shorter).missing
    assert Person.objects.get(external_id="A-2").end_date is None
    bring(administrator, shorter, end_missing=True)
    assert Person.objects.get(external_id="A-2").end_date is not None
    administrator.refresh_from_db()
    assert administrator.end_date is None, "whoever imports does not end themselves"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A-3,no address,X,Y,,,,,,,", "no email"),
        ("A-3,x@y.example,X,Y,,,,13/13/2021,,,", "date"),
        (",x@y.example,X,Y,,,,,,,", "missing"),
        ("A-1,x@y.example,X,Y,,,,,,,", "same id"),
    ],
)
def test_a_line_that_cannot_be_used_is_left_out_with_its_number_and_reason(
    line: str, reason: str
) -> None:
    rows, skipped, _ = read_people(FILE + line.encode())
    assert len(rows) == 2
    assert skipped[0].line == 4
    assert reason in skipped[0].reason


def test_semicolons_a_byte_order_mark_and_windows_letters_are_read() -> None:
    body = HEAD.replace(",", ";") + "A-1;zoë@glenmarrow.example;Zoë;Brück;;;;;;;\n"
    rows, _, _ = read_people(body.replace("zoë@", "zoe@").encode("utf-8-sig"))
    assert rows[0].values["given_name"] == "Zoë"
    rows, _, _ = read_people(body.replace("zoë@", "zoe@").encode("cp1252"))
    assert rows[0].values["family_name"] == "Brück"
    with pytest.raises(Invalid, match="lacks"):
        read_people(b"name;mail\n")


@given(body=st.binary(max_size=300))
def test_no_file_brings_a_defect(body: bytes) -> None:
    for each in (body, HEAD.encode() + body):
        try:
            read_people(each)
        except Invalid:
            continue


def test_managers_in_a_circle_are_left_as_they_are(administrator: Person) -> None:
    bring(administrator, FILE)
    circle = FILE.replace(b"physiotherapist,,", b"physiotherapist,theo@glenmarrow.example,")
    bring(administrator, circle)
    lena = Person.objects.get(external_id="A-1")
    assert lena.reports_to is None


@pytest.mark.django_db(transaction=True)
def test_a_leaver_is_signed_out_at_once_and_a_mover_gets_new_rules(
    administrator: Person, first: Edition, make_person: Make
) -> None:
    nurse = make_person("Ola Finch", job="nurse", external_id="A-9")
    assign_edition(first, date(2026, 11, 23))
    browser = Client()
    browser.force_login(nurse)
    assert browser.get("/").status_code == 200
    rules = Assignment.objects.open().get(person=nurse).reading.rules
    assert rules
    save_person(administrator, nurse, end_date=date(2020, 1, 1))
    assert browser.get("/").status_code in (302, 403)


def test_a_manager_sees_the_team_and_nobody_else(
    make_person: Make, signed_in: SignIn, employee: Person, compliance: Person
) -> None:
    lead = make_person("Mara Quill")
    Person.objects.filter(pk=employee.pk).update(reports_to=lead)
    browser = signed_in(lead)
    page = browser.get("/people/").content.decode()
    assert "Sam Reed" in page
    assert "Ruth Fenn" not in page
    assert browser.get(f"/people/{employee.pk}/").status_code == 200
    assert browser.get(f"/people/{compliance.pk}/").status_code == 404
    assert signed_in(employee).get("/people/").status_code == 403


def test_the_pages_show_what_a_file_would_change_before_it_does(
    administrator: Person, signed_in: SignIn
) -> None:
    browser = signed_in(administrator)
    page = browser.post(
        "/people/import/", {"file": SimpleUploadedFile("people.csv", FILE)}
    ).content.decode()
    assert "lena@glenmarrow.example" in page
    assert not Person.objects.filter(external_id="A-1").exists()
    found = re.search('name="signed" value="([^"]+)"', page)
    assert found is not None
    assert browser.post("/people/import/", {"signed": found[1]}).status_code == 302
    lena = Person.objects.get(external_id="A-1")
    browser.post(f"/people/{lena.pk}/roles/", {"role": ["trainer", "author"]})
    assert Person.objects.get(pk=lena.pk).roles >= {Role.TRAINER, Role.AUTHOR}
    browser.post(f"/people/{lena.pk}/roles/", {"role": ["author"]})
    assert Role.TRAINER not in Person.objects.get(pk=lena.pk).roles
    assert "give-role" in browser.get(f"/people/{lena.pk}/").content.decode()


def test_others_neither_add_nor_change_people(
    compliance: Person, employee: Person, signed_in: SignIn
) -> None:
    with pytest.raises(NotAllowed):
        bring(compliance, FILE)
    with pytest.raises(NotAllowed):
        save_person(employee, employee, job="owner")
    assert (
        signed_in(compliance).post(f"/people/{employee.pk}/roles/", {"role": ["owner"]}).status_code
        == 403
    )


def test_ones_own_settings_set_the_zone(employee: Person, signed_in: SignIn) -> None:
    browser = signed_in(employee)
    assert (
        browser.post("/people/settings/", {"language": "en", "zone": "Asia/Tokyo"}).status_code
        == 302
    )
    employee.refresh_from_db()
    assert employee.timezone == "Asia/Tokyo"


def test_who_must_have_a_second_factor_and_has_none_can_do_nothing_else(
    administrator: Person, signed_in: SignIn, settings: pytest.FixtureRequest
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"administrator"})
    browser = signed_in(administrator)
    for address in ("/", "/people/", "/people/?form=csv", "/audit/"):
        assert browser.get(address)["Location"] == "/people/second-factor/"
    assert browser.get("/people/second-factor/").status_code == 200


def test_somebody_whose_last_day_has_passed_cannot_sign_in(
    make_person: Make, client: Client
) -> None:
    gone = make_person("Old Hand", end_date=date(2020, 1, 1))
    gone.set_password("a long enough password")
    gone.save()
    answer = client.post(
        "/sign-in/login/", {"login": gone.email, "password": "a long enough password"}
    )
    assert "You do not work here at present" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_nobody_can_sign_up(client: Client, db: None) -> None:
    assert "sign up" not in client.get("/sign-in/login/").content.decode().lower()
    client.post("/sign-in/signup/", {"email": "x@y.example", "password1": "a long enough password"})
    assert not Person.objects.filter(email="x@y.example").exists()


def test_a_preview_that_was_changed_on_its_way_is_refused(
    administrator: Person, signed_in: Callable[[Person], Client]
) -> None:
    before = Person.objects.count()
    for signed in ("nothing", "WyJhIl0:1abc:xyz", ""):
        answer = signed_in(administrator).post("/people/import/", {"signed": signed})
        assert answer.status_code == 422, signed
    assert Person.objects.count() == before


def test_somebody_whose_line_cannot_be_read_has_not_left(administrator: Person) -> None:
    bring(administrator, FILE)
    spoilt = FILE.replace(b"2019-07-08", b"the 8th").replace(b"15/03/2021", b"2021-03-15")
    done = bring(administrator, spoilt, end_missing=True)
    assert [one.line for one in done.skipped] == [2]
    assert Person.objects.get(external_id="A-1").end_date is None


def test_a_manager_who_is_nobody_here_is_said_and_is_no_change_each_night(
    administrator: Person,
) -> None:
    stray = FILE.replace(b"pharmacist,lena@", b"pharmacist,nobody@")
    bring(administrator, stray)
    again = bring(administrator, stray)
    assert (len(again.changed), again.unchanged) == (0, 2)
    assert "nobody@glenmarrow.example" in again.skipped[0].reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"B-1,b@x.example,{'N' * 151},,,,,,,,", "given_name is longer than 150 characters"),
        (f"B-1,b@x.example,Bo,,,,,,,{'P' * 101},", "location is longer than 100 characters"),
        (f"B-1,b@x.example,Bo,,{'T' * 201},,,,,,", "team is longer than 200 characters"),
        ("B-1,b@x.example,Bo,,,,,,,,English (United Kingdom)", "language is longer"),
        ("B-1,b@x.example,Bo,,,,,2026-03-02,2026-03-01,,", "the last day is before the first"),
    ],
)
def test_a_line_that_no_database_would_keep_is_left_out(line: str, words: str, db: None) -> None:
    rows, skipped, _ = read_people((HEAD + line).encode())
    assert not rows
    assert words in skipped[0].reason


def test_control_signs_in_a_cell_become_spaces(db: None) -> None:
    rows, _, _ = read_people((HEAD + "B-1,b@x.example,Bo\x07\0,Le\x85e,,,,,,,en\0").encode())
    assert [rows[0].values[name] for name in ("given_name", "family_name", "language")] == [
        "Bo", "Le e", "en",
    ]  # fmt: skip


def test_unicode_text_of_a_spreadsheet_is_read(db: None) -> None:
    rows, _, _ = read_people(FILE.decode().replace(",", "\t").encode("utf-16"))
    assert [one.values["given_name"] for one in rows] == ["Lena", "Theo"]


def test_a_workbook_and_an_endless_cell_are_refused_in_words(db: None) -> None:
    with pytest.raises(Invalid, match="workbook"):
        read_people(b"PK\x03\x04rest")
    with pytest.raises(Invalid, match=r"Line 2 .* far too long"):
        read_people((HEAD + f"B-1,b@x.example,{'N' * 140_000},,,,,,,,").encode())


def test_by_hand_nobody_reports_in_a_circle_or_leaves_before_they_come(
    administrator: Person, make_person: Make, signed_in: SignIn
) -> None:
    lena, theo = make_person("Lena Marr"), make_person("Theo Brack")
    save_person(administrator, theo, reports_to=lena)
    browser = signed_in(administrator)
    sent = {"external_id": lena.external_id, "email": lena.email, "given_name": "Lena"}
    for wrong, words in (
        ({"manager": theo.email}, "does not report to this person"),
        ({"manager": lena.email}, "does not report to this person"),
        ({"start_date": "2026-03-02", "end_date": "2026-03-01"}, "last day is before"),
    ):
        answer = browser.post(f"/people/{lena.pk}/change/", sent | wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    lena.refresh_from_db()
    assert (lena.reports_to, lena.end_date) == (None, None)


def test_the_last_administrator_stays_one_and_keeps_their_other_roles(
    administrator: Person, make_person: Make, signed_in: SignIn
) -> None:
    give_role(administrator, administrator, Role.OWNER)
    answer = signed_in(administrator).post(f"/people/{administrator.pk}/roles/", {"role": "editor"})
    assert answer.status_code == 409
    assert "Make somebody else one first" in answer.content.decode()
    held = {one.role for one in administrator.grants.all()}
    assert held >= {Role.ADMINISTRATOR, Role.OWNER}
    assert Role.EDITOR not in held
    other = make_person("Una Crane", Role.ADMINISTRATOR)
    take_role(administrator, other, Role.ADMINISTRATOR)
    assert not other.grants.exists()
