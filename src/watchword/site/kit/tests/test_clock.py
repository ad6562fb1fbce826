"""The clock looks after the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from watchword.site.clockwork import _works
from watchword.site.people.models import Person


@pytest.mark.django_db
def test_the_database_learns_how_full_its_tables_are(employee: Person) -> None:
    _works["statistics"].work(timezone.now())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'people_person'")
            assert cursor.fetchone()[0] > 0
