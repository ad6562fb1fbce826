"""What was sent, through the programming interface."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from watchword.site.kit.api import Done, Many, Number, PageNumber, many, operation
from watchword.site.notices import access, actions
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person

router = Router()


class NoticeOut(Schema):
    """One notice."""

    id: int
    to: str
    kind: str
    about: str
    subject: str
    state: str
    made_at: datetime
    sent_at: datetime | None
    tries: int
    error: str


@operation(router, "GET", "", access.SEE, Many[NoticeOut])
def list_notices(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every notice, the latest first."""
    del request
    return many(Notice.objects.all(), page, lambda one: one)


@operation(router, "POST", "/{pk}/again", access.RETRY, Done)
def send_again(request: HttpRequest, pk: Number) -> Done:
    """Send a notice once more."""
    assert isinstance(request.user, Person)
    actions.send_again(request.user, access.access_notice(request.user, pk))
    return Done()
