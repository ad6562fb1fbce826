"""Writing posts, asking for approval, and answering, through the programming interface."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.crisis.models import Situation
from watchword.site.kit.api import (
    Done,
    Instant,
    Line,
    Many,
    Number,
    PageNumber,
    Prose,
    Text,
    many,
    operation,
)
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.review import access, actions
from watchword.site.review.content import LONGEST, read_content
from watchword.site.review.models import Draft, Request

posts = Router()
approvals = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class VariantIn(Schema):
    """How one account says it."""

    account: Line
    text: Text | None = Field(None, max_length=LONGEST, description="Null for the shared words.")
    parts: list[Text] = Field(default_factory=list, max_length=24)
    warning: Text = Field("", max_length=500)
    reply_to: Line = ""
    planned_at: Instant | None = Field(None, description="With its zone.")


class MediumIn(Schema):
    """A picture or video of the library."""

    digest: str = Field(pattern="^[0-9a-f]{64}$")
    description: Text = Field("", max_length=5_000)
    focus: tuple[float, float] = (0.5, 0.5)


class DetailsIn(Schema):
    """What later explains a result."""

    campaign: Line = ""
    pillar: Line = ""
    format: str = Field("text", pattern="^(text|picture|video)$")
    motion: str = Field("", pattern="^(live action|animated|mixed)?$")
    is_paid: bool = False
    tracks_links: bool = False
    language: Line = "en"


class PostIn(Schema):
    """A draft to be saved."""

    text: Text = Field("", max_length=LONGEST)
    variants: list[VariantIn] = Field(default_factory=list, max_length=50)
    media: list[MediumIn] = Field(default_factory=list, max_length=20)
    details: DetailsIn = Field(default_factory=lambda: DetailsIn.model_validate({}))
    answers: dict[Line, str] = Field(default_factory=dict, max_length=50)
    latest: int = Field(0, ge=0, le=10**6, description="Number of the revision one began from.")


class PostOut(Schema):
    """A draft."""

    id: int
    title: str
    latest: int
    changed_at: datetime
    body: dict[str, object]
    digest: str


class RequestOut(Schema):
    """A request for approval."""

    id: int
    draft_id: int
    state: str
    tier: str
    because: list[str]
    steps: list[dict[str, list[str]]]
    held_by: list[str]
    due_at: datetime | None
    digest: str


class AskIn(Schema):
    """What a post is tied to while a freeze is on."""

    situation_id: Number | None = None


class AnswerIn(Schema):
    """A yes or no."""

    answer: str = Field(pattern="^(yes|no|change)$")
    digest: str = Field(pattern="^[0-9a-f]{64}$", description="Of the revision looked at.")
    words: Prose = ""
    tags: list[Line] = Field(default_factory=list, max_length=20)


def shown_post(one: Draft) -> dict[str, object]:
    """A draft as an answer shows it."""
    revision = one.revision
    return {
        "id": one.pk,
        "title": revision.title,
        "latest": one.latest,
        "changed_at": one.changed_at,
        "body": revision.body,
        "digest": revision.digest,
    }


def _asked(one: Request) -> dict[str, object]:
    names = ("draft_id", "state", "tier", "because", "steps", "held_by", "due_at")
    found = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "digest": one.revision.digest}


@operation(posts, "GET", "", access.CHECK, Many[PostOut])
def list_posts(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every draft that the token's person may see."""
    return many(access.access_drafts(_actor(request)).order_by("-pk"), page, shown_post)


@operation(posts, "POST", "", access.WRITE, PostOut)
def write_post(request: HttpRequest, given: PostIn) -> dict[str, object]:
    """Begin a draft."""
    content = read_content(given.dict(exclude={"latest"}))
    return shown_post(actions.save_draft(_actor(request), None, content))


@operation(posts, "PUT", "/{pk}", access.WRITE, PostOut)
def rewrite_post(request: HttpRequest, pk: Number, given: PostIn) -> dict[str, object]:
    """Save a draft anew; refused when somebody else saved it since."""
    found = access.access_draft(_actor(request), pk)
    content = read_content(given.dict(exclude={"latest"}))
    return shown_post(actions.save_draft(_actor(request), found, content, latest=given.latest))


@operation(posts, "POST", "/{pk}/ask", access.WRITE, RequestOut)
def ask_for_approval(request: HttpRequest, pk: Number, given: AskIn) -> dict[str, object]:
    """Ask for approval of a draft's newest revision."""
    found = access.access_draft(_actor(request), pk)
    tied = None
    if given.situation_id is not None:
        tied = Situation.objects.filter(pk=given.situation_id).first()
        if tied is None:
            raise NotThere
    return _asked(actions.ask_approval(_actor(request), found, situation=tied))


@operation(posts, "DELETE", "/{pk}", access.WRITE, Done)
def give_post_up(request: HttpRequest, pk: Number) -> Done:
    """Give a draft up; it stays on record."""
    actions.give_up(_actor(request), access.access_draft(_actor(request), pk))
    return Done()


@operation(approvals, "GET", "", access.CHECK, Many[RequestOut])
def list_requests(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Requests that the token's person may see."""
    return many(access.access_requests(_actor(request)), page, _asked)


@operation(approvals, "POST", "/{pk}/answer", access.ANSWER, RequestOut)
def answer_request(request: HttpRequest, pk: Number, given: AnswerIn) -> dict[str, object]:
    """Say yes, no, or that something is to be changed."""
    found = access.access_request(_actor(request), pk)
    return _asked(actions.answer(_actor(request), found, **given.dict()))


@operation(approvals, "POST", "/{pk}/withdraw", access.WRITE, RequestOut)
def withdraw_request(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Take a request back."""
    found = access.access_request(_actor(request), pk)
    actions.withdraw(_actor(request), found)
    found.refresh_from_db()
    return _asked(found)
