"""A schedule of posts through the programming interface: rows in, approved rows out."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from watchword.site.kit.api import Line, Prose, operation
from watchword.site.people.models import Person
from watchword.site.review import access, actions
from watchword.site.review.api.writing import posts
from watchword.site.review.schedules import COLUMNS, planned
from watchword.site.review.tables import MOST_ROWS
from watchword.site.review.tables import Line as Row


class RowIn(Schema):
    """One post."""

    account: Line
    text: Prose
    planned_at: Line = Field(description="ISO 8601; without a zone in that of the person.")
    campaign: Line = ""
    pillar: Line = ""
    media_description: Prose = Field("", description="Of pictures of the library, one a line.")


class ScheduleIn(Schema):
    """Rows of a schedule."""

    rows: list[RowIn] = Field(min_length=1, max_length=MOST_ROWS)
    is_trial: bool = Field(True, description="Say what it would make, and make nothing.")


class ProblemOut(Schema):
    """What is wrong with one cell."""

    line: int = Field(description="Number of the row, from 1.")
    column: str
    words: str


class ScheduleOut(Schema):
    """What a schedule makes, or would make."""

    drafts: list[int] = Field(description="Made drafts; empty for a trial.")
    rows: int = Field(description="How many rows can be made drafts.")
    problems: list[ProblemOut]


class RowsOut(Schema):
    """Approved posts for another scheduler."""

    rows: list[dict[str, str]]


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@operation(posts, "POST", "/schedule/import", access.WRITE, ScheduleOut)
def import_schedule(request: HttpRequest, given: ScheduleIn) -> dict[str, object]:
    """Make a draft of every row, or of none when one has a problem."""
    lines = [Row(number, one.dict()) for number, one in enumerate(given.rows, 1)]
    if given.is_trial:
        found = planned(_actor(request), lines)
        return {"drafts": [], "rows": len(found.rows), "problems": found.problems}
    made = actions.import_schedule(_actor(request), lines)
    return {"drafts": [one.pk for one in made], "rows": len(made), "problems": []}


@operation(posts, "POST", "/schedule/export", access.WRITE, RowsOut)
def export_schedule(request: HttpRequest) -> dict[str, object]:
    """Approved posts that people post by hand, in the columns of an import; it is recorded."""
    rows = actions.export_schedule(_actor(request))
    return {"rows": [dict(zip(COLUMNS, one, strict=True)) for one in rows]}
