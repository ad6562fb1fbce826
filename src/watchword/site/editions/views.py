"""Pages of the policy."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from watchword.site.editions import access
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door


@door(access.READ, help="editions/home")
def home(request: PersonRequest) -> HttpResponse:
    """The policy in force, and what is on its way."""
    drafts = (
        Edition.objects.drafts() if may(request.user, access.READ_DRAFT) else Edition.objects.none()
    )
    edition = access.access_in_force(request.user)
    return render(request, "editions/home.html", {"edition": edition, "drafts": drafts})
