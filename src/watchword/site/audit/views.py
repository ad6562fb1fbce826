"""Pages of the record."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.audit import access
from watchword.site.audit.models import Entry
from watchword.site.audit.queries import deed_names, is_whole, lines
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.kit.refusal import NotThere


def _deeds() -> list[tuple[str, str]]:
    return [(name, name.replace("-", " ")) for name in deed_names()]


LISTING = Listing(
    name="audit",
    title=_("Audit record"),
    template="audit/entries.html",
    intro=_(
        "Every deed, once, for good. Each entry holds the digest of the one before; the export can be checked by anybody, without this site."
    ),
    search=("deed", "subject", "title", "who", "name"),
    filters=(Filter("deed", _("Deed"), _deeds),),
    columns=(
        Column("number", _("Number"), link=lambda one: reverse("audit-entry", args=[one.number])),
        Column("at", _("When")),
        Column("name", _("Who")),
        Column("deed", _("Deed")),
        Column("subject", _("On")),
        Column("title", _("What")),
        Column("edition", _("Edition")),
        Column("digest", _("Digest"), template="kit/digest_cell.html"),
    ),
    empty=_("Nothing has been done yet. Each deed will stand here: who, what, when."),
)


@door(access.SEE, help="audit/entries")
def entries(request: PersonRequest) -> HttpResponseBase:
    """Every deed, the latest first."""
    return LISTING.answer(request, Entry.objects.all())


@door(access.SEE, help="audit/entry")
def entry(request: PersonRequest, number: int) -> HttpResponse:
    """One deed: before and after, its digest, and all else that was done to the same thing."""
    found = Entry.objects.filter(number=number).first()
    if found is None:
        raise NotThere
    names = dict.fromkeys((*found.before, *found.after))
    given = {
        "entry": found,
        "fields": [(one, found.before.get(one), found.after.get(one)) for one in names],
        "holds": is_whole(found),
        "history": Entry.objects.filter(subject=found.subject).exclude(number=number)[:50],
    }
    return render(request, "audit/entry.html", given)


@door(access.SEE)
def export(request: PersonRequest) -> HttpResponseBase:
    """The whole record as JSON lines, to be verified by anybody."""
    del request
    answer = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate()}.jsonl"'
    return answer
