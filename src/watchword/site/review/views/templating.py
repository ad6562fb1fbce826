"""Templates of posts: the list, one to write, and drafts begun from one."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.forms import Form
from watchword.site.kit.listing import Column, Listing
from watchword.site.kit.refusal import Invalid
from watchword.site.review import access, actions
from watchword.site.review.content import LONGEST, Details, Format, Motion
from watchword.site.review.models import PostTemplate

LISTING = Listing(
    name="post-templates",
    title=_("Templates"),
    template="review/templates.html",
    intro=_("Texts that come again, with [brackets] where the words change."),
    search=("name", "text"),
    columns=(
        Column("name", _("Name"), link=lambda one: reverse("post-template", args=[one.pk])),
        Column("text", _("Text")),
        Column("changed_at", _("Changed")),
    ),
    empty=_(
        "There is no template yet. One for clinics might say: Our clinic in [place] opens on [day] at [time]."
    ),
)


class TemplateForm(Form):
    """A template."""

    name = forms.CharField(max_length=100, label=_("Name"))
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        label=_("Text"),
        help_text=_("Put [brackets] around what is to be filled in."),
    )
    campaign = forms.CharField(max_length=100, required=False, label=_("Campaign"))
    pillar = forms.CharField(max_length=100, required=False, label=_("Content pillar"))
    format = forms.ChoiceField(
        choices=[("text", _("words only")), ("picture", _("a picture")), ("video", _("a video"))],
        label=_("Shows"),
    )
    motion = forms.ChoiceField(
        choices=[
            ("", _("not said")),
            ("live action", _("live action")),
            ("animated", _("animated")),
            ("mixed", _("both")),
        ],
        required=False,
        label=_("Made how"),
    )
    language = forms.CharField(max_length=20, label=_("Language"))
    is_paid = forms.BooleanField(required=False, label=_("Paid for, by us or by somebody else"))
    tracks_links = forms.BooleanField(
        required=False, label=_("Count clicks on its links in web statistics")
    )


@door(access.WRITE, help="review/templates")
def templates(request: PersonRequest) -> HttpResponseBase:
    """Every template."""
    return LISTING.answer(request, access.access_templates(request.user))


@door(access.WRITE, help="review/templates")
def new_template(request: PersonRequest) -> HttpResponse:
    """A new template."""
    return _written(request, None)


@door(access.WRITE, help="review/templates")
def template(request: PersonRequest, pk: int) -> HttpResponse:
    """One template, to change or to begin from."""
    return _written(request, access.access_template(request.user, pk))


@door(access.WRITE)
@require_POST
def begin(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin a draft from a template."""
    made = actions.begin_from(request.user, access.access_template(request.user, pk))
    messages.success(request, _("A draft is begun. Fill in the brackets and choose accounts."))
    return redirect("post-draft", pk=made.pk)


@door(access.WRITE)
@require_POST
def drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a template away."""
    actions.drop_template(request.user, access.access_template(request.user, pk))
    messages.success(request, _("The template is taken away; drafts begun from it stay."))
    return redirect("post-templates")


def _written(request: PersonRequest, found: PostTemplate | None) -> HttpResponse:
    first = asdict(found.kept_details if found else Details())
    first |= {"name": found.name, "text": found.text} if found else {}
    form = TemplateForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        name, text = given.pop("name"), given.pop("text")
        given |= {"format": Format(given["format"]), "motion": Motion(given["motion"])}
        details = Details(**given)
        try:
            actions.save_template(request.user, found, name=name, text=text, details=details)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("The template is kept."))
            return redirect("post-templates")
    given = {"form": form, "template": found}
    return render(request, "review/template.html", given, status=422 if form.errors else 200)
