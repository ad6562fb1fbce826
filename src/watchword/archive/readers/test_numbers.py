from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.archive.readers.numbers import (
    Form,
    decimal_of,
    is_none,
    read_number,
    table_decimal,
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("1'234", 1234),
        ("12,34,567", 1234567),
        ("1.234.567", 1234567),
        ("1203.0", 1203),
        ("-5", -5),
        ("\u22125", -5),
        ("(5)", -5),
        ("1,234.0", 1234),
        ("1.234,0", 1234),
        ("\u0661\u0662", None),
        ("=1+2", None),
        ("2026-07-14", None),
        ("12 likes", None),
        ("1,2,3", None),
    ],
)
def test_counts_of_every_locale_are_read(cell, value):
    read = read_number(cell, is_whole=True)
    assert (read.value if read else None) == value


@pytest.mark.parametrize(
    ("cell", "decimal", "value", "form"),
    [
        ("3,5", ".", 3.5, Form.PLAIN),
        ("3.5", ",", 3.5, Form.PLAIN),
        ("1,234", ",", 1.234, Form.PLAIN),
        ("1,234", ".", 1234, Form.PLAIN),
        ("0,034", ".", 0.034, Form.PLAIN),
        ("4,2 %", ".", 4.2, Form.PERCENT),
        ("1.2e-05", ".", 0.000012, Form.PLAIN),
        ("1.2K", ".", 1200, Form.SHORT),
        ("2.3x", ".", 2.3, Form.PLAIN),
        ("0:24", ".", 24, Form.CLOCK),
        ("1:02:03", ".", 3723, Form.CLOCK),
        ("\u00a31,234.50", ".", 1234.5, Form.PLAIN),
    ],
)
def test_rates_durations_and_money_are_read(cell, decimal, value, form):
    read = read_number(cell, decimal)
    assert read is not None
    assert (pytest.approx(read.value), read.form) == (value, form)


@pytest.mark.parametrize("cell", ["", "-", "\u2014", "n/a", "N/A", "null", " - ", "nan", "--"])
def test_signs_for_no_number_are_none_and_never_zero(cell):
    assert is_none(cell)


def test_the_decimal_sign_of_a_table_is_proved_by_its_cells():
    assert table_decimal([("1.203", True), ("3,4", False)], ".") == ","
    assert table_decimal([("1,203", True), ("1,203", False)], ",") == "."
    assert table_decimal([("1.203", False)], ",") == ","
    assert table_decimal([("1.203.456", False)], ".") == ","
    assert decimal_of("1.234.567") == ""


@given(st.integers(-(10**12), 10**12), st.sampled_from([",", ".", " ", "\u202f", "'"]))
def test_a_count_comes_back_from_every_way_to_set_off_thousands(count, sign):
    read = read_number(f"{count:,}".replace(",", sign), is_whole=True)
    assert read is not None
    assert read.value == count


@given(st.integers(-(10**9), 10**9), st.integers(0, 9), st.sampled_from([",.", ".,", " ,", "'."]))
def test_a_decimal_comes_back_from_every_locale(whole, tenth, signs):
    written = f"{whole:,}".replace(",", signs[0]) + f"{signs[1]}{tenth}"
    read = read_number(written, signs[1])
    assert read is not None
    assert read.value == pytest.approx(float(f"{whole}.{tenth}"))


@given(st.text(max_size=20))
def test_no_text_breaks_it(text):
    read = read_number(text)
    assert read is None or isinstance(read.value, float)
    assert isinstance(is_none(text), bool)
