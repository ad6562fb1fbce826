"""What the e-mail detector finds in generated texts."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.email import DETECTOR

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,9}([._+-][a-z0-9]{1,8}){0,2}", fullmatch=True)
DOMAINS = st.builds(
    lambda label, end: f"{label}.{end}",
    st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12),
    st.sampled_from(("org", "com", "co.uk", "scot", "de", "museum", "nhs.uk", "рф", "xn--p1ai")),
)


@given(NAMES, DOMAINS)
def test_every_written_address_is_found_whole(is_nominated, name, domain):
    text = f"Write to {name}@{domain}, please"
    assert [span.of(text) for span in DETECTOR.find(text)] == [f"{name}@{domain}"]
    assert is_nominated(DETECTOR, text)


@given(NAMES, st.sampled_from(("example.org", "mail.example.com")))
def test_every_bracketed_address_is_found_whole(is_nominated, name, domain):
    written = f"{name} [at] {domain.replace('.', ' (dot) ')}"
    text = f"Mail: {written}!"
    assert [span.of(text) for span in DETECTOR.find(text)] == [written]
    assert is_nominated(DETECTOR, text)


@given(NAMES)
def test_a_last_label_that_is_no_top_level_domain_is_no_address(name):
    assert list(DETECTOR.find(f"{name}@picture.pngx")) == []


def test_a_mailbox_name_of_more_than_64_characters_is_no_address():
    assert list(DETECTOR.find("a" * 65 + "@example.org")) == []
    assert list(DETECTOR.find("a" * 64 + "@example.org")) != []
