"""The monthly sample of posts, and one look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.publishing import access, actions
from watchword.site.publishing.models import Sample


def _months() -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in Sample.objects.all()[:60]]


LISTING = Listing(
    name="sample",
    title=_("Monthly sample"),
    template="publishing/sample.html",
    intro=_("Published posts drawn at random, for a person to look at; nobody looks at their own."),
    search=("post__text", "post__account__handle"),
    filters=(
        Filter("sample", _("Month"), _months),
        Filter("is_fine", _("Found"), (("True", _("fine")), ("False", _("not as it should be")))),
    ),
    columns=(
        Column("post", _("Post"), link=lambda one: reverse("post", args=[one.post_id])),
        Column("post.account", _("Account")),
        Column("sample", _("Month")),
        Column("state_words", _("State")),
        Column("person", _("Looked at by")),
        Column("words", _("What is wrong")),
    ),
    empty=_(
        "Nothing is drawn yet. When a month is over, the share that the policy states under 'sample' is drawn from its posts and stands here."
    ),
)


@door(access.LOOK, help="publishing/sample")
def sample(request: PersonRequest) -> HttpResponseBase:
    """The posts of every sample, the newest first, and how each was drawn."""
    given = {"samples": Sample.objects.all()[:12]}
    return LISTING.answer(request, access.access_looks(request.user), given)


@door(access.LOOK)
@require_POST
def look(request: PersonRequest, pk: int) -> HttpResponse:
    """Say whether a post is as it should be."""
    found = access.access_look(request.user, pk)
    is_fine = request.POST.get("answer") == "fine"
    words = request.POST.get("words", "")[:5_000]
    actions.look(request.user, found, is_fine=is_fine, words=words)
    messages.success(request, _("Thank you. It is on record."))
    return redirect("sample")
