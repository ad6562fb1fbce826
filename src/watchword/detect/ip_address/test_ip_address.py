"""What the IP address detector finds in generated texts."""

from __future__ import annotations

import ipaddress

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.ip_address import DETECTOR


@given(st.ip_addresses(v=4, network="203.0.113.0/24"))
def test_every_public_address_of_version_4_is_found_whole(is_nominated, address):
    text = f"Seen from {address}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [str(address)]
    assert is_nominated(DETECTOR, text)


@given(st.ip_addresses(v=6, network="2001:db8::/32"))
def test_every_documented_address_of_version_6_is_found_whole(is_nominated, address):
    for written in (str(address), address.exploded):
        text = f"Seen from {written}, twice"
        assert [span.of(text) for span in DETECTOR.find(text)] == [written]
        assert is_nominated(DETECTOR, text)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_a_private_address_needs_a_word_about_machines(address):
    assert list(DETECTOR.find(f"Then came {address}")) == []
    is_small = all(len(part) == 1 for part in str(address).split("."))
    assert is_small or [*DETECTOR.find(f"our server {address}")] != []


@given(st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_a_loopback_address_is_never_reported(address):
    assert ipaddress.ip_address(address).is_loopback
    assert list(DETECTOR.find(f"server ip {address}")) == []
