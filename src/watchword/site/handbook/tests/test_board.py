"""The board of acknowledgements: the team only, reminders within their limits, all of it as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition, nudge_person, nudge_team
from watchword.site.handbook.models import MOST_NOTICES, Assignment, Reading
from watchword.site.handbook.reminding import tell_about
from watchword.site.kit.refusal import NotAllowed, NotThere, Refusal
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]
LONDON = ZoneInfo("Europe/London")


def weekday(days: int = 0) -> datetime:
    """A moment at ten on a weekday, some weekdays after the next Monday."""
    now = timezone.now().astimezone(LONDON).replace(hour=10, minute=0)
    monday = now + timedelta(days=7 - now.weekday())
    return monday + timedelta(days=days + 2 * (days // 5))


@pytest.fixture
def leader(make_person: Make) -> Person:
    return make_person("Mara Quill", team="Wards")


@pytest.fixture
def ward(leader: Person, make_person: Make, first: Edition) -> list[Assignment]:
    """Three of one manager's people, all overdue, the last on leave; and one of another team."""
    names = ("Sam Reed", "Ola Finch", "Fay Dunn")
    people = [make_person(name, team="Wards", reports_to=leader) for name in names]
    make_person("Wynn Ashe", team="Kitchens")
    assign_edition(first, timezone.localdate())
    Assignment.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    away = timezone.localdate() + timedelta(days=90)
    Person.objects.filter(pk=people[2].pk).update(away_until=away)
    return [Assignment.objects.get(person=one) for one in people]


def test_a_manager_reminds_one_of_their_people_and_nobody_else_s(
    leader: Person, ward: list[Assignment], editor: Person
) -> None:
    nudge_person(leader, ward[0], weekday())
    ward[0].refresh_from_db()
    assert (ward[0].told, ward[0].told_on) == (1, weekday().date())
    notice = Notice.objects.get(about=f"assignment:{ward[0].pk}:0")
    assert "Mara Quill asks you" in notice.body
    assert Entry.objects.get(deed="nudge").after == {"people": [ward[0].person.external_id]}
    other = Assignment.objects.get(person__given_name="Wynn")
    with pytest.raises(NotThere):
        nudge_person(leader, other, weekday())
    with pytest.raises(NotAllowed):
        nudge_person(editor, ward[0], weekday())


def test_nobody_is_told_twice_a_day_or_more_than_three_times_again_or_at_the_weekend(
    leader: Person, ward: list[Assignment]
) -> None:
    for day in range(MOST_NOTICES):
        nudge_person(leader, ward[0], weekday(day))
        with pytest.raises(Refusal, match="three times"):
            nudge_person(leader, ward[0], weekday(day))
    with pytest.raises(Refusal, match="three times"):
        nudge_person(leader, ward[0], weekday(6))
    assert Notice.objects.filter(person=ward[0].person).count() == MOST_NOTICES
    with pytest.raises(Refusal, match="weekdays"):
        nudge_person(leader, ward[1], weekday() - timedelta(days=1))
    with pytest.raises(Refusal, match="on leave"):
        nudge_person(leader, ward[2], weekday())


def test_the_clock_counts_a_reminder_by_hand_as_one_of_three(
    leader: Person, ward: list[Assignment]
) -> None:
    for day in range(2 * MOST_NOTICES):
        tell_about(weekday(day))
    assert Notice.objects.filter(person=ward[1].person, kind__in=("edition", "reminder")).count()
    ward[1].refresh_from_db()
    assert ward[1].told == MOST_NOTICES
    with pytest.raises(Refusal):
        nudge_person(leader, ward[1], weekday(10))


def test_all_overdue_of_a_team_are_reminded_but_who_is_on_leave(
    leader: Person, compliance: Person, ward: list[Assignment]
) -> None:
    team = leader.team
    done = nudge_team(leader, team, weekday())
    assert (done.told, done.enough, done.away) == (2, 0, 1)
    again = nudge_team(compliance, team, weekday())
    assert (again.told, again.enough, again.away) == (1, 2, 1), "the leader is overdue as well"


def test_the_board_offers_reminders_and_a_manager_sees_only_the_team(
    leader: Person, ward: list[Assignment], compliance: Person, signed_in: SignIn
) -> None:
    page = signed_in(leader).get("/handbook/acknowledgements/").content.decode()
    assert "Sam Reed" in page
    assert "Wynn Ashe" not in page
    assert f"/handbook/acknowledgements/{ward[0].pk}/remind/" in page
    assert f"/handbook/acknowledgements/{ward[2].pk}/remind/" not in page, "who is on leave"
    assert f"/handbook/acknowledgements/teams/{ward[0].person.team_id}/remind/" in page
    other = Assignment.objects.get(person__given_name="Wynn")
    for address in (f"{other.pk}/remind/", f"teams/{other.person.team_id}/remind/"):
        sent = signed_in(leader).post(f"/handbook/acknowledgements/{address}")
        assert sent.status_code == 404
    everybody = signed_in(compliance).get("/handbook/acknowledgements/?state=away")
    assert "Fay Dunn" in everybody.content.decode()
    assert "Wynn Ashe" not in everybody.content.decode()


def test_who_knows_only_the_edition_before_is_counted_and_named(
    leader: Person, ward: list[Assignment], signed_in: SignIn, owner: Person
) -> None:
    early = ward[0]
    Assignment.objects.filter(pk=early.pk).update(done_at=timezone.now())
    later = Edition.objects.create(number=2, title="Next", state="published")
    reading = Reading.objects.create(edition=later, cause="published", rules=[], changed=[])
    Assignment.objects.create(
        person=early.person, edition=later, reading=reading, due_on=timezone.localdate()
    )
    page = signed_in(leader).get(f"/handbook/acknowledgements/?edition={later.pk}")
    assert [one.previous for one in page.context["teams"]] == [1]
    (row,) = [row for row, _cells in page.context["rows"]]
    assert row.previous == 1


def test_the_csv_has_every_row_with_leave_and_reminders(
    ward: list[Assignment], compliance: Person, signed_in: SignIn
) -> None:
    answer = signed_in(compliance).get("/handbook/acknowledgements/?form=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == Assignment.objects.count()
    fay = next(one for one in rows if one["Person"] == "Fay Dunn")
    assert (fay["State"], fay["Notices"]) == ("on leave", "0")
    assert fay["On leave until"] > timezone.localdate().isoformat()


def test_a_page_of_the_board_asks_the_database_the_same_however_many_stand_on_it(
    ward: list[Assignment], compliance: Person, signed_in: SignIn, django_assert_max_num_queries
) -> None:
    browser = signed_in(compliance)
    with django_assert_max_num_queries(27):
        browser.get("/handbook/acknowledgements/")


def test_those_who_have_still_to_read_stand_first(
    ward: list[Assignment], compliance: Person, signed_in: SignIn
) -> None:
    """On PostgreSQL, which sorts an empty time last, as on SQLite, which sorts it first."""
    Assignment.objects.filter(pk=ward[0].pk).update(done_at=timezone.now())
    page = signed_in(compliance).get("/handbook/acknowledgements/")
    done = [row.done_at is not None for row, _cells in page.context["rows"]]
    assert done == sorted(done)
    assert done[-1]
