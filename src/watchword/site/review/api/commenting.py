"""Comments on drafts through the programming interface."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Schema

from watchword.site.kit.api import Many, Number, PageNumber, Prose, many, operation
from watchword.site.people.models import Person
from watchword.site.review import access, actions
from watchword.site.review.api.writing import posts
from watchword.site.review.models import Comment


class CommentIn(Schema):
    """What somebody says of a draft."""

    words: Prose


class CommentOut(Schema):
    """A comment."""

    id: int
    draft_id: int
    revision: int
    author: str
    words: str
    made_at: datetime
    resolved_at: datetime | None


def _shown(one: Comment) -> dict[str, object]:
    names = ("draft_id", "words", "made_at", "resolved_at")
    found: dict[str, object] = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "revision": one.number, "author": str(one.author)}


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@operation(posts, "GET", "/{pk}/comments", access.COMMENT, Many[CommentOut])
def list_comments(request: HttpRequest, pk: Number, page: PageNumber = 1) -> dict[str, object]:
    """What was said of a draft."""
    found = access.access_draft(_actor(request), pk)
    return many(found.comments.select_related("author"), page, _shown)


@operation(posts, "POST", "/{pk}/comments", access.COMMENT, CommentOut)
def comment_post(request: HttpRequest, pk: Number, given: CommentIn) -> dict[str, object]:
    """Comment on a draft."""
    found = access.access_draft(_actor(request), pk)
    return _shown(actions.comment(_actor(request), found, given.words))


@operation(posts, "POST", "/comments/{pk}/resolve", access.COMMENT, CommentOut)
def resolve_comment(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Say that a comment is dealt with."""
    found = access.access_comment(_actor(request), pk)
    return _shown(actions.resolve(_actor(request), found))
