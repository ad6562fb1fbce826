"""The calendar of posts stays a calendar, whatever month the address names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from watchword.site.people.models import Person


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "9999-13", "2026-02", "x", ""])
def test_every_month_of_an_address_gives_a_page(
    editor: Person, signed_in: Callable[[Person], Client], month: str
) -> None:
    assert signed_in(editor).get("/posts/calendar/", {"month": month}).status_code == 200
