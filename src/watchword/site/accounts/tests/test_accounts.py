"""The register follows the policy; tokens are never readable where they lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from watchword.base.errors import SiteError
from watchword.site.accounts.actions import (
    join,
    part,
    renew_token_key,
    set_seats,
    take_over_accounts,
)
from watchword.site.accounts.models import Account, Connection
from watchword.site.accounts.vault import seal, unseal
from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.newsroom import BLUESKY, FACEBOOK
from watchword.site.people.models import Person

pytestmark = pytest.mark.django_db
SECRET = "abcd-efgh-ijkl-mnop"


def test_the_register_is_that_of_the_edition_in_force(
    first: Edition, make_person: Callable[..., Person]
) -> None:
    manager = make_person("Ira Lind", job="Engagement manager")
    assert len(take_over_accounts(first)) == 6
    assert take_over_accounts(first) == []
    facebook = Account.objects.get(key=FACEBOOK)
    assert facebook.plan["service news"] == pytest.approx(0.35)
    assert [one.person for one in facebook.seats.all()] == [manager]
    Account.objects.create(key="x-old", channel="x", handle="@old")
    take_over_accounts(first)
    assert not Account.objects.get(key="x-old").is_open


def test_a_token_is_encrypted_and_shown_nowhere(
    register: dict[str, Account],
    administrator: Person,
    author: Person,
    signed_in: Callable[[Person], Client],
) -> None:
    account = register[BLUESKY]
    with pytest.raises(NotAllowed):
        join(author, account, server="https://bsky.example", identity="us", secret=SECRET)
    with pytest.raises(Invalid):
        join(administrator, account, server="https://bsky.example", identity="us", secret=" ")
    browser = signed_in(administrator)
    given = {"server": "https://bsky.example", "identity": "us", "secret": SECRET}
    page = browser.post(f"/accounts/{account.key}/join/", given, follow=True)
    assert SECRET not in page.text
    held = Connection.objects.get()
    assert SECRET.encode() not in bytes(held.token)
    assert unseal(settings.CONFIGURATION.home, bytes(held.token)) == SECRET
    assert all(SECRET not in str(one.after) + str(one.before) for one in Entry.objects.all())
    part(administrator, account)
    assert not Connection.objects.exists()


def test_keys_are_renewed_and_old_ones_open_nothing(
    register: dict[str, Account], administrator: Person
) -> None:
    home = Path(settings.CONFIGURATION.home)
    join(administrator, register[BLUESKY], server="https://b.example", identity="", secret=SECRET)
    before = bytes(Connection.objects.get().token)
    old = (home / "token.keys").read_text()
    assert renew_token_key() == 1
    assert (home / "token.keys").stat().st_mode & 0o77 == 0
    assert (home / "token.keys").read_text() != old
    assert unseal(home, bytes(Connection.objects.get().token)) == SECRET
    with pytest.raises(SiteError, match="a key that is not here"):
        unseal(home, before)


def test_a_key_from_the_environment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cryptography.fernet import Fernet

    monkeypatch.setenv("WATCHWORD_TOKEN_KEYS", Fernet.generate_key().decode())
    assert unseal(tmp_path, seal(tmp_path, SECRET)) == SECRET
    assert not (tmp_path / "token.keys").exists()


def test_only_who_may_says_who_writes(
    register: dict[str, Account],
    owner: Person,
    author: Person,
    employee: Person,
    signed_in: Callable[[Person], Client],
) -> None:
    account = register[FACEBOOK]
    with pytest.raises(NotAllowed):
        set_seats(author, account, [employee])
    browser = signed_in(owner)
    wrong = browser.post(f"/accounts/{account.key}/seats/", {"people": "nobody@x.example"})
    assert wrong.status_code == 422
    browser.post(
        f"/accounts/{account.key}/seats/", {"people": author.email, "area": "Larch Street"}
    )
    account.refresh_from_db()
    assert [one.person for one in account.seats.all()] == [author]
    assert account.area == "Larch Street"
