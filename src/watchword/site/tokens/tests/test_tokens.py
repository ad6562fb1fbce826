"""Personal tokens: what they open, and when they open nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.tokens.access import access_token
from watchword.site.tokens.actions import MOST, make_token, revoke_token
from watchword.site.tokens.models import Token

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]


def a_token(person: Person, *scopes: str, days: int = 30) -> str:
    expires = timezone.localdate() + timedelta(days=days)
    return make_token(person, name="A program", scopes=scopes or ("read",), expires_on=expires)[1]


def asked(secret: str, path: str = "/editions/in-force", **given: object) -> HttpResponse:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    browser = Client(raise_request_exception=False)
    if given:
        return browser.post(
            f"/api/v1{path}", given, content_type="application/json", headers=headers
        )
    return browser.get(f"/api/v1{path}", headers=headers)


def test_a_token_opens_what_its_person_may_read(employee: Person, first: Edition) -> None:
    secret = a_token(employee)
    answer = asked(secret)
    assert answer.status_code == 200
    assert answer.json()["digest"] == first.digest
    assert Token.objects.get().used_on == timezone.localdate()
    assert asked(secret, "/audit").status_code == 403


def test_only_the_digest_of_a_token_is_kept(employee: Person) -> None:
    secret = a_token(employee)
    found = Token.objects.get()
    kept = {str(value) for value in vars(found).values()}
    kept |= {str(value) for value in Entry.objects.values_list("after", "title")}
    assert not any(secret in words for words in kept)
    assert secret.startswith(found.prefix)


def test_no_token_a_wrong_one_and_a_cookie_open_nothing(
    employee: Person, first: Edition, signed_in: SignIn
) -> None:
    for secret in ("", "x", "wwt_" + "A" * 43, "wwt_\u00e9"):
        answer = asked(secret)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["remedy"]
    assert signed_in(employee).get("/api/v1/editions/in-force").status_code == 401


def test_a_revoked_an_ended_and_a_leavers_token_open_nothing(
    employee: Person, make_person: Make, first: Edition
) -> None:
    one = a_token(employee)
    revoke_token(employee, Token.objects.get())
    assert asked(one).status_code == 401
    two = a_token(employee)
    Token.objects.filter(revoked_at=None).update(
        expires_on=timezone.localdate() - timedelta(days=1)
    )
    assert asked(two).status_code == 401
    leaver = make_person("Lee Gone")
    three = a_token(leaver)
    assert asked(three).status_code == 200
    Person.objects.filter(pk=leaver.pk).update(end_date=timezone.localdate() - timedelta(days=1))
    assert asked(three).status_code == 401


def test_a_token_does_no_more_than_it_is_good_for(owner: Person, first: Edition) -> None:
    check, read, write = a_token(owner, "check"), a_token(owner, "read"), a_token(owner, "write")
    assert asked(check, "/check", text="Clinic opens at nine.").status_code == 200
    assert asked(read, "/check", text="Clinic opens at nine.").status_code == 200
    assert asked(check).status_code == 403
    assert asked(write).status_code == 403
    assert asked(read, "/drafts", template="charity").status_code == 403
    assert asked(write, "/drafts", template="charity").status_code == 200


def test_whoever_needs_a_second_factor_and_has_none_gets_in_by_no_token(
    owner: Person, employee: Person, first: Edition, settings: object
) -> None:
    owners, employees = a_token(owner), a_token(employee)
    settings.SECOND_FACTOR_ROLES = {"owner"}  # type: ignore[attr-defined]
    assert asked(owners).status_code == 403
    assert "second factor" in asked(owners).json()["detail"]
    assert asked(employees).status_code == 200


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [("", ["read"], 5), ("x", [], 5), ("x", ["all"], 5), ("x", ["read"], 0), ("x", ["read"], 400)],
)
def test_a_token_needs_a_name_a_scope_and_a_day_within_a_year(
    employee: Person, name: str, scopes: list[str], days: int
) -> None:
    with pytest.raises(Invalid):
        make_token(
            employee, name=name, scopes=scopes,
            expires_on=timezone.localdate() + timedelta(days=days),
        )  # fmt: skip


def test_nobody_has_more_than_twenty(employee: Person) -> None:
    for _ in range(MOST):
        a_token(employee)
    with pytest.raises(Invalid, match="twenty"):
        a_token(employee)


def test_a_token_is_made_and_revoked_on_a_page_and_shown_once(
    employee: Person, signed_in: SignIn, first: Edition
) -> None:
    browser, day = signed_in(employee), timezone.localdate() + timedelta(days=9)
    given = {"name": "Scheduler", "scopes": ["read", "check"], "expires_on": day.isoformat()}
    page = browser.post("/settings/tokens/", given)
    secret = page.content.decode().partition('value="wwt_')[2].partition('"')[0]
    assert asked(f"wwt_{secret}").status_code == 200
    assert secret not in browser.get("/settings/tokens/").content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    browser.post(f"/settings/tokens/{Token.objects.get().pk}/revoke/")
    assert asked(f"wwt_{secret}").status_code == 401
    assert browser.post("/settings/tokens/", {**given, "scopes": []}).status_code == 422


def test_nobody_revokes_anothers_token(employee: Person, make_person: Make) -> None:
    a_token(employee)
    with pytest.raises(NotThere):
        access_token(make_person("Una Crane", Role.ADMINISTRATOR), Token.objects.get().pk)
