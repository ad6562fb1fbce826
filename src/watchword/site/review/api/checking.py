"""Checking a draft through the programming interface."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from watchword.site.crisis.queries import site_facts
from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.api import Line, Text, operation
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.checking import LONGEST, MOST_PICTURES, Draft, Point, check_draft
from watchword.site.waivers.queries import in_force_for

router = Router()


class DraftIn(Schema):
    """A draft to be checked; nothing of it is kept."""

    text: Text = Field(max_length=LONGEST)
    account: Line = Field("personal", pattern="^(personal|official)$")
    channel: Line = Field("", description="The network, as in 'mastodon'; empty for any.")
    pictures: list[Text] = Field(
        default_factory=list,
        max_length=MOST_PICTURES,
        description="The description of each picture; empty for one without.",
    )
    yes: list[Line] = Field(
        default_factory=list, max_length=50, description="Facts of the policy that hold."
    )


class PointOut(Schema):
    """What one rule says of a draft."""

    rule: str
    title: str
    action: str
    messages: list[str]
    words: list[str]
    why: str
    fix: str
    rewordings: list[str]


class CheckedOut(Schema):
    """What the policy says of a draft."""

    edition: int
    action: str | None = Field(description="note, warn, hold or block; null for nothing to say.")
    findings: list[PointOut]
    questions: list[PointOut] = Field(description="What a machine cannot judge.")
    waived: list[str] = Field(description="Rules that say nothing because of a waiver.")


@operation(router, "POST", "", access.CHECK, CheckedOut, scope="check")
def check(request: HttpRequest, given: DraftIn, response: HttpResponse) -> dict[str, object]:
    """Hold a draft against the edition in force; nothing of it is kept."""
    assert isinstance(request.user, Person)
    edition = access_in_force(request.user)
    if edition is None:
        raise NotThere
    draft = Draft(
        text=given.text,
        account=given.account,
        channel=given.channel,
        pictures=tuple(given.pictures),
        yes=tuple(given.yes),
    )
    waivers = in_force_for(request.user, timezone.localdate())
    checked = check_draft(policy_of(edition), request.user, draft, waivers, site_facts())
    response["Cache-Control"] = "no-store"
    return {
        "edition": edition.number,
        "action": str(checked.action) if checked.action else None,
        "findings": [_point(one) for one in checked.points],
        "questions": [_point(one) for one in checked.questions],
        "waived": [one.rule for one in checked.waived],
    }


def _point(one: Point) -> dict[str, object]:
    return {name: getattr(one, name) for name in PointOut.model_fields} | {
        "action": str(one.action)
    }
