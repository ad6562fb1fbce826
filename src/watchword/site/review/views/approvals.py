"""Requests for approval: the queue, one request, the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.review import access, actions
from watchword.site.review.actions.answering import TAGS
from watchword.site.review.comparing import compare
from watchword.site.review.composing import show
from watchword.site.review.figures import figures
from watchword.site.review.models import Request
from watchword.site.review.standing import current_step, seat_for, steps_of
from watchword.site.waivers.queries import in_force_for

LISTING = Listing(
    name="approvals",
    title=_("Approvals"),
    template="review/approvals.html",
    intro=_("Posts that wait for somebody's yes, the nearest first. Nobody approves their own."),
    search=("revision__title", "asked_by__given_name", "asked_by__family_name"),
    filters=(Filter("state", _("State"), Request.State.choices),),
    columns=(
        Column("revision", _("Post"), link=lambda one: reverse("approval", args=[one.pk])),
        Column("asked_by", _("Asked by")),
        Column("tier", _("Tier")),
        Column("due_at", _("Needed by")),
        Column("get_state_display", _("State")),
    ),
    empty=_(
        "Nothing waits for approval. A post with a patient's story would wait here for the information governance lead until its time comes."
    ),
)


@door(access.CHECK, help="review/approvals")
def approvals(request: PersonRequest) -> HttpResponseBase:
    """Every request that I may see."""
    rows = access.access_requests(request.user).order_by("-state", "due_at")
    return LISTING.answer(request, rows)


@door(access.CHECK, help="review/approval")
def approval(request: PersonRequest, pk: int) -> HttpResponse:
    """One request: the post as it will look, what was found, what changed since the last look."""
    found = access.access_request(request.user, pk)
    given = shown_request(found) | {
        "seat": seat_for(request.user, found),
        "changes": compare(request.user, found),
    }
    return render(request, "review/approval.html", given)


def shown_request(found: Request) -> dict[str, object]:
    """What whoever is asked sees of a request."""
    content, author = found.revision.content, found.revision.author
    accounts = [one.account for one in found.draft.deliveries.select_related("account")]
    accounts = [one for one in accounts if one.key in {each.account for each in content.variants}]
    waivers = in_force_for(author, timezone.localdate())
    return {
        "request_for": found,
        "content": content,
        "shown": show(policy_of(found.edition), author, content, accounts, waivers),
        "step": current_step(found),
        "steps": steps_of(found),
        "approvals": found.approvals.select_related("person", "instead_of"),
        "tags": TAGS,
        "is_late": bool(found.due_at and found.due_at <= timezone.now()),
    }


@door(access.ANSWER)
@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes, no, or that something is to be changed."""
    found = access.access_request(request.user, pk)
    actions.answer(
        request.user,
        found,
        answer=request.POST.get("answer", ""),
        digest=request.POST.get("digest", ""),
        words=request.POST.get("words", "")[:5_000],
        tags=request.POST.getlist("tags"),
    )
    messages.success(request, _("Your answer is on record; its author is told."))
    return redirect("approvals")


@door(access.WRITE)
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    found = access.access_request(request.user, pk)
    actions.withdraw(request.user, found)
    messages.success(request, _("It is yours again. Change it, then ask anew."))
    return redirect("post-draft", pk=found.draft_id)


@door(access.SEE_ALL, help="review/figures")
def in_figures(request: PersonRequest) -> HttpResponse:
    """What comes back and why, how long answers take, and rules on trial."""
    edition = access_in_force(request.user)
    given = {"figures": figures(policy_of(edition) if edition else None, timezone.now())}
    return render(request, "review/figures.html", given)
