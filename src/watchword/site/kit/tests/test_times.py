"""A time that one person writes can be read by everybody, in whatever zone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from watchword.site.kit.times import read_time
from watchword.site.newsroom import FACEBOOK
from watchword.site.people.models import Person
from watchword.site.review.models import Draft


@pytest.mark.parametrize("written", ["0001-01-01T00:00", "9999-12-31T23:59", "1899-12-31", "x"])
def test_a_time_at_the_ends_of_the_calendar_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_time(written)


@pytest.mark.parametrize("written", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_post_planned_outside_all_calendars_is_refused(
    author: Person, signed_in: Callable[[Person], Client], written: str
) -> None:
    sent = {"latest": "0", "text": "The clinic opens.", "account": FACEBOOK, "at": written}
    assert signed_in(author).post("/posts/drafts/new/", sent).status_code == 422
    assert not Draft.objects.exists()
