import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.links.host import askable, ip_address, is_label, readable


@pytest.mark.parametrize(
    "written",
    [
        "192.0.2.1",
        "3221225985",
        "0xC0000201",
        "0300.0.02.01",
        "192.0.513",
        "0xc0.513",
        "192.0.2.1.",
    ],
)
def test_every_notation_of_an_address_is_understood(written: str) -> None:
    assert ip_address(written) == "192.0.2.1"


@pytest.mark.parametrize(
    "written",
    [
        "192.0.2",
        "256.0.2.1",
        "1.2.3.4.5",
        "4294967296",
        "08.0.0.1",
        "192.0.2.x",
        "x",
        "",
        "9" * 5000,
    ],
)
def test_what_is_no_address_is_none_or_what_browsers_make_of_it(written: str) -> None:
    assert ip_address(written) == ("192.0.0.2" if written == "192.0.2" else "")


def test_version_six_is_written_short() -> None:
    assert ip_address("[2001:DB8:0::1]") == "[2001:db8::1]"
    assert ip_address("[2001:db8::g]") == ""


@given(st.integers(0, 2**32 - 1))
def test_a_number_is_the_address_that_it_spells(number: int) -> None:
    dotted = ".".join(str(byte) for byte in number.to_bytes(4, "big"))
    assert ip_address(str(number)) == ip_address(hex(number)) == ip_address(dotted) == dotted


@given(st.text(min_size=1, max_size=20))
def test_a_label_survives_the_way_to_the_network_and_back(text: str) -> None:
    label = readable(text.encode("utf-8", "replace").decode())
    if is_label(label) and not label.startswith("xn--") and readable(label) == label:
        assert readable(askable(label)) == label


@given(st.text("abcdefghij0123456789-", max_size=40))
def test_broken_punycode_stays_as_written_or_becomes_what_can_be_shown(text: str) -> None:
    shown = readable(f"xn--{text}")
    assert shown.encode("utf-8")
    assert shown == f"xn--{text}" or readable(shown) == shown


def test_labels_have_a_length_and_no_hyphen_at_their_ends() -> None:
    assert is_label("a" * 63)
    assert not is_label("a" * 64)
    assert not is_label("")
    assert not is_label("-a")
    assert not is_label("a-")
    assert not is_label("ü" * 63)
