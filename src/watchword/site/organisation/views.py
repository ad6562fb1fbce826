"""Pages about the organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.organisation import access, actions
from watchword.site.organisation.forms import OrganisationForm, first_values

WAYS = {"template": "draft-begin", "document": "draft-begin", "save": "organisation"}


@door(access.SET_UP, help="organisation/organisation")
def organisation(request: PersonRequest) -> HttpResponse:
    """Whose site it is; and while it has no policy, how it begins."""
    found = access.access_organisation(request.user)
    form = OrganisationForm(request.POST or None, initial=first_values(found))
    if request.method == "POST" and form.is_valid():
        actions.save_organisation(request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(WAYS.get(request.POST.get("then", ""), "organisation"))
    given = {"organisation": found, "form": form, "is_first": found is None}
    return render(
        request, "organisation/organisation.html", given, status=422 if form.errors else 200
    )


@door(access.SET_UP)
@require_POST
def look_around(request: PersonRequest) -> HttpResponse:
    """Fill the site with sample data."""
    actions.look_around(request.user)
    messages.success(request, _("Here is an invented health board to look around in."))
    return redirect("today")


@door(access.OPEN_HANDBOOK)
@require_POST
def handbook(request: PersonRequest) -> HttpResponse:
    """Open the handbook to everybody, or close it."""
    actions.open_handbook(request.user, is_public=request.POST.get("public") == "yes")
    return redirect("organisation")
