"""What a draft would ask of whom, and what they would be told."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.editions.access import access_edition
from watchword.site.editions.folder import problems_of
from watchword.site.handbook import access
from watchword.site.handbook.previewing import audiences, notice_for
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import NotThere, Refusal


@door(access.PREVIEW, help="handbook/preview")
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """Every audience with its rules, and the mail as one of them would read it."""
    draft, today = access_edition(request.user, pk), timezone.localdate()
    if not draft.is_draft:
        raise NotThere
    if problems := problems_of(draft):
        raise Refusal(_("The draft has a problem that comes first."), str(problems[0]))
    found = audiences(draft, today)
    at = request.GET.get("for", "0")
    number = int(at) if at.isdecimal() and len(at) < 4 and int(at) < len(found) else 0  # noqa: PLR2004
    given = {
        "edition": draft,
        "audiences": found,
        "total": sum(one.people for one in found),
        "chosen": number,
        "notice": notice_for(draft, found[number], request.user, today) if found else None,
    }
    return render(request, "handbook/preview.html", given)
