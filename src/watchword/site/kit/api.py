"""The programming interface's doors: each operation says who may, and what kind of token it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Generic, Protocol, TypeVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from ninja import Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from watchword.site.kit.times import within_years
from watchword.site.people.roles import Right
from watchword.site.tokens.bearer import Bearer

PER_PAGE = 100


def _storable(words: str) -> str:
    """Refuse what no database keeps: NUL, and half of a surrogate pair."""
    if "\0" in words or any("\ud800" <= char <= "\udfff" for char in words):
        raise ValueError("holds a character that cannot be kept")
    return words


def _address(words: str) -> str:
    """Refuse what is no email address."""
    try:
        validate_email(words)
    except ValidationError as error:
        raise ValueError("is no email address") from error
    return words


Text = Annotated[str, AfterValidator(_storable)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_storable)]
Prose = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_storable)]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_address)]
Instant = Annotated[AwareDatetime, AfterValidator(within_years)]
Number = Annotated[int, Field(ge=1, le=2**53)]
PageNumber = Annotated[int, Query(1, ge=1, le=10_000, description="Which page of the list.")]

Result = TypeVar("Result")


class Refused(Schema):
    """Why something was not done."""

    detail: str = Field(description="What stands in the way, as a sentence for people.")
    remedy: str = Field("", description="What to do about it.")
    fields: dict[str, str] = Field(
        default_factory=dict, description="What is wrong, by field, where that is known."
    )


class Done(Schema):
    """A deed was done, and there is nothing else to say."""

    done: bool = True


Row = TypeVar("Row")
Kept_co = TypeVar("Kept_co", covariant=True)


class Many(Schema, Generic[Row]):
    """One page of a list."""

    rows: list[Row]
    count: int = Field(description="How many there are on all pages.")
    next: int | None = Field(None, description="Number of the next page; null on the last.")


class Rows(Protocol[Kept_co]):
    """What a page is cut from: a queryset or a tuple."""

    def __getitem__(self, index: slice, /) -> Iterable[Kept_co]:
        """A stretch of it."""


def many(rows: Rows[Row], page: int, drawn: Callable[[Row], object]) -> dict[str, object]:
    """One page of rows, each drawn by a function."""
    count = rows.count() if isinstance(rows, QuerySet) else len(cast("Sequence[Row]", rows))
    start = (page - 1) * PER_PAGE
    return {
        "rows": [drawn(one) for one in rows[start : start + PER_PAGE]],
        "count": count,
        "next": page + 1 if start + PER_PAGE < count else None,
    }


REFUSALS = {
    400: Refused,
    401: Refused,
    403: Refused,
    404: Refused,
    409: Refused,
    422: Refused,
    429: Refused,
}


def operation(
    router: Router,
    method: str,
    path: str,
    right: Right,
    response: object,
    *,
    scope: str = "",
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Put a function behind an address of the interface.

    Its docstring's first line is the operation's summary, the rest its description.

    Args:
        router: The app's.
        method: ``GET``, ``POST``, ``PUT`` or ``DELETE``.
        path: Below the app's.
        right: Who may.
        response: Schema of the answer; None for bytes.
        scope: What a token must be good for; ``read`` for GET and ``write`` for others by default.
    """
    needed = scope or ("read" if method == "GET" else "write")

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        answers = {**({200: response} if response is not None else {}), **REFUSALS}
        summary, _, more = (function.__doc__ or "").partition("\n")
        router.add_api_operation(
            path,
            [method],
            function,
            auth=Bearer(right, needed),
            response=answers,
            summary=summary.rstrip("."),
            description="\n".join(line.strip() for line in more.strip().splitlines())
            + f"\n\nNeeds a token for `{needed}` of somebody who may: {right.name}.",
            operation_id=function.__name__,
            openapi_extra={"x-right": right.name, "x-scope": needed},
            by_alias=True,
        )
        return function

    return decorate
