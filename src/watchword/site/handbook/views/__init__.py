"""Pages on which the policy is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.policy.model import Policy
from watchword.site.editions.access import access_edition, access_in_force
from watchword.site.editions.folder import problems_of
from watchword.site.editions.languages import choices_of
from watchword.site.editions.looking import as_if_in_force
from watchword.site.editions.models import Edition
from watchword.site.handbook import access, queries
from watchword.site.handbook.views import language
from watchword.site.handbook.views.language import read_policy
from watchword.site.kit.door import PersonRequest, door, open_door
from watchword.site.kit.refusal import NotThere, Refusal
from watchword.site.organisation.access import access_organisation
from watchword.site.upkeep.queries import overdue_words, review_due
from watchword.site.waivers.queries import in_force_for

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@door(access.READ, help="handbook/handbook")
def handbook(request: PersonRequest) -> HttpResponse:
    """The edition in force, or an older one, whole or for one kind of reader."""
    edition = _edition(request)
    if edition is None:
        return render(request, "handbook/none.html")
    policy = _policy(request, edition)
    choices = queries.choices_of(policy)
    facts = queries.facts_asked(policy, {name: request.GET.get(name, "") for name in choices})
    given = {
        "edition": edition,
        "policy": policy,
        "outline": queries.outline_of(policy, facts),
        "chapters": queries.chapters_of(policy, facts),
        "choices": [(name, values, request.GET.get(name, "")) for name, values in choices.items()],
        "facts": facts,
        "languages": choices_of(policy),
        "due": review_due(edition, timezone.localdate()),
        "waived": in_force_for(request.user, timezone.localdate()),
        "query": request.GET.urlencode(),
    }
    return render(request, "handbook/handbook.html", given)


@open_door()
def public(request: HttpRequest) -> HttpResponse:
    """The edition in force for anybody, where the owner opened it."""
    edition = _public_edition()
    policy = language.public_policy(request, edition)
    choices = queries.choices_of(policy)
    facts = queries.facts_asked(policy, {name: request.GET.get(name, "") for name in choices})
    given = {
        "edition": edition,
        "policy": policy,
        "chapters": queries.chapters_of(policy, facts),
        "choices": [(name, values, request.GET.get(name, "")) for name, values in choices.items()],
        "languages": choices_of(policy),
        "due": review_due(edition, timezone.localdate()),
        "query": request.GET.urlencode(),
        "is_public": True,
    }
    return render(request, "handbook/handbook.html", given)


@open_door()
def public_document(request: HttpRequest, form: str) -> HttpResponse:
    """The public handbook as PDF or DOCX."""
    edition = _public_edition()
    if form not in _TYPES:
        raise NotThere
    return _document(request, edition, language.public_policy(request, edition), form)


def _public_edition() -> Edition:
    organisation = access_organisation()
    edition = Edition.objects.in_force(timezone.localdate())
    if organisation is None or not organisation.is_handbook_public or edition is None:
        raise NotThere
    return edition


@door(access.READ)
def document(request: PersonRequest, form: str) -> HttpResponseBase:
    """The handbook as PDF or DOCX."""
    edition = _edition(request)
    if edition is None or form not in _TYPES:
        raise NotThere
    return _document(request, edition, _policy(request, edition), form)


def _document(request: HttpRequest, edition: Edition, policy: Policy, form: str) -> HttpResponse:
    names = queries.choices_of(policy)
    facts = queries.facts_asked(policy, {name: request.GET.get(name, "") for name in names})
    asked = request.GET.get("edition", "")
    said = "" if asked else overdue_words(edition, timezone.localdate())
    answer = HttpResponse(queries.document(policy, facts, form, said), content_type=_TYPES[form])
    answer["Content-Disposition"] = (
        f'attachment; filename="handbook-{"draft" if edition.is_draft else f"edition-{edition.number}"}.{form}"'
    )
    return answer


def _edition(request: PersonRequest) -> Edition | None:
    number, draft = request.GET.get("edition", ""), request.GET.get("draft", "")
    if draft.isdecimal() and len(draft) < 10:  # noqa: PLR2004
        return access_edition(request.user, int(draft))
    if not number:
        return access_in_force(request.user)
    found = (
        Edition.objects.published().filter(number=int(number) if number.isdecimal() else 0).first()
    )
    if found is None:
        raise NotThere(_("There is no edition of that number."))
    return found


def _policy(request: PersonRequest, edition: Edition) -> Policy:
    """The policy as this person reads it; of a draft, with the rules that are still drafts."""
    if edition.is_draft and problems_of(edition):
        raise Refusal(
            _("This draft cannot be read as a handbook yet."),
            _("Its first page says what must be mended."),
        )
    policy = read_policy(request, edition)
    return as_if_in_force(policy) if edition.is_draft else policy
