"""The cast of the site's tests: invented people of an invented health board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone

from watchword.policy.starters import make_policy
from watchword.site.audit.actions import System
from watchword.site.editions.actions import approve_draft, publish_edition, start_draft
from watchword.site.editions.models import Edition
from watchword.site.kit.triggers import put_up, take_down
from watchword.site.newsroom import author, draft, duty, make_ready, register, reviewer
from watchword.site.people.actions import set_up_person
from watchword.site.people.models import Person, Team
from watchword.site.people.roles import Role

__all__ = ["author", "draft", "duty", "make_ready", "register", "reviewer"]
Make = Callable[..., Person]


@pytest.fixture(scope="session", autouse=True)
def _flush_between_tests() -> Iterator[None]:
    """Tests that commit are cleaned up after by emptying tables, which our guards refuse."""
    flush = TransactionTestCase._fixture_teardown

    def without_guards(self: TransactionTestCase) -> None:
        take_down(connection)
        flush(self)
        put_up(connection)

    TransactionTestCase._fixture_teardown = without_guards
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """What was counted for throttling in one test does not hold up the next."""
    cache.clear()


@pytest.fixture
def make_person(db: None) -> Make:
    """Makes a person: ``make_person("Nia Bell", Role.EDITOR, team="Wards")``."""
    del db

    def make(name: str = "Sam Reed", *roles: Role, team: str = "", **fields: object) -> Person:
        given, _, family = name.partition(" ")
        slug = name.lower().replace(" ", ".")
        held = Team.objects.get_or_create(name=team)[0] if team else None
        return set_up_person(
            System(),
            external_id=str(fields.pop("external_id", slug)),
            email=f"{slug}@glenmarrow.example",
            given_name=given,
            family_name=family,
            roles=roles,
            team=held,
            **fields,
        )

    return make


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A browser in which a person is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def employee(make_person: Make) -> Person:
    return make_person("Sam Reed", job="nurse")


@pytest.fixture
def editor(make_person: Make) -> Person:
    return make_person("Nia Bell", Role.EDITOR)


@pytest.fixture
def owner(make_person: Make) -> Person:
    return make_person("Ada Moss", Role.OWNER)


@pytest.fixture
def approver(make_person: Make) -> Person:
    return make_person("Jon Hale", Role.APPROVER)


@pytest.fixture
def compliance(make_person: Make) -> Person:
    return make_person("Ruth Fenn", Role.COMPLIANCE)


@pytest.fixture
def administrator(make_person: Make) -> Person:
    return make_person("Ivo Park", Role.ADMINISTRATOR)


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the health board's starter policy."""
    folder = tmp_path_factory.mktemp("starter") / "policy"
    make_policy("health-board", folder, today=date(2026, 9, 1))
    return _files(folder)


@pytest.fixture
def first(owner: Person, approver: Person, starter: dict[str, bytes]) -> Edition:
    """The first edition, published today."""
    draft = start_draft(owner, files=starter, title="Social media policy")
    approve_draft(approver, draft, is_yes=True)
    return publish_edition(
        owner,
        draft,
        effective_on=timezone.localdate(),
        digest=draft.digest,
        overrides={"consultation": "Asked before, on paper."},
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
