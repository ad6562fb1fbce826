"""What was sent, and what failed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.notices import access, actions
from watchword.site.notices.models import Notice

LISTING = Listing(
    name="notices",
    title=_("Notices sent"),
    intro=_(
        "Each mail that Watchword sent or is about to send. One that fails is tried again for a day and a half, and stays here."
    ),
    search=("to", "subject"),
    filters=(Filter("state", _("State"), Notice.State.choices),),
    columns=(
        Column("made_at", _("When")),
        Column("to", _("To")),
        Column("subject", _("Subject"), link=lambda one: reverse("notice", args=[one.pk])),
        Column("get_state_display", _("State")),
        Column("tries", _("Tries")),
        Column("error", _("What the mail server said")),
    ),
    empty=_("Nothing has been sent. When an edition is published, its notices stand here."),
)


@door(access.SEE, help="notices/list")
def notices(request: PersonRequest) -> HttpResponseBase:
    """Every notice, the latest first."""
    return LISTING.answer(request, Notice.objects.all())


@door(access.SEE, help="notices/notice")
def notice(request: PersonRequest, pk: int) -> HttpResponse:
    """One notice as it was sent."""
    found = access.access_notice(request.user, pk)
    return render(request, "notices/notice.html", {"notice": found})


@door(access.RETRY)
@require_POST
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """Send one once more."""
    actions.send_again(request.user, access.access_notice(request.user, pk))
    messages.success(request, _("The notice is sent once more."))
    return redirect("notice", pk=pk)
