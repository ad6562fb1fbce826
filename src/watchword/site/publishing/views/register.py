"""The register of official posts."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.audit.models import Entry
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.publishing import access
from watchword.site.publishing.models import Look, Post
from watchword.site.publishing.views.deliveries import CHANNELS

REGISTER = Listing(
    name="register",
    title=_("Register of posts"),
    template="publishing/register.html",
    intro=_("Every official post: what was said, where, when, and under which edition."),
    search=("text", "account__handle", "address"),
    filters=(
        Filter("made", _("Made"), Post.Made.choices),
        Filter("account__channel", _("Network"), CHANNELS),
    ),
    columns=(
        Column("text", _("Post"), link=lambda one: reverse("post", args=[one.pk])),
        Column("account", _("Account")),
        Column("published_at", _("Out since")),
        Column("get_made_display", _("Made")),
        Column("edition", _("Edition")),
    ),
    empty=_("Nothing is out yet. What goes out stands here with its checks, approvals and link."),
)


@door(access.SEE, help="publishing/register")
def register(request: PersonRequest) -> HttpResponseBase:
    """Every official post."""
    return REGISTER.answer(request, access.access_posts(request.user))


@door(access.SEE, help="publishing/post")
def post(request: PersonRequest, pk: int) -> HttpResponse:
    """One post with its checks, approvals, link and digest."""
    found = access.access_post(request.user, pk)
    asked = found.revision.requests.filter(state="approved").first() if found.revision else None
    given = {
        "post": found,
        "asked": asked,
        "look": Look.objects.filter(post=found).select_related("sample", "person").first(),
        "may_look": may(request.user, access.LOOK),
        "approvals": asked.approvals.select_related("person") if asked else [],
        "entries": Entry.objects.filter(subject=f"post:{pk}")[:50],
    }
    return render(request, "publishing/post.html", given)
