"""Telling people: queued with what it is about, sent in the background, tried again, never lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed
from watchword.site.notices import access
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person

BATCH = 200
NOBODY = "django.core.mail.backends.dummy.EmailBackend"
CHAT = "chat:"
"""Before the number of an address among the site's setting ``chat``."""
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
         timedelta(hours=8), timedelta(hours=24))  # fmt: skip
"""How long to wait after each failure; after the last the notice is given up, and shown so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What somebody is told.

    Attributes:
        person: Whom; None for somebody without an account.
        to: Their address.
        kind: Why.
        about: What about; the same is told once only.
        subject: One line.
        body: Plain text.
    """

    person: Person | None
    to: str
    kind: str
    about: str
    subject: str
    body: str


def tell(words: Iterable[Words]) -> int:
    """Queue notices; those that were queued before are left alone. How many are new is returned."""
    rows = [
        Notice(
            person=one.person,
            to=one.to,
            kind=one.kind,
            about=one.about,
            subject=" ".join(one.subject.split())[:200],
            body=one.body,
        )
        for one in words
    ]
    before = Notice.objects.filter(about__in=[one.about for one in rows]).count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1_000)
    return len({one.about for one in rows}) - before


def send_due(now: datetime | None = None) -> tuple[int, int]:
    """Send what is due; how many were sent and how many failed."""
    sent = failed = 0
    if settings.EMAIL_BACKEND == NOBODY:  # no mail server is set: notices wait, and are shown so
        return 0, 0
    while batch := _claimed(now or timezone.now()):
        connection = get_connection()
        for notice in batch:
            if _send(notice, connection):
                sent += 1
            else:
                failed += 1
        connection.close()
    return sent, failed


def _claimed(now: datetime) -> list[Notice]:
    """Notices that this process sends; another one sees them as not due meanwhile."""
    with transaction.atomic():
        rows = Notice.objects.filter(
            state__in=(Notice.State.QUEUED, Notice.State.FAILED), next_try_at__lte=now
        )
        batch = list(rows.select_for_update(skip_locked=_can_skip()).order_by("pk")[:BATCH])
        keys = [one.pk for one in batch]
        # if this process dies while sending, they are due again after a while
        Notice.objects.filter(pk__in=keys).update(next_try_at=now + timedelta(minutes=10))
    return batch


def _can_skip() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked


def tell_chats(*, kind: str, about: str, subject: str, body: str) -> int:
    """Queue a notice for every chat of the site's setting; how many are new."""
    chats = settings.CONFIGURATION.chat.split()
    return tell(
        Words(
            person=None,
            to=f"{CHAT}{number}",
            kind=kind,
            about=f"{about}:{number}",
            subject=subject,
            body=body,
        )
        for number in range(len(chats))
    )


def _chat(notice: Notice) -> None:
    """Send a notice to a chat.

    Raises:
        RuntimeError: The chat's server did not take it, or the setting has no such chat.
    """
    import apprise

    chats = settings.CONFIGURATION.chat.split()
    number = int(notice.to.removeprefix(CHAT))
    door = apprise.Apprise()
    if number >= len(chats) or not door.add(chats[number]):
        raise RuntimeError("the setting 'chat' has no such address")
    if not door.notify(title=notice.subject, body=notice.body):
        raise RuntimeError("the chat's server did not take it")


def _send(notice: Notice, connection: BaseEmailBackend) -> bool:
    message = EmailMessage(
        subject=notice.subject,
        body=notice.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.to],
        headers={"Auto-Submitted": "auto-generated", "X-Watchword-Notice": notice.kind},
        connection=connection,
    )
    notice.tries += 1
    try:
        if notice.to.startswith(CHAT):
            _chat(notice)
        else:
            message.send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does is kept and shown
        _failed(notice, error)
        return False
    notice.state, notice.sent_at, notice.error = Notice.State.SENT, timezone.now(), ""
    notice.save(update_fields=["state", "sent_at", "error", "tries"])
    return True


def _failed(notice: Notice, error: Exception) -> None:
    notice.error = f"{type(error).__name__}: {error}"[:2_000]
    if notice.tries > len(WAITS):
        notice.state = Notice.State.LOST
    else:
        notice.state = Notice.State.FAILED
        notice.next_try_at = timezone.now() + WAITS[notice.tries - 1]
    notice.save(update_fields=["state", "error", "tries", "next_try_at"])


@deed(access.RETRY)
def send_again(actor: Person, notice: Notice) -> None:
    """Queue a notice that failed or was given up once more."""
    notice.state, notice.tries, notice.next_try_at = Notice.State.QUEUED, 0, timezone.now()
    notice.save(update_fields=["state", "tries", "next_try_at"])
    record(actor, Deed(name="send-again", subject=f"notice:{notice.pk}", title=notice.subject))
