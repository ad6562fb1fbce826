"""Templates of posts through the programming interface."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.kit.api import Done, Many, Number, PageNumber, Prose, Text, many, operation
from watchword.site.people.models import Person
from watchword.site.review import access, actions
from watchword.site.review.api.writing import DetailsIn, PostOut, shown_post
from watchword.site.review.content import Details, read_content
from watchword.site.review.models import PostTemplate

templates = Router()


class TemplateIn(Schema):
    """A template to be kept."""

    name: Text = Field(min_length=1, max_length=100)
    text: Prose = Field(description="With [brackets] where the words change.")
    details: DetailsIn = Field(default_factory=lambda: DetailsIn.model_validate({}))


class TemplateOut(Schema):
    """A template."""

    id: int
    name: str
    text: str
    details: dict[str, object]
    changed_at: datetime


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _shown(one: PostTemplate) -> dict[str, object]:
    names = ("name", "text", "details", "changed_at")
    return {"id": one.pk} | {name: getattr(one, name) for name in names}


def _details(given: TemplateIn) -> Details:
    return read_content({"details": given.details.dict()}).details


@operation(templates, "GET", "", access.WRITE, Many[TemplateOut])
def list_templates(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every template."""
    return many(access.access_templates(_actor(request)), page, _shown)


@operation(templates, "POST", "", access.WRITE, TemplateOut)
def write_template(request: HttpRequest, given: TemplateIn) -> dict[str, object]:
    """Keep a template."""
    made = actions.save_template(
        _actor(request), None, name=given.name, text=given.text, details=_details(given)
    )
    return _shown(made)


@operation(templates, "PUT", "/{pk}", access.WRITE, TemplateOut)
def rewrite_template(request: HttpRequest, pk: Number, given: TemplateIn) -> dict[str, object]:
    """Change a template."""
    found = access.access_template(_actor(request), pk)
    kept = actions.save_template(
        _actor(request), found, name=given.name, text=given.text, details=_details(given)
    )
    return _shown(kept)


@operation(templates, "DELETE", "/{pk}", access.WRITE, Done)
def drop_template(request: HttpRequest, pk: Number) -> Done:
    """Take a template away."""
    actions.drop_template(_actor(request), access.access_template(_actor(request), pk))
    return Done()


@operation(templates, "POST", "/{pk}/begin", access.WRITE, PostOut)
def begin_from_template(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Begin a draft from a template."""
    found = access.access_template(_actor(request), pk)
    return shown_post(actions.begin_from(_actor(request), found))
