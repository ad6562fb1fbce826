"""A schedule from a file: what it would make first, then the drafts; and the same columns out."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import csv_line
from watchword.site.kit.refusal import Invalid
from watchword.site.review import access, actions
from watchword.site.review.schedules import COLUMNS, NEEDED, planned
from watchword.site.review.tables import LARGEST, read_table

_KEPT = 3_600
"""Seconds for which a preview can be taken."""


@door(access.WRITE, help="review/import")
def import_(request: PersonRequest) -> HttpResponse:
    """Choose a file; see what it would make, and what stands in the way; make it."""
    if request.method != "POST":
        return _chooser(request)
    try:
        body = _body(request)
        lines = read_table(body, COLUMNS, NEEDED)
        if "signed" in request.POST:
            made = actions.import_schedule(request.user, lines)
            messages.success(
                request, _("%(n)d drafts are made. Ask for approval of each.") % {"n": len(made)}
            )
            return redirect("post-drafts")
    except Invalid as refusal:
        return _chooser(request, refusal)
    given = {
        "found": planned(request.user, lines),
        "signed": signing.dumps(
            base64.b64encode(body).decode(), salt=_salt(request), compress=True
        ),
    }
    return render(request, "review/import_preview.html", given)


@door(access.WRITE)
@require_POST
def export(request: PersonRequest) -> HttpResponse:
    """Approved posts that people post by hand, as a CSV file for another scheduler."""
    rows = actions.export_schedule(request.user)
    lines = "".join(map(csv_line, [COLUMNS, *rows]))
    answer = HttpResponse(f"\ufeff{lines}", content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="schedule-{day}.csv"'
    return answer


def _chooser(request: PersonRequest, refusal: Invalid | None = None) -> HttpResponse:
    given = {"columns": ",".join(COLUMNS), "refusal": refusal}
    return render(request, "review/import.html", given, status=422 if refusal else 200)


def _body(request: PersonRequest) -> bytes:
    """The file that was chosen, or the one that was shown before.

    Raises:
        Invalid: There is none, it is too large, or it was shown too long ago or to another.
    """
    if "signed" in request.POST:
        try:
            kept = signing.loads(request.POST["signed"], salt=_salt(request), max_age=_KEPT)
        except signing.BadSignature:
            raise Invalid(_("This preview is too old. Choose the file again.")) from None
        return base64.b64decode(kept)
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        raise Invalid(_("Choose a CSV or XLSX file."))
    body: bytes = upload.read(LARGEST + 1)
    return body


def _salt(request: PersonRequest) -> str:
    return f"schedule-import.{request.user.pk}"
