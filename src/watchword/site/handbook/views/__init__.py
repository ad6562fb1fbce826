"""Pages on which the policy is read."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from watchword.site.editions.access import access_in_force
from watchword.site.editions.languages import choices_of
from watchword.site.editions.models import Edition
from watchword.site.handbook import access, queries
from watchword.site.handbook.views.language import read_policy
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import NotThere

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
    policy = read_policy(request, edition)
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
        "query": request.GET.urlencode(),
    }
    return render(request, "handbook/handbook.html", given)


@door(access.READ)
def document(request: PersonRequest, form: str) -> HttpResponseBase:
    """The handbook as PDF or DOCX."""
    edition = _edition(request)
    if edition is None or form not in _TYPES:
        raise NotThere
    policy = read_policy(request, edition)
    names = queries.choices_of(policy)
    facts = queries.facts_asked(policy, {name: request.GET.get(name, "") for name in names})
    answer = HttpResponse(queries.document(policy, facts, form), content_type=_TYPES[form])
    answer["Content-Disposition"] = (
        f'attachment; filename="handbook-edition-{edition.number}.{form}"'
    )
    return answer


def _edition(request: PersonRequest) -> Edition | None:
    number = request.GET.get("edition", "")
    if not number:
        return access_in_force(request.user)
    found = (
        Edition.objects.published().filter(number=int(number) if number.isdecimal() else 0).first()
    )
    if found is None:
        raise NotThere(_("There is no edition of that number."))
    return found
