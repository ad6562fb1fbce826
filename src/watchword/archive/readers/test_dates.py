from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.archive.readers.dates import Order, proofs_of, read_date

DAY = datetime(2026, 7, 14, tzinfo=UTC)
TIMES = st.datetimes(datetime(1971, 1, 1), datetime(2069, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-14",
        "20260714",
        "46217",
        "46217.0",
        "07/14/2026",
        "14.07.2026",
        "14.7.26",
        "Tue, Jul 14, 2026",
        "14 July 2026",
        "14th July 2026",
        "14 juillet 2026",
        "14 de julio de 2026",
        "14. Juli 2026",
        "1783987200",
        "1783987200000",
        "Tue Jul 14 00:00:00 +0000 2026",
        "2026-07-14 02:00:00 CEST",
        "2026-07-13T20:00:00-04:00",
        "07/14/2026 12:00 am",
        "07/14/2026 12:00:00 AM",
    ],
)
def test_dates_of_exports_are_read(text):
    when = read_date(text)
    assert when is not None
    assert when.moment == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "10 января", "9月6日", "September 6", "2026", "13/13/2026", "Lifetime", "-"),
        *("31/02/2026", "25:00 14 July 2026", "99999999999999999999", "1" * 20, "1" * 70),
    ],
)
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


def test_the_order_of_day_and_month_is_proved_by_one_date_of_a_column():
    assert proofs_of(["03/04/2026", "13/04/2026"]) == {Order.DAY_FIRST: "13/04/2026"}
    assert proofs_of(["03/04/2026", "04/13/2026"]) == {Order.MONTH_FIRST: "04/13/2026"}
    assert proofs_of(["03/04/2026", "13/13/2026", "12/12/2026"]) == {}
    assert list(proofs_of(["04/13/2026", "13/04/2026"])) == [Order.MONTH_FIRST, Order.DAY_FIRST]


@given(TIMES)
@settings(max_examples=100, deadline=None)
def test_a_time_comes_back_from_every_way_it_is_written(moment):
    shapes = {
        "%m/%d/%Y %H:%M:%S": Order.MONTH_FIRST,
        "%d/%m/%Y %I:%M:%S %p": Order.DAY_FIRST,
        "%Y-%m-%d %H:%M:%S +0000": Order.MONTH_FIRST,
        "%a %b %d %H:%M:%S +0000 %Y": Order.MONTH_FIRST,
        "%b %d, %Y %H:%M:%S": Order.DAY_FIRST,
        "%Y-%m-%d %H:%M:%S UTC": Order.MONTH_FIRST,
    }
    for shape, order in shapes.items():
        when = read_date(moment.strftime(shape), order)
        assert when is not None
        assert when.moment == moment


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_it(text):
    when = read_date(text)
    assert when is None or when.moment.tzinfo is UTC
