"""What somebody outside sees who is asked for a yes: one post, and an answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from watchword.site.kit.door import BY_LINK, open_door
from watchword.site.kit.files import serve_file
from watchword.site.kit.refusal import NotThere
from watchword.site.review import access, actions
from watchword.site.review.models import LibraryFile
from watchword.site.review.standing import outside_step
from watchword.site.review.views.approvals import shown_request


@open_door(BY_LINK)
@never_cache
def asked(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The post as it will look, what was found in it, and a box for the answer."""
    outsider, found = access.access_by_link(pk, token)
    given = shown_request(found) | {
        "token": token,
        "outsider": outsider,
        "may_answer": outside_step(outsider, found) is not None,
    }
    answer = render(request, "review/outside.html", given)
    # the address is the key: it must not travel on to where a link leads
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@open_door(BY_LINK)
@require_POST
def answer(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Say yes, no, or that something is to be changed."""
    outsider, found = access.access_by_link(pk, token)
    said = actions.Said(
        answer=request.POST.get("answer", ""),
        digest=request.POST.get("digest", ""),
        words=request.POST.get("words", "")[:5_000],
        tags=tuple(request.POST.getlist("tags")),
    )
    actions.answer_outside(outsider, found, said)
    messages.success(request, _("Thank you. Your answer is on record; its author is told."))
    return redirect("asked-outside", pk=pk, token=token)


@open_door(BY_LINK)
def file(request: HttpRequest, pk: int, token: str, digest: str) -> HttpResponseBase:
    """A picture or video of the post."""
    _outsider, asked_for = access.access_by_link(pk, token)
    if digest not in {one.digest for one in asked_for.revision.content.media}:
        raise NotThere
    found = LibraryFile.objects.filter(digest=digest).first()
    if found is None:
        raise NotThere
    return serve_file(request, found)
