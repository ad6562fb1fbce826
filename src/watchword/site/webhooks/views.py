"""Pages about receivers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.kit.refusal import Invalid
from watchword.site.webhooks import access, actions
from watchword.site.webhooks.forms import ReceiverForm
from watchword.site.webhooks.models import EVENTS, Delivery, Receiver

DELIVERIES = Listing(
    name="deliveries",
    title=_("Deliveries"),
    template="webhooks/deliveries.html",
    search=("deed", "error", "receiver__name"),
    filters=(
        Filter("state", _("State"), Delivery.State.choices),
        Filter("deed", _("Deed"), EVENTS),
    ),
    columns=(
        Column("made_at", _("When")),
        Column("receiver", _("To")),
        Column("deed", _("Deed")),
        Column("entry", _("Entry of the record")),
        Column("get_state_display", _("State")),
        Column("tries", _("Tries")),
        Column("answer", _("Answer")),
        Column("error", _("What went wrong")),
        Column("pk", "", template="webhooks/again_cell.html"),
    ),
    empty=_("Nothing has been delivered yet. Each deed that a receiver is told of stands here."),
)


@door(access.MANAGE, help="webhooks/webhooks")
def webhooks(request: PersonRequest) -> HttpResponse:
    """Who is told of what."""
    return render(request, "webhooks/webhooks.html", {"receivers": Receiver.objects.all()})


@door(access.MANAGE, help="webhooks/receiver")
@never_cache
def receiver(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """One receiver, or a new one; a new one's secret is shown in this answer only."""
    found = access.access_receiver(request.user, pk) if pk else None
    names = ("name", "address", "deeds", "is_on")
    first = {name: getattr(found, name) for name in names} if found else {}
    form, secret = ReceiverForm(request.POST or None, initial=first), ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.save_receiver(request.user, found, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            if found is not None:
                messages.success(request, _("Kept."))
                return redirect("webhooks")
            found, secret = made, actions.secret_for(made)
    given = {"form": form, "receiver": found, "secret": secret}
    return render(request, "webhooks/receiver.html", given, status=422 if form.errors else 200)


@door(access.MANAGE)
@require_POST
@never_cache
def renew(request: PersonRequest, pk: int) -> HttpResponse:
    """A new secret."""
    found = access.access_receiver(request.user, pk)
    secret = actions.renew_secret(request.user, found)
    names = ("name", "address", "deeds", "is_on")
    form = ReceiverForm(initial={name: getattr(found, name) for name in names})
    given = {"form": form, "receiver": found, "secret": secret}
    return render(request, "webhooks/receiver.html", given)


@door(access.MANAGE)
@require_POST
def drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Drop a receiver."""
    actions.drop_receiver(request.user, access.access_receiver(request.user, pk))
    messages.success(request, _("It is told nothing any more."))
    return redirect("webhooks")


@door(access.MANAGE, help="webhooks/deliveries")
def deliveries(request: PersonRequest) -> HttpResponseBase:
    """What was delivered, and what failed."""
    return DELIVERIES.answer(request, Delivery.objects.select_related("receiver"))


@door(access.MANAGE)
@require_POST
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """Deliver one once more."""
    actions.deliver_again(request.user, access.access_delivery(request.user, pk))
    messages.success(request, _("It is delivered once more."))
    return redirect("deliveries")
