"""The programming interface: roles x operations, and whatever anybody may send to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings

from watchword.site.api import api
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.people.roles import Right, Role, all_rights
from watchword.site.tokens.actions import make_token
from watchword.site.tokens.models import Scope

Make = Callable[..., Person]
SCHEMA: dict[str, Any] = api.get_openapi_schema()
RIGHTS = {one.name: one for one in all_rights()}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in SCHEMA["paths"].items():
        for method, one in methods.items():
            yield method.upper(), re.sub(r"\{[^}]*\}", "1", path), one


EVERY = sorted(operations(), key=lambda one: (one[1], one[0]))


@pytest.fixture(autouse=True)
def _many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test asks more in a second than a program should."""
    for one in api.throttle if isinstance(api.throttle, list) else []:
        monkeypatch.setattr(one, "num_requests", 10**9)


@pytest.fixture
def _connection_kept() -> Iterator[None]:
    """The test's own transaction outlives the requests in it, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def token(person: Person) -> str:
    ends = timezone.localdate() + timedelta(days=9)
    return make_token(person, name="Test", scopes=list(Scope), expires_on=ends)[1]


def test_every_operation_says_who_may_and_what_it_does() -> None:
    assert len(EVERY) > 50
    assert len({one["operationId"] for _, _, one in EVERY}) == len(EVERY)
    for method, path, one in EVERY:
        assert one["x-right"] in RIGHTS, f"{method} {path} says not who may"
        assert one["x-scope"] in Scope.values
        assert one["summary"], f"{method} {path} says not what it does"
        assert method == "GET" or one["x-scope"] != "read", f"{method} {path} changes and reads"


def test_nobody_comes_in_without_a_token(first: Edition) -> None:
    browser = Client(raise_request_exception=False)
    for method, path, _one in EVERY:
        assert browser.generic(method, path).status_code == 401, f"{method} {path}"


@pytest.mark.parametrize("role", list(Role))
def test_each_operation_opens_to_who_holds_its_right_and_to_nobody_else(
    role: Role, make_person: Make, first: Edition
) -> None:
    given = () if role in (Role.EMPLOYEE, Role.MANAGER) else (role,)
    person = make_person("Kim Dale", *given)
    if role is Role.MANAGER:
        make_person("Max Dale", reports_to=person)
    head = {"Authorization": f"Bearer {token(person)}"}
    browser = Client(raise_request_exception=False)
    roles = Person.objects.get(pk=person.pk).roles
    for method, path, one in EVERY:
        if one["operationId"] == "revoke_token":
            continue  # would revoke the token that asks
        right: Right = RIGHTS[one["x-right"]]
        got = browser.generic(method, path, b"{}", "application/json", headers=head)
        may = bool(right.roles & roles)
        assert got.status_code < 500, f"{method} {path} fails for {role}: {got.content[:300]!r}"
        assert (got.status_code != 403) == may, f"{method} {path} answers {role} {got.status_code}"


def test_every_deed_of_the_pages_has_its_operation() -> None:
    """A right that opens a page opens an operation too, or has a reason not to."""
    pages_only = {
        "site.today": "a page's own frame",
        "site.search": "each app's list is its own operation",
        "site.keep-filter": "filters of lists on pages",
        "site.help": "what pages say of themselves",
        "people.own-settings": "language and time of pages",
        "people.see": "opens more of /people",
        "token.own": "revoked here, made on the site only",
        "handbook.preview": "a page to look at",
    }
    held = {one["x-right"] for _, _, one in EVERY} | set(pages_only)
    from watchword.site.tests.test_doors import EVERY as DOORS

    doors = {one.callback.door for _, one in DOORS if isinstance(one.callback.door, Right)}
    missing = sorted(one.name for one in doors if one.name not in held)
    assert not missing, f"the interface lacks {missing}"


@pytest.mark.usefixtures("_connection_kept")
@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMINISTRATOR, Role.APPROVER, Role.EMPLOYEE])
def test_nothing_that_anybody_sends_makes_it_fail(
    role: Role, make_person: Make, first: Edition
) -> None:
    person = make_person("Kim Dale", *(() if role is Role.EMPLOYEE else (role, Role.TRAINER)))
    head = {"Authorization": f"Bearer {token(person)}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.definition.raw["operationId"] == "revoke_token":
            continue
        right = RIGHTS[operation.definition.raw["x-right"]]
        if not right.roles & person.roles:
            continue

        def send(case: schemathesis.Case) -> None:
            nonlocal tried
            answer = case.call(headers=head)
            tried += 1
            assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text[:500]}"
            assert answer.status_code != 401

        strategy = operation.as_strategy()
        run = settings(
            max_examples=8,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(_given(strategy)(send))
        run()
    assert tried > 30


def _given(strategy: Any) -> Any:
    from hypothesis import given

    return given(case=strategy)


@pytest.mark.parametrize("time", ["3971-01-09T19:35:53+16:30", "9999-12-31T23:59:59-20:00"])
def test_a_time_far_from_greenwich_is_taken_or_refused_in_words(
    time: str, make_person: Make, first: Edition
) -> None:
    """PostgreSQL refuses zones beyond sixteen hours, and Python has no year 10,000."""
    head = {"Authorization": f"Bearer {token(make_person('Kim Dale', Role.OWNER))}"}
    asked = {"title": "Election", "starts_at": "2027-01-01T00:00:00Z", "ends_at": time}
    got = Client().post(
        "/api/v1/crisis/situations/planned", asked, "application/json", headers=head
    )
    assert got.status_code in (200, 422), got.content
