"""Pages that belong to no app."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit import access, actions
from watchword.site.kit.cards import cards_for
from watchword.site.kit.door import PersonRequest, door, open_door, way_back
from watchword.site.kit.listing import page_number
from watchword.site.kit.middleware import refusal_page
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.kit.search import (
    DEEPEST,
    PER_PAGE,
    Found,
    asked,
    found,
    found_in,
    sources_for,
)


@door(access.TODAY, help="kit/today")
def today(request: PersonRequest) -> HttpResponse:
    """What waits for this person; nothing else."""
    return render(request, "kit/today.html", {"cards": cards_for(request.user)})


@door(access.SEARCH, help="kit/search")
def search(request: PersonRequest) -> HttpResponse:
    """What is found of everything the person may see: first of each kind, or one kind by pages."""
    wanted = asked(request.GET.get("q", ""))
    sources = sources_for(request.user)
    one = next((each for each in sources if each.name == request.GET.get("in")), None)
    page = page_number(request.GET, DEEPEST)
    groups: list[Found] = []
    if wanted.words and one:
        start = (page - 1) * PER_PAGE
        groups = [found_in(one, request.user, wanted, start, PER_PAGE)]
        groups = [each for each in groups if each.hits]
    elif wanted.words:
        groups = found(request.user, wanted)
    given = {
        "wanted": wanted,
        "groups": groups,
        "kinds": [one.words] if one else [each.words for each in sources],
        "one": one,
        "page": page,
        "later": bool(one and groups and groups[0].has_more and page < DEEPEST),
    }
    return render(request, "kit/search.html", given)


class FilterForm(forms.Form):
    """A filter to be kept."""

    listing = forms.SlugField(max_length=60)
    name = forms.CharField(max_length=80, label=_("Name"))
    query = forms.CharField(max_length=1_000, required=False)


@door(access.KEEP_FILTER)
@require_POST
def keep_filter(request: PersonRequest) -> HttpResponse:
    """Keep, or with ``drop`` forget, a filter; then back to the list."""
    form = FilterForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("A kept filter needs a name of at most 80 characters."))
    given = form.cleaned_data
    if "drop" in request.POST:
        actions.drop_filter(request.user, listing=given["listing"], name=given["name"])
    else:
        actions.keep_filter(request.user, **given)
    return redirect(way_back(request))


@open_door()
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    del exception
    return render(request, "kit/not_found.html", status=404)


@open_door()
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something that may not be had."""
    del exception
    return render(request, "kit/not_found.html", status=403)


@open_door()
def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its cookie, or from elsewhere."""
    del reason
    error = NotAllowed(
        _("This form was not taken: it was open for too long, or cookies are switched off."),
        _("Copy what you wrote, load the page anew, and send it again."),
    )
    return refusal_page(request, error)


@open_door()
def failed(request: HttpRequest) -> HttpResponse:
    """A defect of ours; said plainly, without asking the database for anything."""
    return render(request, "kit/failed.html", status=500)


@open_door()
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site answers, for those who watch it."""
    del request
    return HttpResponse("ok", content_type="text/plain")
