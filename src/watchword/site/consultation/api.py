"""Consultation through the programming interface, for those who run it; consultees have their link."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from watchword.policy.render.pdf import render_pdf
from watchword.site.consultation import access, actions, queries
from watchword.site.consultation.models import Comment, Consultee, Disposition, Group, Round
from watchword.site.editions.access import access_edition
from watchword.site.kit.api import Done, Email, Line, Number, Prose, operation
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class RoundOut(Schema):
    """A round of asking."""

    id: int
    title: str
    words: str
    opens_on: date
    closes_on: date
    closed_at: datetime | None


class RoundIn(Schema):
    """A new round."""

    title: Line = Field(min_length=1, max_length=200)
    words: Prose = Field("", max_length=3_000)
    opens_on: date
    closes_on: date


@operation(router, "GET", "/drafts/{pk}/rounds", access.SEE, list[RoundOut])
def list_rounds(request: HttpRequest, pk: Number) -> list[Round]:
    """The rounds about a draft."""
    return list(access_edition(_actor(request), pk).rounds.all()[:100])


@operation(router, "POST", "/drafts/{pk}/rounds", access.RUN, RoundOut)
def start_round(request: HttpRequest, pk: Number, given: RoundIn) -> Round:
    """Start a round about a draft."""
    return actions.start_round(_actor(request), access_edition(_actor(request), pk), **given.dict())


class GroupOut(Schema):
    """A group that is asked, and where it stands."""

    name: str
    stand: str
    stand_words: str
    stand_by: str
    consultees: list[dict[str, object]]


class CommentOut(Schema):
    """A comment with its answer."""

    id: int
    rule: str
    words: str
    said_at: datetime
    by: str
    group: str
    answers: int | None = Field(description="Id of the comment that it replies to.")
    support: int
    outcome: str | None
    because: str


class RoomOut(RoundOut):
    """A round with all that was said."""

    groups: list[GroupOut]
    comments: list[CommentOut]


@operation(router, "GET", "/rounds/{pk}", access.SEE, RoomOut)
def one_round(request: HttpRequest, pk: Number) -> dict[str, object]:
    """One round: groups, comments, answers, where each group stands."""
    found = access.access_round(_actor(request), pk)
    fields = {name: getattr(found, name) for name in RoundOut.model_fields}
    groups = found.groups.prefetch_related("consultees")
    comments = found.comments.select_related("consultee__group", "disposition")
    return fields | {
        "groups": [_group(one) for one in groups],
        "comments": [_comment(one) for one in comments.prefetch_related("supporters")],
    }


def _group(one: Group) -> dict[str, object]:
    asked = [
        {
            "id": each.pk,
            "name": each.name,
            "may_sign": each.may_sign,
            "has_seen": bool(each.seen_at),
        }
        for each in one.consultees.all()
    ]
    names = ("name", "stand", "stand_words", "stand_by")
    return {name: getattr(one, name) for name in names} | {"consultees": asked}


def _comment(one: Comment) -> dict[str, object]:
    made: Disposition | None = getattr(one, "disposition", None)
    return {
        "id": one.pk,
        "rule": one.rule,
        "words": one.words,
        "said_at": one.said_at,
        "by": one.consultee.name,
        "group": one.consultee.group.name,
        "answers": one.answers_id,
        "support": len(one.supporters.all()),
        "outcome": made.outcome if made else None,
        "because": made.because if made else "",
    }


class InviteIn(Schema):
    """Somebody to be asked."""

    group: Line = Field(min_length=1, max_length=120)
    name: Line = Field(min_length=1, max_length=200)
    email: Email
    may_sign: bool = True


class Invited(Schema):
    """Somebody who is asked; their link goes to them by mail and to nobody else."""

    id: int


@operation(router, "POST", "/rounds/{pk}/invitations", access.RUN, Invited)
def invite(request: HttpRequest, pk: Number, given: InviteIn) -> dict[str, object]:
    """Invite somebody; a mail with their own link goes out."""
    made = actions.invite(_actor(request), access.access_round(_actor(request), pk), **given.dict())
    return {"id": made.pk}


@operation(router, "POST", "/rounds/{pk}/invitations/{consultee}/new-link", access.RUN, Done)
def new_link(request: HttpRequest, pk: Number, consultee: Number) -> Done:
    """Make somebody's link stop working, and send them a new one."""
    found = access.access_round(_actor(request), pk)
    one = Consultee.objects.filter(pk=consultee, group__round=found).first()
    if one is None:
        raise NotThere
    actions.take_link_back(_actor(request), one)
    return Done()


class DispositionIn(Schema):
    """What became of a comment, and why."""

    outcome: Disposition.Outcome
    because: Prose


@operation(router, "PUT", "/comments/{pk}/disposition", access.ANSWER, Done)
def decide_comment(request: HttpRequest, pk: Number, given: DispositionIn) -> Done:
    """Say what became of a comment, and why; its author sees it."""
    found = access.access_comment(_actor(request), pk)
    actions.decide_comment(_actor(request), found, outcome=given.outcome, because=given.because)
    return Done()


@operation(router, "POST", "/rounds/{pk}/close", access.RUN, RoundOut)
def close_round(request: HttpRequest, pk: Number) -> Round:
    """Close a round: every comment answered, every group's stand or silence on record."""
    return actions.close_round(_actor(request), access.access_round(_actor(request), pk))


@operation(router, "GET", "/rounds/{pk}/report.pdf", access.SEE, None)
def round_report(request: HttpRequest, pk: Number) -> HttpResponse:
    """The consultation report as PDF."""
    outline = queries.report(access.access_round(_actor(request), pk))
    return HttpResponse(render_pdf(outline), content_type="application/pdf")
