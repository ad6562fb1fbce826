"""The record: a chain that nobody changes unseen."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from watchword.site.audit.actions import Deed, System, record
from watchword.site.audit.chain import breaks
from watchword.site.audit.models import Entry
from watchword.site.people.models import Person

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
