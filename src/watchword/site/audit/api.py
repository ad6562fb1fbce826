"""The record through the programming interface."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router, Schema

from watchword.site.audit import access
from watchword.site.audit.models import Entry
from watchword.site.audit.queries import lines
from watchword.site.kit.api import PER_PAGE, Line, operation

router = Router()
After = Annotated[
    int, Query(0, ge=0, le=2**53, description="Entries after this number, the oldest first.")
]


class EntryOut(Schema):
    """One deed."""

    number: int
    at: datetime
    who: str
    name: str
    deed: str
    subject: str
    title: str
    edition: int | None
    before: dict[str, object]
    after: dict[str, object]
    previous: str
    digest: str


@operation(router, "GET", "", access.SEE, list[EntryOut])
def list_entries(
    request: HttpRequest,
    after: After = 0,
    subject: Line = "",
    deed: Line = "",
) -> list[Entry]:
    """A hundred entries after a number; ask again with the last one's number for more."""
    del request
    rows = Entry.objects.filter(number__gt=after)
    rows = rows.filter(subject=subject) if subject else rows
    rows = rows.filter(deed=deed) if deed else rows
    return list(rows.order_by("number")[:PER_PAGE])


@operation(router, "GET", "/export.jsonl", access.SEE, None)
def export_record(request: HttpRequest) -> HttpResponseBase:
    """The whole record as JSON lines, to be verified by anybody."""
    del request
    return StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
