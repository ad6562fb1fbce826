"""Every address says who may ask, and holds to it: roles x doors, from the table of addresses.

A new address without a door fails; so does one that opens to somebody without the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from watchword.site.editions.models import Edition
from watchword.site.kit.door import ANYBODY, BY_LINK
from watchword.site.people.models import Person
from watchword.site.people.roles import Right, Role

Make = Callable[..., Person]
VALUES = {
    "pk": "1",
    "consultee": "1",
    "path": "policy.md",
    "rule": "HB-207",
    "form": "pdf",
    "name": "before-your-first-post",
    "number": "1",
    "kind": "picture",
    "other": "1",
    "language": "cy",
    "token": "x",
    "app": "kit",
    "page": "today",
    "key": "x",
    "digest": "0" * 64,
}
NOT_OURS = ("allauth", "django.", "ninja")


def addresses(
    resolver: URLResolver | None = None, prefix: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of ours with invented values in it."""
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver) and one.namespace == "api":
            continue  # the programming interface has rights of its own, and tests
        if isinstance(one, URLResolver):
            yield from addresses(one, route)
        elif not one.callback.__module__.startswith(NOT_OURS):
            yield filled(route), one


def filled(route: str) -> str:
    for name, value in VALUES.items():
        for kind in ("int:", "str:", "path:", ""):
            route = route.replace(f"<{kind}{name}>", value)
    return route


EVERY = sorted(dict(addresses()).items())


def test_every_address_has_a_door() -> None:
    assert len(EVERY) > 50
    for address, one in EVERY:
        found = getattr(one.callback, "door", None)
        assert isinstance(found, Right) or found in (ANYBODY, BY_LINK), (
            f"{address} says not who may ask"
        )
        assert "<" not in address, f"give VALUES what {address} needs"


@pytest.mark.parametrize("role", list(Role))
def test_each_door_opens_to_who_holds_its_right_and_to_nobody_else(
    role: Role, make_person: Make, first: Edition
) -> None:
    given = () if role in (Role.EMPLOYEE, Role.MANAGER) else (role,)
    person = make_person("Kim Dale", *given)
    if role is Role.MANAGER:
        make_person("Max Dale", reports_to=person)
    browser = Client(raise_request_exception=False)
    browser.force_login(Person.objects.get(pk=person.pk))
    for address, one in EVERY:
        right = one.callback.door
        if not isinstance(right, Right):
            continue
        may = bool(right.roles & Person.objects.get(pk=person.pk).roles)
        got, sent = browser.get(address), browser.post(address, {})
        listed = browser.get(address, {"form": "csv", "page": "9" * 30, "q": "=cmd"})
        assert listed.status_code < 500, f"{address} fails for {role} as CSV"
        assert (listed.status_code != 403) == may, f"{address} as CSV opens to {role}"
        assert max(got.status_code, sent.status_code) < 500, f"{address} fails for {role}"
        assert (got.status_code != 403) == may, f"{address} answers {role} {got.status_code}"
        # a page may be open for reading and hold a deed that needs more
        assert may or sent.status_code == 403, f"{address} takes what {role} sends"


def test_a_stranger_gets_nowhere_but_through_open_doors(first: Edition) -> None:
    browser = Client(raise_request_exception=False)
    for address, one in EVERY:
        answer = browser.get(address)
        if isinstance(one.callback.door, Right):
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/sign-in/login/"), address
        else:
            assert answer.status_code in (200, 404, 405), f"{address} {answer.status_code}"
