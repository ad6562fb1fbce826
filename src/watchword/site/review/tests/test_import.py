"""A schedule from a file: every problem by line and column, all or nothing, no door beside."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from watchword.site.accounts.models import Account
from watchword.site.audit.models import Entry
from watchword.site.crisis.actions import declare
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.newsroom import BLUESKY, FACEBOOK, GOOD, content
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.publishing.models import Delivery
from watchword.site.review.actions import (
    answer,
    ask_approval,
    export_schedule,
    import_schedule,
    save_draft,
)
from watchword.site.review.models import Draft, LibraryFile
from watchword.site.review.schedules import COLUMNS, NEEDED, planned
from watchword.site.review.tables import MOST_ROWS, Line, read_table
from watchword.site.tokens.actions import make_token
from watchword.site.tokens.models import Scope

pytestmark = pytest.mark.django_db
SOON = (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%d 10:30")


def written(*rows: tuple[str, ...], columns: tuple[str, ...] = NEEDED, sign: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sign).writerows([columns, *rows])
    return buffer.getvalue().encode()


def read(body: bytes) -> list[Line]:
    return read_table(body, COLUMNS, NEEDED)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def where(person: Person, body: bytes) -> set[tuple[int, str]]:
    return {(one.line, one.column) for one in planned(person, read(body)).problems}


@pytest.fixture
def portrait(author: Person) -> LibraryFile:
    return LibraryFile.objects.create(
        digest="a" * 64,
        path="library/a.png",
        media_type="image/png",
        size=9,
        title="Clinic door",
        description="A nurse opens the clinic's door.",
        rights="ours",
        consent="filed",
        added_by=author,
    )


def test_every_row_becomes_a_draft_like_one_from_the_composer(
    author: Person, portrait: LibraryFile
) -> None:
    row = (FACEBOOK, f"{GOOD}\n---\nMore follows.", SOON, "Winter", "Clinics", portrait.description)
    one, two = import_schedule(
        author, read(written(row, (BLUESKY, GOOD, SOON), columns=COLUMNS, sign=";"))
    )
    kept = one.revision.content
    assert kept.words_of(FACEBOOK) == (GOOD, "More follows.")
    assert (kept.details.campaign, kept.details.pillar) == ("Winter", "Clinics")
    assert (kept.details.format, kept.media[0].digest) == ("picture", portrait.digest)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"draft"}
    assert two.author == author
    assert Entry.objects.filter(deed="save-draft").count() == 2
    assert Entry.objects.get(deed="import-schedule").after == {"drafts": [one.pk, two.pk]}
    assert ask_approval(author, one).state == "open"


def test_each_problem_is_named_by_its_line_and_column_and_nothing_is_made(author: Person) -> None:
    body = written(
        (FACEBOOK, GOOD, SOON, "", "", ""),
        ("x-nobody", GOOD, SOON, "", "", ""),
        (FACEBOOK, " ", SOON, "", "", ""),
        (FACEBOOK, "Two\nlines.", "soon", "", "", ""),
        (FACEBOOK, "Late.", "2020-01-01 10:00", "", "", ""),
        (FACEBOOK, "A day.", "2099-01-01", "", "", ""),
        (FACEBOOK, "Long.", SOON, "c" * 101, "p" * 101, "A dog"),
        (FACEBOOK, GOOD, SOON, "", "", ""),
        columns=COLUMNS,
    )
    assert where(author, body) == {
        (3, "account"),
        (4, "text"),
        (5, "planned_at"),
        (7, "planned_at"),
        (8, "planned_at"),
        (9, "campaign"),
        (9, "pillar"),
        (9, "media_description"),
        (10, "text"),
    }
    with pytest.raises(Invalid, match="9 cells") as told:
        import_schedule(author, read(body))
    assert "3.account" in told.value.fields
    assert not Draft.objects.exists()


def test_a_workbook_is_read_and_its_formulas_are_text(author: Person) -> None:
    at = datetime(2099, 1, 5, 10, 30)  # noqa: DTZ001 - as a workbook has it
    body = workbook(
        ("Account", "Text", "Planned at", "Notes"),
        (FACEBOOK, '=HYPERLINK("http://x.example","Clinic")', at, "n"),
        (None, None, None, None),
        (FACEBOOK, "=1+1", at, None),
    )
    first, second = read(body)
    assert first.cells["text"] == '=HYPERLINK("http://x.example","Clinic")'
    assert (second.number, second.cells["text"]) == (4, "=1+1")
    assert "Notes" not in first.cells
    assert len(import_schedule(author, [first, second])) == 2
    assert where(author, workbook(NEEDED, (FACEBOOK, GOOD, "=NOW()"))) == {(2, "planned_at")}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\1\2",
        b"\xff\xfe",
        b"PK\x03\x04 damaged",
        b"account,text\nx,y\n",
        b"account,text,planned_at\n",
        b"account,text,text,planned_at\nx,y,z,1\n",
        b'account,text,planned_at\n"x"y,y,z\n',
        written(*[(FACEBOOK, str(n), SOON) for n in range(MOST_ROWS + 1)]),
        b"x" * 2_000_001,
    ],
)
def test_what_is_no_schedule_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        read(body)


def test_times_without_a_zone_are_the_writers(author: Person) -> None:
    with timezone.override("Europe/London"):
        rows = planned(author, read(written((FACEBOOK, GOOD, "2099-07-01 10:30")))).rows
        assert rows[0].planned_at == datetime(2099, 7, 1, 9, 30, tzinfo=UTC)
        assert where(author, written((FACEBOOK, GOOD, "2027-03-28 01:30"))) == {(2, "planned_at")}
    rows = planned(author, read(written((FACEBOOK, GOOD, "2099-07-01T10:30+02:00")))).rows
    assert rows[0].planned_at == datetime(2099, 7, 1, 8, 30, tzinfo=UTC)


def test_who_has_no_seat_or_no_role_imports_nothing(
    employee: Person, make_person: Callable[..., Person], register: dict[str, Account]
) -> None:
    rows = read(written((FACEBOOK, GOOD, SOON)))
    with pytest.raises(NotAllowed):
        import_schedule(employee, rows)
    with pytest.raises(NotAllowed):
        export_schedule(employee)
    with pytest.raises(Invalid):
        import_schedule(make_person("Pia Rowe", Role.AUTHOR), rows)
    assert not Draft.objects.exists()


def test_only_approved_posts_that_go_out_by_hand_leave_for_other_schedulers(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    assert export_schedule(author) == []
    asked = ask_approval(author, draft)
    answer(reviewer, asked, answer="yes", digest=asked.revision.digest)
    save_draft(author, None, content("Not approved."))
    Delivery.objects.filter(account__key=BLUESKY).update(is_by_hand=False)
    (row,) = export_schedule(author)
    assert row[:2] == (FACEBOOK, GOOD)
    assert Entry.objects.filter(deed="export-schedule").count() == 2


def test_the_pages_show_first_and_make_then(
    author: Person, reviewer: Person, signed_in: Callable[[Person], Client]
) -> None:
    mine, address = signed_in(author), "/posts/schedule/import/"
    bad = SimpleUploadedFile("bad.csv", written(("x-nobody", GOOD, SOON)))
    shown = mine.post(address, {"file": bad})
    assert "x-nobody" in shown.content.decode()
    assert "Make these drafts" not in shown.content.decode()
    good = SimpleUploadedFile("good.csv", written((FACEBOOK, "'=1+1 is two", SOON)))
    shown = mine.post(address, {"file": good})
    assert not Draft.objects.exists()
    signed = shown.context["signed"]
    assert signed_in(reviewer).post(address, {"signed": signed}).status_code == 403
    assert mine.post(address, {"signed": signed + "x"}).status_code == 422
    assert mine.post(address, {}).status_code == 422
    assert mine.post(address, {"signed": signed}).status_code == 302
    made = Draft.objects.get()
    assert made.revision.content.text == "=1+1 is two"
    asked = ask_approval(author, made)
    if asked.state == "open":
        answer(reviewer, asked, answer="yes", digest=asked.revision.digest)
    out = mine.post("/posts/schedule/export/")
    assert out["Content-Type"].startswith("text/csv")
    again = read(out.content)
    assert (again[0].cells["account"], again[0].cells["text"]) == (FACEBOOK, "=1+1 is two")


def test_a_freeze_stops_rows_in_and_rows_out(
    author: Person, reviewer: Person, duty: Person, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    answer(reviewer, asked, answer="yes", digest=asked.revision.digest)
    Delivery.objects.update(is_by_hand=True)
    assert len(export_schedule(author)) == 2
    declare(duty, title="Fire in ward 4", reason="Smoke.")
    assert export_schedule(author) == []
    assert where(author, written((FACEBOOK, GOOD, SOON))) == {(2, "account")}
    with pytest.raises(Invalid):
        import_schedule(author, read(written((FACEBOOK, GOOD, SOON))))


def test_a_program_tries_first_and_imports_then(author: Person) -> None:
    ends = timezone.localdate() + timedelta(days=9)
    token = make_token(author, name="Test", scopes=list(Scope), expires_on=ends)[1]
    browser, head = Client(), {"Authorization": f"Bearer {token}"}

    def send(account: str, **given: object) -> tuple[int, dict[str, object]]:
        row = {"account": account, "text": GOOD, "planned_at": SOON}
        to = "/api/v1/posts/schedule/import"
        got = browser.post(to, {"rows": [row], **given}, "application/json", headers=head)
        return got.status_code, got.json()

    assert send("x-nobody")[1]["problems"]
    assert send(FACEBOOK) == (200, {"drafts": [], "rows": 1, "problems": []})
    assert not Draft.objects.exists()
    code, said = send("x-nobody", is_trial=False)
    assert (code, list(said["fields"])) == (422, ["1.account"])  # type: ignore[call-overload]
    assert send(FACEBOOK, is_trial=False)[1]["drafts"] == [Draft.objects.get().pk]
    rows = browser.post("/api/v1/posts/schedule/export", headers=head)
    assert rows.json() == {"rows": []}
