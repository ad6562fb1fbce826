"""Pages on which published editions are read and compared."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.editions import access, queries
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import NotThere


@door(access.READ, help="editions/edition")
def edition(request: PersonRequest, number: int) -> HttpResponse:
    """One published edition: when, by whom, on what grounds, and what changed."""
    found = _published(number)
    others = Edition.objects.published().exclude(pk=found.pk)
    reads_drafts = may(request.user, access.READ_DRAFT)
    given = {
        "edition": found,
        "in_force": access.access_in_force(request.user),
        "earlier": others.filter(number__lt=number).first(),
        "others": others,
        "approvals": found.approvals.select_related("person") if reads_drafts else (),
        "decisions": found.decisions.select_related("decided_by") if reads_drafts else (),
    }
    return render(request, "editions/edition.html", given)


@door(access.READ)
def choose_comparison(request: PersonRequest, number: int) -> HttpResponse:
    """From the form on an edition's page to the comparison."""
    other = request.GET.get("with", "")
    if not other.isdecimal() or len(other) > 6:  # noqa: PLR2004
        raise NotThere(_("There is no edition of that number."))
    return redirect("edition-compare", number=number, other=int(other))


@door(access.READ, help="editions/compare")
def compare(request: PersonRequest, number: int, other: int) -> HttpResponse:
    """Two editions, rule by rule, the older one first."""
    old, new = sorted((_published(number), _published(other)), key=lambda one: one.number or 0)
    given = {
        "old": old,
        "new": new,
        "changes": queries.comparison(old, new, timezone.localdate()),
        "editions": Edition.objects.published(),
    }
    return render(request, "editions/compare.html", given)


def _published(number: int) -> Edition:
    found = Edition.objects.published().select_related("published_by").filter(number=number).first()
    if found is None:
        raise NotThere(_("There is no edition of that number."))
    return found
