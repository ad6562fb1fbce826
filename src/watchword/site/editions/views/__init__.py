"""Pages of the policy: in force, older, being written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from watchword.policy.header import Status
from watchword.site.editions import access, actions, queries
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import files_of, policy_of, problems_of
from watchword.site.editions.looking import as_if_in_force
from watchword.site.editions.models import Edition
from watchword.site.editions.rule_form import is_rule
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Listing
from watchword.site.kit.refusal import NotThere
from watchword.site.upkeep.queries import review_due

EDITIONS = Listing(
    name="editions",
    title=_("Editions"),
    intro=_("Every published edition stays readable, and none ever changes."),
    columns=(
        Column("number", _("Edition"), link=lambda row: reverse("edition", args=[row.number])),
        Column("revised", _("Revised")),
        Column("effective_on", _("In force from")),
        Column("review_on", _("Review by")),
        Column("published_by", _("Published by")),
        Column("digest", _("Digest"), template="kit/digest_cell.html"),
    ),
    empty=_("No edition has been published yet. The first one appears here with its digest."),
)


@door(access.READ, help="editions/home")
def home(request: PersonRequest) -> HttpResponse:
    """The policy in force, and what is on its way."""
    edition = access.access_in_force(request.user)
    reads_drafts = may(request.user, access.READ_DRAFT)
    policy = policy_of(edition) if edition else None
    given = {
        "edition": edition,
        "policy": policy,
        "drafts": Edition.objects.drafts() if reads_drafts else (),
        "coverage": queries.coverage(policy) if policy else None,
        "badges": queries.badges(policy) if policy else (),
        "due": review_due(edition, timezone.localdate()) if edition else None,
    }
    return render(request, "editions/home.html", given)


@door(access.READ, help="editions/editions")
def editions(request: PersonRequest) -> HttpResponseBase:
    """Every published edition."""
    return EDITIONS.answer(request, Edition.objects.published().select_related("published_by"))


@door(access.START)
@require_POST
def start(request: PersonRequest) -> HttpResponse:
    """Start a draft from the latest edition."""
    latest = Edition.objects.published().first()
    if latest is None:
        raise NotThere(
            _("There is no edition to start from."), _("Start from a template or a document.")
        )
    made = actions.start_draft(
        request.user, files=files_of(latest), title=policy_of(latest).header.title, based_on=latest
    )
    messages.success(request, _("A draft of the next edition is begun."))
    return redirect(reverse("draft", args=[made.pk]))


@door(access.READ_DRAFT, help="editions/draft")
def draft(request: PersonRequest, pk: int) -> HttpResponse:
    """One draft: what it holds, what it changes, what is still missing."""
    edition = access.access_edition(request.user, pk)
    problems = problems_of(edition)
    policy = None if problems else policy_of(edition)
    given = {
        "edition": edition,
        "problems": problems,
        "policy": policy,
        "others": [one for one in edition.pages.all() if not is_rule(one.path)],
        "sections": queries.sections(policy) if policy else (),
        "coverage": queries.coverage(as_if_in_force(policy)) if policy else None,
        "waiting": sum(one.header.status is Status.DRAFT for one in policy.rules) if policy else 0,
        "changes": queries.draft_changes(edition, timezone.localdate()) if policy else (),
        "checklist": checklist(edition) if edition.is_draft else (),
    }
    return render(request, "editions/draft.html", given)


@door(access.WRITE)
@require_POST
def in_force(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the mark of a draft from every rule."""
    count = actions.put_in_force(request.user, access.access_edition(request.user, pk))
    said = ngettext(
        "%(n)d rule holds once this is published.",
        "%(n)d rules hold once this is published.",
        count,
    )
    messages.success(request, said % {"n": count})
    return redirect("draft", pk=pk)


@door(access.START)
@require_POST
def give_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    actions.give_up_draft(request.user, access.access_edition(request.user, pk))
    messages.success(request, _("The draft is given up. Its pages stay on record."))
    return redirect("policy-home")
