"""The register of accounts, and joining one to its network."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from watchword.channels.base import channel, channel_names
from watchword.channels.connections import publishing_channels
from watchword.site.accounts import access, actions
from watchword.site.accounts.forms import JoinForm, SeatsForm
from watchword.site.accounts.models import Connection
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing

CHANNELS = tuple((one, channel(one).title) for one in channel_names())
LISTING = Listing(
    name="accounts",
    title=_("Official accounts"),
    template="accounts/accounts.html",
    intro=_("The accounts that the policy in force names, and who writes for each."),
    search=("handle", "purpose", "owner", "area"),
    filters=(Filter("channel", _("Network"), CHANNELS),),
    columns=(
        Column("handle", _("Account"), link=lambda one: reverse("account", args=[one.key])),
        Column("channel", _("Network")),
        Column("owner", _("Answers for it")),
        Column("area", _("Speaks for")),
        Column("purpose", _("What it is for")),
    ),
    empty=_(
        "The policy names no account. Each is a file in its folder 'accounts', with owner, purpose and pillars."
    ),
)


@door(access.SEE, help="accounts/accounts")
def accounts(request: PersonRequest) -> HttpResponseBase:
    """Every official account."""
    return LISTING.answer(request, access.access_accounts(request.user))


@door(access.SEE, help="accounts/account")
def account(request: PersonRequest, key: str) -> HttpResponse:
    """One account."""
    return _page(request, key)


@door(access.SEAT)
@require_POST
def seats(request: PersonRequest, key: str) -> HttpResponse:
    """Say who writes for it."""
    found, form = access.access_account(request.user, key), SeatsForm(request.POST)
    if not form.is_valid():
        return _page(request, key, seats=form)
    actions.set_seats(request.user, found, form.cleaned_data["people"])
    actions.set_area(request.user, found, form.cleaned_data["area"])
    messages.success(request, _("Saved, and on record."))
    return redirect("account", key=key)


@door(access.JOIN)
@require_POST
@sensitive_post_parameters()
def join(request: PersonRequest, key: str) -> HttpResponse:
    """Join it to its network, or part it."""
    found = access.access_account(request.user, key)
    if request.POST.get("deed") == "part":
        actions.part(request.user, found)
        messages.success(request, _("The token is forgotten. Posts go out by hand from now on."))
        return redirect("account", key=key)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, key, join=form)
    given = form.cleaned_data
    actions.join(
        request.user,
        found,
        server=given["server"],
        identity=given["identity"],
        secret=given["secret"],
    )
    messages.success(request, _("Joined. The token is kept encrypted."))
    return redirect("account", key=key)


def _page(
    request: PersonRequest, key: str, seats: SeatsForm | None = None, join: JoinForm | None = None
) -> HttpResponse:
    found = access.access_account(request.user, key)
    people = [one.person for one in found.seats.select_related("person")]
    first = {"people": "\n".join(one.email for one in people), "area": found.area}
    given = {
        "account": found,
        "people": people,
        "connection": Connection.objects.filter(account=found).first(),
        "can_join": found.channel in publishing_channels(),
        "seats": seats or SeatsForm(initial=first),
        "join": join or JoinForm(),
    }
    has_errors = bool((seats and seats.errors) or (join and join.errors))
    return render(request, "accounts/account.html", given, status=422 if has_errors else 200)
