"""Reviews in time, contacts that are right, dates in a calendar."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from watchword.site.audit.models import Entry
from watchword.site.editions.folder import digest_of, files_of
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.kit.triggers import put_up, take_down
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.upkeep.actions import (
    answer_contact,
    ask_contacts,
    look_after_contacts,
    record_review,
    remind_of_review,
    settle_contact,
)
from watchword.site.upkeep.models import ContactCheck, Feed
from watchword.site.upkeep.queries import contacts_of, review_due

SignIn = Callable[[Person], Client]


def aged(edition: Edition, days: int) -> Edition:
    """The edition as if it had been published some days ago; the guards look away."""
    take_down(connection)
    then = timezone.localdate() - timedelta(days=days)
    review = then + (edition.review_on - edition.revised if edition.review_on and edition.revised else timedelta(365))  # fmt: skip
    Edition.objects.filter(pk=edition.pk).update(revised=then, effective_on=then, review_on=review)
    put_up(connection)
    return Edition.objects.get(pk=edition.pk)


def test_owners_are_reminded_before_the_review_and_while_it_is_overdue(
    first: Edition, owner: Person, employee: Person
) -> None:
    day = review_due(first, timezone.localdate()).on
    assert day is not None
    for left in (80, 57, 56, 50, 28, 7, 3, 0, -1, -5, -14, -20, -28):
        remind_of_review(day - timedelta(days=left))
    rows = Notice.objects.filter(kind="upkeep").order_by("pk")
    marks = [one.about.split(":")[3] for one in rows]
    assert marks == ["56", "28", "7", "0", "late-0", "late-1", "late-2"]
    assert {one.person for one in rows} == {owner}
    assert "overdue" in rows[4].subject


def test_a_review_that_changes_nothing_sets_the_next_date_and_leaves_the_edition_as_it_is(
    first: Edition, owner: Person, employee: Person, signed_in: SignIn
) -> None:
    old = aged(first, 400)
    assert review_due(old, timezone.localdate()).is_overdue
    page = signed_in(employee).get("/handbook/").content.decode()
    assert "It stays in force until the next one" in page
    pdf = signed_in(employee).get("/handbook/as.pdf").content
    words = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages[:3])
    assert "stays in force" in " ".join(words.split())
    browser = signed_in(owner)
    assert "Review the policy" in browser.get("/").content.decode()
    assert browser.post("/policy/upkeep/review/", {"because": " "}).status_code == 422
    browser.post("/policy/upkeep/review/", {"because": "Law and networks as before."})
    due = review_due(Edition.objects.get(pk=old.pk), timezone.localdate())
    assert due.on is not None
    assert not due.is_overdue
    assert due.on > timezone.localdate() + timedelta(days=300)
    assert digest_of(files_of(old)) == first.digest
    after = signed_in(employee).get("/handbook/").content.decode()
    assert "stays in force until" not in after
    assert "nothing changed" in after
    assert Entry.objects.filter(deed="review-unchanged").count() == 1


def test_a_review_is_not_put_off_further_than_the_policy_allows(
    first: Edition, owner: Person, editor: Person
) -> None:
    today = timezone.localdate()
    for day in (today, today + timedelta(days=800), date(2020, 1, 1)):
        with pytest.raises(Invalid):
            record_review(owner, first, because="As it was.", next_on=day)
    with pytest.raises(NotAllowed):
        record_review(editor, first, because="As it was.", next_on=None)
    sooner = today + timedelta(days=90)
    assert record_review(owner, first, because="As it was.", next_on=sooner).next_on == sooner


def test_contacts_are_asked_once_a_year_and_once_more(first: Edition, owner: Person) -> None:
    today = timezone.localdate()
    assert look_after_contacts(today) == 0
    aged(first, 370)
    count = look_after_contacts(today)
    assert count == len(contacts_of(first)) > 3
    assert look_after_contacts(today) == 0
    mails = Notice.objects.filter(kind="contact")
    assert set(mails.values_list("to", flat=True)) >= {"privacy@glenmarrow.example"}
    asked = mails.count()
    assert look_after_contacts(today + timedelta(days=14)) == asked
    assert mails.filter(about__endswith=":again").count() == asked
    assert look_after_contacts(today + timedelta(days=20)) == 0


def test_a_contact_answers_by_link_and_a_change_reaches_the_owner(
    first: Edition, owner: Person, client: Client, signed_in: SignIn
) -> None:
    ask_contacts(owner, first)
    one = ContactCheck.objects.exclude(to="").first()
    assert one is not None
    assert one.key in Notice.objects.get(about=f"contact:{one.pk}:first").body
    address = f"/contact/{one.key}/"
    assert one.name in client.get(address).content.decode()
    assert client.post(address, {"answer": "changed", "words": ""}).status_code == 422
    client.post(address, {"answer": "changed", "words": "Now: Data team."})
    assert "Now: Data team." in Notice.objects.filter(kind="upkeep").latest("pk").body
    assert "Look after contacts" in signed_in(owner).get("/").content.decode()
    client.post(address, {"answer": "right"})
    assert ContactCheck.objects.get(pk=one.pk).is_right
    for wrong in ("x", "0" * 32, ""):
        assert client.get(f"/contact/{wrong}/").status_code == 404


def test_the_owner_says_it_for_a_contact_without_mail(
    first: Edition, owner: Person, editor: Person, signed_in: SignIn
) -> None:
    ask_contacts(owner, first)
    one = ContactCheck.objects.filter(to="").first()
    assert one is not None
    with pytest.raises(NotAllowed):
        settle_contact(editor, one, is_right=True)
    signed_in(owner).post(f"/policy/upkeep/contacts/{one.pk}/", {"answer": "right"})
    assert ContactCheck.objects.get(pk=one.pk).is_right
    with pytest.raises(Invalid):
        answer_contact(one, is_right=False, words="")
    page = signed_in(editor).get("/policy/upkeep/").content.decode()
    assert "Say for them" not in page


def test_a_calendar_feed_holds_a_persons_dates_until_it_is_renewed(
    first: Edition, employee: Person, owner: Person, client: Client, signed_in: SignIn
) -> None:
    assign_edition(first, timezone.localdate())
    browser = signed_in(employee)
    assert browser.post("/settings/calendar/").status_code == 302
    key = Feed.objects.get(person=employee).key
    answer = client.get(f"/calendar/{key}/watchword.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == timezone.localdate() + timedelta(days=14)
    assert "acknowledge Edition 1" in str(event["SUMMARY"])
    assert str(event["UID"]).endswith("@localhost")
    owners = Calendar.from_ical(signed_in(owner).get("/settings/calendar/watchword.ics").content)
    titles = {str(one["SUMMARY"]) for one in owners.walk("VEVENT")}
    assert "Policy to be reviewed" in titles
    browser.post("/settings/calendar/")
    assert client.get(f"/calendar/{key}/watchword.ics").status_code == 404
    key = Feed.objects.get(person=employee).key
    Person.objects.filter(pk=employee.pk).update(end_date=timezone.localdate() - timedelta(days=1))
    assert client.get(f"/calendar/{key}/watchword.ics").status_code == 404
