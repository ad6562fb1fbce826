"""Published editions through the programming interface."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from watchword.site.editions import access, actions, queries
from watchword.site.editions.api.schemas import (
    EditionOut,
    RuleDifference,
    RuleOut,
    edition_out,
    rule_out,
)
from watchword.site.editions.folder import files_of, policy_of, zipped
from watchword.site.editions.models import ApprovalTerms, Edition
from watchword.site.kit.api import Many, Number, PageNumber, many, operation
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.people.models import Person

router = Router()


def _published(number: int) -> Edition:
    found = Edition.objects.published().filter(number=number).first()
    if found is None:
        raise NotThere
    return found


@operation(router, "GET", "", access.READ, Many[EditionOut])
def list_editions(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every published edition, the latest first."""
    del request
    return many(Edition.objects.published(), page, edition_out)


@operation(router, "GET", "/in-force", access.READ, EditionOut)
def edition_in_force(request: HttpRequest) -> dict[str, object]:
    """The edition in force today."""
    found = access.access_in_force(request.user)  # type: ignore[arg-type]
    if found is None:
        raise NotThere
    return edition_out(found)


class Terms(Schema):
    """Who must approve an edition."""

    quorum: int
    named: list[int]


@operation(router, "GET", "/approval-terms", access.READ_DRAFT, Terms)
def approval_terms(request: HttpRequest) -> dict[str, object]:
    """How many approvers must say yes, and the ids of persons who must be among them."""
    del request
    found = ApprovalTerms.objects.filter(pk=1).first()
    named = [one.pk for one in found.named.all()] if found else []
    return {"quorum": found.quorum if found else 1, "named": named}


@operation(router, "PUT", "/approval-terms", access.SET_TERMS, Terms)
def set_approval_terms(request: HttpRequest, given: Terms) -> dict[str, object]:
    """Say how many approvers must say yes, and who must be among them."""
    if not 1 <= given.quorum <= 20:  # noqa: PLR2004 - as on the page
        raise Invalid("Between 1 and 20 people approve.")
    named = list(Person.objects.filter(pk__in=given.named[:100]))
    if len(named) < len(set(given.named)):
        raise NotThere("Somebody named is not there.")
    actions.set_approval_terms(request.user, quorum=given.quorum, named=named)  # type: ignore[arg-type]
    return {"quorum": given.quorum, "named": [one.pk for one in named]}


@operation(router, "GET", "/{number}", access.READ, EditionOut)
def one_edition(request: HttpRequest, number: Number) -> dict[str, object]:
    """One published edition."""
    del request
    return edition_out(_published(number))


@operation(router, "GET", "/{number}/rules", access.READ, Many[RuleOut])
def edition_rules(request: HttpRequest, number: Number, page: PageNumber = 1) -> dict[str, object]:
    """The rules and guidelines of an edition, by id."""
    del request
    return many(policy_of(_published(number)).rules, page, rule_out)


@operation(router, "GET", "/{number}/folder.zip", access.EXPORT, None)
def edition_folder(request: HttpRequest, number: Number) -> HttpResponse:
    """An edition as a folder, packed as ZIP."""
    del request
    return HttpResponse(zipped(files_of(_published(number))), content_type="application/zip")


@operation(router, "GET", "/{number}/compare/{other}", access.READ, list[RuleDifference])
def compare_editions(
    request: HttpRequest, number: Number, other: Number
) -> list[dict[str, object]]:
    """What differs between two editions, rule by rule, the older one first."""
    del request
    old, new = sorted((_published(number), _published(other)), key=lambda one: one.number or 0)
    return [difference(one) for one in queries.comparison(old, new, timezone.localdate())]


def difference(one: queries.Compared) -> dict[str, object]:
    """How a rule differs, as the interface shows it."""
    found = one.evidence
    return {
        "rule": found.rule.id,
        "kind": str(found.kind),
        "title": found.rule.title,
        "before": found.old.text if found.old else None,
        "after": found.new.text if found.new else None,
        "why_before": found.old.why if found.old else None,
        "why_after": found.new.why if found.new else None,
        "settings": [
            {"field": each.field, "old": str(each.old), "new": str(each.new)}
            for each in found.fields
        ],
        "posts_caught": one.posts.more if one.posts else 0,
        "posts_freed": one.posts.less if one.posts else 0,
    }
