"""The record: a chain that nobody changes unseen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from watchword.site.audit.actions import Deed, System, record
from watchword.site.audit.chain import breaks
from watchword.site.audit.models import Entry
from watchword.site.people.actions import give_role
from watchword.site.people.models import Person
from watchword.site.people.roles import Role

FIELDS = ("number", "who", "name", "deed", "subject", "title", "edition", "before", "after")


def chain() -> list[dict[str, object]]:
    from watchword.site.audit.chain import written_time

    return [
        {**row, "at": written_time(row["at"])}
        for row in Entry.objects.order_by("number").values(*FIELDS, "at", "previous", "digest")
    ]


def test_deeds_form_a_chain_without_gaps(employee: Person) -> None:
    first = Entry.objects.count()
    with transaction.atomic():
        record(employee, Deed(name="one", subject="a:1"), Deed(name="two", subject="a:1"))
    record(System(), Deed(name="three", subject="b:1", after={"ü": [1, None, "x"]}))
    assert Entry.objects.count() == first + 3
    assert list(breaks(chain())) == []


def test_a_changed_entry_is_found() -> None:
    entries = [{"number": 1, "previous": "0" * 64, "digest": "x", "at": "", "edition": None,
                "before": {}, "after": {}, "who": "", "name": "", "deed": "", "subject": "", "title": ""}]  # fmt: skip
    assert list(breaks(entries)) == ["entry 1 was changed after it was written"]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET title = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_touch_an_entry(employee: Person, statement: str) -> None:
    assert Entry.objects.exists()
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_deed_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        record(System(), Deed(name="one", subject="a:1"))


def test_an_entry_says_what_was_before_and_after_and_whether_it_holds(
    administrator: Person, compliance: Person, employee: Person
) -> None:
    give_role(administrator, employee, Role.EDITOR)
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    browser = Client()
    browser.force_login(compliance)
    page = browser.get(f"/audit/{last.number}/").content.decode()
    assert "give-role" in page
    assert "editor" in page
    assert "does not hold" not in page
    assert "add-person" in page  # what else was done to the same person
    assert browser.get("/audit/999999/").status_code == 404
