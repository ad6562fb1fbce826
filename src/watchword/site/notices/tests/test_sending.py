"""Notices through a real SMTP server: sent once, tried again, never lost silently."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition
from watchword.site.handbook.models import Assignment
from watchword.site.handbook.reminding import tell_about
from watchword.site.notices.actions import WAITS, Words, send_due, tell, tell_chats
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person

MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/London"))


class Box:
    """A mail server that keeps what it gets, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.got: list[Message] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        _server, _session, envelope, address, _options = given
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802 - likewise
        self.got.append(message_from_bytes(given[2].content))
        return "250 OK"


@pytest.fixture
def box(settings: pytest.FixtureRequest) -> Iterator[Box]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Box()
    server = Controller(made, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield made
    server.stop()


def words(about: str, to: str = "sam@glenmarrow.example") -> Words:
    return Words(person=None, to=to, kind="test", about=about, subject="Read\nme", body="Hello.")


def test_a_notice_is_sent_once_however_often_it_is_told(db: None, box: Box) -> None:
    assert tell([words("a"), words("b")]) == 2
    assert tell([words("a")]) == 0
    assert send_due() == (2, 0)
    assert send_due() == (0, 0)
    assert [one["To"] for one in box.got] == ["sam@glenmarrow.example"] * 2
    assert box.got[0]["Subject"] == "Read me"


def test_a_refused_notice_is_seen_tried_again_and_given_up_in_sight(db: None, box: Box) -> None:
    box.refused = {"gone@glenmarrow.example"}
    tell([words("a", "gone@glenmarrow.example"), words("b")])
    assert send_due() == (1, 1)
    failed = Notice.objects.get(about="a")
    assert (failed.state, failed.tries) == (Notice.State.FAILED, 1)
    assert "no such person" in failed.error
    for _ in WAITS:
        Notice.objects.filter(pk=failed.pk).update(next_try_at=timezone.now())
        send_due()
    failed.refresh_from_db()
    assert failed.state == Notice.State.LOST
    box.refused = set()
    Notice.objects.filter(pk=failed.pk).update(
        state=Notice.State.QUEUED, next_try_at=timezone.now()
    )
    assert send_due() == (1, 0)


def test_a_mail_server_that_is_not_there_loses_nothing(
    db: None, settings: pytest.FixtureRequest
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell([words("a")])
    assert send_due() == (0, 1)
    assert "refused" in Notice.objects.get().error.lower()


def test_one_first_notice_three_reminders_on_weekdays_then_the_manager(
    first: Edition, employee: Person, owner: Person, box: Box
) -> None:
    Person.objects.exclude(pk__in=[employee.pk, owner.pk]).update(is_active=False)
    Person.objects.filter(pk=employee.pk).update(reports_to=owner)
    assign_edition(first, MONDAY.date())
    Assignment.objects.exclude(person=employee).update(is_off=True)
    days = []
    for number in range(60):
        now = MONDAY + timedelta(days=number)
        if tell_about(now):
            days.append((number, now.weekday()))
        send_due()
    mine = [one for one in box.got if one["To"] == employee.email]
    assert len(mine) == 4
    assert [one["Subject"].startswith("Reminder") for one in mine] == [False, True, True, True]
    assert all(weekday < 5 for _, weekday in days)
    managers = [one for one in box.got if one["To"] == owner.email]
    assert len(managers) == 1
    assert "Sam Reed" in managers[0].get_payload()


def test_who_is_on_leave_is_not_told_until_back(first: Edition, employee: Person) -> None:
    assign_edition(first, MONDAY.date())
    Assignment.objects.exclude(person=employee).update(is_off=True)
    Person.objects.filter(pk=employee.pk).update(away_until=MONDAY.date() + timedelta(days=3))
    assert tell_about(MONDAY) == 0
    assert tell_about(MONDAY + timedelta(days=4)) == 1


def test_without_a_mail_server_notices_wait_and_nothing_is_called_sent(
    db: None, settings: pytest.FixtureRequest
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    tell([words("a")])
    assert send_due() == (0, 0)
    assert Notice.objects.get().state == Notice.State.QUEUED


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # Apprise's own
def test_a_chat_gets_its_notice_and_one_that_refuses_is_seen(
    db: None, settings: pytest.FixtureRequest
) -> None:
    got: list[bytes] = []

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200 if "good" in self.path else 500)
            self.end_headers()

        def log_message(self, *given: object) -> None:
            del given

    server = HTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"json://127.0.0.1:{server.server_port}"
    settings.CONFIGURATION = replace(settings.CONFIGURATION, chat=f"{here}/good {here}/bad")
    assert (
        tell_chats(kind="edition", about="edition:1", subject="Edition 2", body="At most five.")
        == 2
    )
    done = send_due()
    server.shutdown()
    server.server_close()
    assert done == (1, 1), list(Notice.objects.values_list("error", flat=True))
    assert b"At most five." in got[0]
    assert "did not take it" in Notice.objects.get(to="chat:1").error
