"""Deeds: functions that change something, whole or not at all, by somebody who may, on record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from watchword.site.kit.refusal import NotAllowed
from watchword.site.people.models import Person
from watchword.site.people.roles import Right

Given = ParamSpec("Given")
Result = TypeVar("Result")


def require(person: Person, right: Right) -> None:
    """Refuse a person without the right.

    Raises:
        NotAllowed: None of the person's roles holds it.
    """
    if not may(person, right):
        raise NotAllowed


def may(person: Person, right: Right) -> bool:
    """Whether one of the person's roles holds the right."""
    return bool(person.roles & right.roles)


def deed(
    right: Right,
) -> Callable[
    [Callable[Concatenate[Person, Given], Result]], Callable[Concatenate[Person, Given], Result]
]:
    """Make a function a deed: its first argument is who does it, and must hold the right.

    It runs in one transaction; what it records (:func:`watchword.site.audit.actions.record`) is
    kept with what it changes or not at all.
    """

    def decorate(
        function: Callable[Concatenate[Person, Given], Result],
    ) -> Callable[Concatenate[Person, Given], Result]:
        @wraps(function)
        def guarded(actor: Person, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
            require(actor, right)
            with transaction.atomic():
                return function(actor, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return decorate
