"""Signing in: guessing is slowed, sessions are seen and ended, second factors asked, passwords held."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from watchword.site.kit.throttle import MISSES
from watchword.site.people.links import made_link, read_link
from watchword.site.people.models import Person
from watchword.site.people.passwords import is_disguised
from watchword.site.people.roles import Role
from watchword.site.settings import ACCOUNT_RATE_LIMITS

Make = Callable[..., Person]
PASSWORD = "seven lamps beside the harbour"


@pytest.fixture
def sam(make_person: Make) -> Person:
    found = make_person("Sam Reed")
    found.set_password(PASSWORD)
    found.save()
    return found


def sign_in(browser: Client, person: Person, password: str = PASSWORD) -> object:
    return browser.post("/sign-in/login/", {"login": person.email, "password": password})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_a_password_is_guessed_five_times_and_then_not_even_the_right_one_is_taken(
    client: Client, sam: Person, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS
    for _ in range(5):
        sign_in(client, sam, "a guess that is wrong")
    answer = sign_in(client, sam)
    assert "Too many" in answer.content.decode()
    assert not is_in(client)
    assert not is_in(Client()), "another browser of the same person waits as well"


def test_signing_in_is_slowed_by_address_whatever_the_name(
    client: Client, sam: Person, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS
    codes = {
        client.post(
            "/sign-in/login/", {"login": f"a{number}@glenmarrow.example", "password": "x"}
        ).status_code
        for number in range(40)
    }
    assert 429 in codes


def test_resetting_is_slowed_and_says_the_same_of_known_and_unknown_addresses(
    client: Client, sam: Person, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS
    known = client.post("/sign-in/password/reset/", {"email": sam.email})
    unknown = client.post("/sign-in/password/reset/", {"email": "nobody@glenmarrow.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    for _ in range(9):
        client.post("/sign-in/password/reset/", {"email": sam.email})
    assert len([one for one in mail.outbox if one.to == [sam.email]]) <= 5


def test_a_reset_link_is_good_once(client: Client, sam: Person) -> None:
    client.post("/sign-in/password/reset/", {"email": sam.email})
    found = re.search(r"http://[^/\s]+(/sign-in/password/reset/key/\S+)", mail.outbox[-1].body)
    assert found is not None
    page = client.get(found[1], follow=True)
    new = {"password1": "nine quiet boats at anchor", "password2": "nine quiet boats at anchor"}
    client.post(page.redirect_chain[-1][0], new)
    sam.refresh_from_db()
    assert sam.check_password(new["password1"])
    again = Client().get(found[1], follow=True).content.decode()
    assert "password1" not in again


def test_links_that_open_nothing_are_tried_a_few_times_a_minute_only(
    client: Client, db: None
) -> None:
    codes = [client.get(f"/consult/{number}/").status_code for number in range(MISSES + 2)]
    assert codes[:MISSES] == [404] * MISSES
    assert codes[MISSES:] == [429, 429]


def test_a_signed_link_opens_one_thing_for_one_purpose_until_it_is_revoked_or_old() -> None:
    token = made_link("consultation", 7, "key")

    def key_of(subject: int) -> str | None:
        return "key" if subject == 7 else None

    week = timedelta(days=7)
    assert read_link("consultation", token, key_of, week) == 7
    assert read_link("certificate", token, key_of, week) is None
    assert read_link("consultation", token, lambda _: "another", week) is None
    assert read_link("consultation", token, lambda _: None, week) is None
    assert read_link("consultation", token, key_of, timedelta(seconds=-1)) is None
    assert read_link("consultation", token[:-1] + "A", key_of, week) in (None, 7)


@given(token=st.text(max_size=80))
def test_no_invented_link_opens_anything(token: str) -> None:
    assert read_link("consultation", token, lambda _: "key", timedelta(days=1)) is None


def test_sessions_are_listed_and_ended_everywhere_at_once(sam: Person) -> None:
    here, there = Client(), Client(headers={"user-agent": "A shared computer"})
    sign_in(here, sam)
    sign_in(there, sam)
    here.get("/")
    there.get("/")
    page = here.get("/sign-in/sessions/").content.decode()
    assert "A shared computer" in page
    assert UserSession.objects.filter(user=sam).count() == 2
    here.post("/sign-in/sessions/")
    assert not is_in(there)
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200, "the one that asked goes on"


def test_nobody_sees_or_ends_another_s_sessions(sam: Person, make_person: Make) -> None:
    other = make_person("Nia Bell")
    browser, theirs = Client(), Client(headers={"user-agent": "Nia at home"})
    theirs.force_login(other)
    theirs.get("/")
    sign_in(browser, sam)
    assert "Nia at home" not in browser.get("/sign-in/sessions/").content.decode()
    browser.post("/sign-in/sessions/")
    assert theirs.get("/").status_code == 200


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_role_that_asks_for_a_second_factor_is_held_until_there_is_one_and_then_asked_for_it(
    make_person: Make, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"owner"})
    ada = make_person("Ada Moss", Role.OWNER)
    ada.set_password(PASSWORD)
    ada.save()
    browser = Client()
    sign_in(browser, ada)
    assert browser.get("/policy/")["Location"] == "/people/second-factor/"
    assert browser.post("/policy/start/")["Location"] == "/people/second-factor/"
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    assert browser.get("/policy/").status_code == 200
    again = Client()
    asked = sign_in(again, ada)
    assert "/sign-in/2fa/authenticate/" in asked["Location"]
    assert again.get("/policy/").status_code == 302, "the password alone opens nothing"
    again.post("/sign-in/2fa/authenticate/", {"code": "000000"})
    assert not is_in(again)
    again.post("/sign-in/2fa/authenticate/", {"code": code_now(secret)})
    assert is_in(again)
    third = Client()
    sign_in(third, ada)
    third.post("/sign-in/2fa/authenticate/", {"code": code_now(secret)})
    assert not is_in(third), "a code is good once"


def test_other_roles_are_not_held(make_person: Make, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"owner"})
    browser = Client()
    browser.force_login(make_person("Nia Bell", Role.EDITOR))
    assert browser.get("/policy/").status_code == 200


@pytest.mark.parametrize(
    "password",
    [
        "Password2026!",
        "P@55w0rd!2026",
        "qwertyqwerty",
        "!!sunshine1234",
        "Football#2026#",
        "123456123456",
    ],
)
def test_breached_passwords_are_refused_also_in_disguise(password: str, db: None) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", [PASSWORD, "violet-gravel-otter-91", "Trams & herrings at 6"])
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password: str) -> None:
    validate_password(password)


@given(st.text(max_size=200))
def test_any_password_is_looked_at_in_no_time(password: str) -> None:
    assert is_disguised(password) in (True, False)


def test_whose_first_day_is_to_come_cannot_sign_in_yet(make_person: Make, client: Client) -> None:
    soon = make_person("New Hand", start_date=timezone.localdate() + timedelta(days=3))
    soon.set_password(PASSWORD)
    soon.save()
    assert sign_in(client, soon).status_code in (200, 403)
    assert not is_in(client)
    assert date.today() < soon.start_date  # noqa: DTZ011
