"""The library of pictures and videos."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.files import serve_file
from watchword.site.kit.forms import Form
from watchword.site.kit.listing import Column, Listing
from watchword.site.kit.refusal import Invalid
from watchword.site.review import access, actions

LISTING = Listing(
    name="library",
    title=_("Pictures and videos"),
    template="review/library.html",
    intro=_("What posts may show, each with its description, who made it, and whose consent."),
    search=("title", "description", "rights"),
    columns=(
        Column("title", _("Title"), link=lambda one: reverse("library-file", args=[one.digest])),
        Column("description", _("Description")),
        Column("rights", _("Rights")),
        Column("consent", _("Consent")),
        Column("until", _("Until")),
    ),
    empty=_(
        "There is nothing yet. A portrait stands here with the name of who took it, and where the signed consent is kept."
    ),
)
_DATE = forms.DateInput(attrs={"type": "date"})


class FileForm(Form):
    """A picture or video to be kept."""

    file = forms.FileField(label=_("Picture or video"), help_text=_("PNG, JPEG, WebP, MP4, WebM."))
    title = forms.CharField(max_length=200, label=_("Title"))
    description = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=5_000,
        label=_("Description"),
        help_text=_("What it shows, for those who do not see it."),
    )
    rights = forms.CharField(
        max_length=300, label=_("Rights"), help_text=_("Who made it, and why we may use it.")
    )
    consent = forms.CharField(
        max_length=300,
        label=_("Consent"),
        help_text=_("Where the consent of the people in it is kept; or: nobody is in it."),
    )
    captions = forms.FileField(
        required=False, label=_("Captions of a video"), help_text=_("A WebVTT file.")
    )
    is_silent = forms.BooleanField(required=False, label=_("Nobody speaks in the video"))
    until = forms.DateField(widget=_DATE, required=False, label=_("May be used until"))


@door(access.CHECK, help="review/library")
def library(request: PersonRequest) -> HttpResponseBase:
    """All that is in the library."""
    return LISTING.answer(request, access.access_library(request.user))


@door(access.WRITE, help="review/library")
def add(request: PersonRequest) -> HttpResponse:
    """Add a picture or video."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.add_file(request.user, given.pop("file"), **given)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("It is in the library."))
            return redirect("library")
    return render(
        request, "review/library_add.html", {"form": form}, status=422 if form.errors else 200
    )


@door(access.CHECK)
def library_file(request: PersonRequest, digest: str) -> HttpResponseBase:
    """The file itself."""
    return serve_file(request, access.access_file(request.user, digest))


@door(access.WRITE)
@require_POST
def drop(request: PersonRequest, digest: str) -> HttpResponse:
    """Take it out of the library."""
    actions.drop_file(request.user, access.access_file(request.user, digest))
    messages.success(request, _("It is out of the library."))
    return redirect("library")
