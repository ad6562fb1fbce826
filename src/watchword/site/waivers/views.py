"""Pages about waivers."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.audit.models import Entry
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.kit.refusal import Invalid
from watchword.site.waivers import access, actions
from watchword.site.waivers.forms import WaiverForm, WordsForm
from watchword.site.waivers.models import Waiver

USUAL = timedelta(days=30)
LISTING = Listing(
    name="waivers",
    title=_("Waivers"),
    template="waivers/waivers.html",
    intro=_(
        "Exceptions from a rule, each with somebody who answers for it, a reason and an end. Nobody grants their own."
    ),
    search=("rule", "because", "owner__given_name", "owner__family_name", "campaign", "job"),
    filters=(Filter("state", _("State"), Waiver.State.choices),),
    columns=(
        Column("rule", _("Rule"), link=lambda one: reverse("waiver", args=[one.pk])),
        Column("whom", _("For")),
        Column("owner", _("Answers for it")),
        Column("starts_on", _("First day")),
        Column("ends_on", _("Last day")),
        Column("state_words", _("State")),
    ),
    empty=_(
        "There is no waiver. A museum that must name a child in a competition, with the parents' consent, would ask for one until the prize is given."
    ),
)


@door(access.ASK, help="waivers/waivers")
def waivers(request: PersonRequest) -> HttpResponseBase:
    """Every waiver that I may see."""
    return LISTING.answer(request, access.access_waivers(request.user))


@door(access.ASK, help="waivers/ask")
def ask(request: PersonRequest) -> HttpResponse:
    """Ask for one."""
    today = timezone.localdate()
    first = {
        "rule": request.GET.get("rule", "")[:60],
        "owner": request.user.email,
        "starts_on": today,
        "ends_on": today + USUAL,
    }
    form = WaiverForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_waiver(request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("It is asked for; a policy owner decides."))
            return redirect("waiver", pk=made.pk)
    return render(request, "waivers/ask.html", {"form": form}, status=422 if form.errors else 200)


@door(access.ASK, help="waivers/waiver")
def waiver(request: PersonRequest, pk: int) -> HttpResponse:
    """One waiver with its history."""
    found = access.access_waiver(request.user, pk)
    given = {
        "waiver": found,
        "form": WordsForm(),
        "is_open": found.state == Waiver.State.ASKED,
        "is_granted": found.state == Waiver.State.GRANTED and found.ends_on >= timezone.localdate(),
        "entries": Entry.objects.filter(subject=f"waiver:{found.pk}")[:50],
    }
    return render(request, "waivers/waiver.html", given)


@door(access.GRANT)
@require_POST
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Grant, refuse or end one."""
    found = access.access_waiver(request.user, pk)
    form = WordsForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    deed = request.POST.get("deed", "")
    if deed == "end":
        actions.end_waiver(request.user, found, words=words)
    elif deed in ("grant", "refuse"):
        actions.decide_waiver(request.user, found, is_yes=deed == "grant", words=words)
    else:
        raise Invalid(_("Choose what to do."))
    return redirect("waiver", pk=pk)
