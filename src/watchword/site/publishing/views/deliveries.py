"""The queue, and one delivery."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.channels.base import channel, channel_names
from watchword.site.audit.models import Entry
from watchword.site.kit.door import PersonRequest, door, way_back
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.kit.refusal import Invalid
from watchword.site.kit.times import read_time
from watchword.site.publishing import access, actions
from watchword.site.publishing.models import Delivery, Post
from watchword.site.publishing.month import MOVABLE
from watchword.site.review.actions import move_draft

CHANNELS = tuple((one, channel(one).title) for one in channel_names())
QUEUE = Listing(
    name="post-queue",
    title=_("Queue"),
    template="publishing/queue.html",
    intro=_("Everything on its way, account by account; what needs a decision says so."),
    search=("draft__revisions__title", "account__handle"),
    filters=(
        Filter("state", _("State"), Delivery.State.choices),
        Filter("account__channel", _("Network"), CHANNELS),
    ),
    columns=(
        Column("draft", _("Post"), link=lambda one: reverse("delivery", args=[one.pk])),
        Column("account", _("Account")),
        Column("planned_at", _("Planned")),
        Column("get_state_display", _("State")),
        Column("words", _("Why")),
    ),
    empty=_(
        "Nothing is on its way. A draft stands here as soon as it names an account and a time."
    ),
)


@door(access.SEE, help="publishing/queue")
def queue(request: PersonRequest) -> HttpResponseBase:
    """Everything on its way."""
    return QUEUE.answer(request, access.access_deliveries(request.user).distinct())


@door(access.SEE, help="publishing/delivery")
def delivery(request: PersonRequest, pk: int) -> HttpResponse:
    """One draft on its way to one account."""
    found = access.access_delivery(request.user, pk)
    revision = found.revision or found.draft.revision
    given = {
        "delivery": found,
        "revision": revision,
        "words": revision.content.words_of(found.account.key),
        "media": revision.content.media,
        "post": Post.objects.filter(delivery=found).first(),
        "entries": Entry.objects.filter(subject=f"delivery:{pk}")[:50],
        "waits": found.state in ("held", "missed", "failed"),
        "may_move": found.state in MOVABLE,
    }
    return render(request, "publishing/delivery.html", given)


@door(access.DECIDE)
@require_POST
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Release, move, drop, or try again."""
    found, deed = access.access_delivery(request.user, pk), request.POST.get("deed", "")
    if deed == "release":
        actions.release(request.user, found)
    elif deed == "again":
        actions.try_again(request.user, found)
    elif deed == "drop":
        actions.drop(request.user, found, words=request.POST.get("words", "")[:500])
    elif deed == "move" and found.state == Delivery.State.DRAFT:
        move_draft(request.user, found.draft, found.account, _time(request.POST.get("at", "")))
    elif deed == "move":
        actions.reschedule(request.user, found, _time(request.POST.get("at", "")))
    else:
        raise Invalid(_("Choose what to do."))
    messages.success(request, _("Decided, and on record."))
    return (
        redirect("delivery", pk=pk)
        if request.POST.get("back") is None
        else redirect(way_back(request))
    )


@door(access.ENTER)
@require_POST
def enter(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter the link of a post that was made by hand."""
    found = access.access_delivery(request.user, pk)
    made = actions.enter_by_hand(request.user, found, address=request.POST.get("address", "")[:500])
    messages.success(request, _("It stands in the register."))
    return redirect("post", pk=made.pk)


def _time(written: str) -> datetime:
    try:
        return read_time(written)
    except ValueError:
        raise Invalid(
            _("The time cannot be read."), fields={"at": _("Write it like 2026-12-01T10:30.")}
        ) from None
