import csv

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watchword.base.links import find_links
from watchword.base.pattern import pattern
from watchword.rules.link.domains import domains
from watchword.rules.link.names import HERE
from watchword.rules.link.tests import TESTS, LinkPolicy, examine, gates, link_policy


def failed(text: str, policy: LinkPolicy) -> list[str]:
    return [reason.test for link in find_links(text) for reason in examine(link, policy)]


def only(test: str, text: str, **lists: list[str]) -> str:
    reasons = [
        reason
        for link in find_links(text)
        for reason in examine(link, link_policy([test], **lists))  # type: ignore[arg-type]
    ]
    assert len(reasons) <= 1
    return reasons[0].words if reasons else ""


def test_a_denied_domain_is_denied_with_all_below_it() -> None:
    assert only("denied", "https://a.example.org/x", deny=["Example.org"])
    assert only("denied", "https://example.org/shop/x", deny=["https://www.example.org/shop/"])
    assert not only("denied", "https://example.org/shopping", deny=["example.org/shop"])
    assert not only("denied", "https://an-example.org", deny=["example.org"])


def test_a_domain_that_is_ours_is_allowed_without_being_listed() -> None:
    lists = {"allow": ["example.com"], "ours": ["example.org"]}
    assert not only("not-allowed", "https://www.example.org https://example.com/x", **lists)
    assert only("not-allowed", "https://example.net", **lists)


def test_a_short_link_is_found_and_the_shortener_itself_is_not() -> None:
    assert (
        only("shortener", "bit.ly/abc") == "bit.ly is a link shortener: nobody sees where it leads"
    )
    assert not only("shortener", "https://bit.ly")
    assert not only("shortener", "https://bit.ly/abc", allow=["bit.ly"])


def test_plain_http_is_found_only_where_it_is_written() -> None:
    assert only("plain-http", "http://example.org")
    assert not only("plain-http", "https://example.org example.org")


@pytest.mark.parametrize("host", ["192.0.2.1", "3221225985", "0xC0000201", "0300.0.2.1"])
def test_a_number_is_found_in_every_notation(host: str) -> None:
    assert "192.0.2.1" in only("raw-ip", f"http://{host}/x")


def test_credentials_are_found_and_not_repeated() -> None:
    words = only("credentials", "https://jo:secret@example.org/")
    assert words
    assert "secret" not in words


def test_punycode_is_read_out_and_letters_in_disguise_are_named() -> None:
    assert "müller.de" in only("punycode", "https://xn--mller-kva.de")
    assert "another script" in only("punycode", "https://сосо.example.com")
    assert not only("punycode", "https://müller.de https://сосо.рф https://example.org/xn--a")


def test_all_tests_are_made_and_an_unknown_one_is_refused() -> None:
    text = "http://jo@bit.ly/x"
    assert failed(text, link_policy(TESTS, deny=["bit.ly"])) == [
        "denied", "not-allowed", "shortener", "plain-http", "credentials",
    ]  # fmt: skip
    with pytest.raises(KeyError):
        link_policy(["unheard-of"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(TESTS)), min_size=1, max_size=2),
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["http://a.org", "bit.ly/x", "0.0.0.0#", "hxxp[:]//jo@a", "a[.]org"]),
    ),
)
@example(["plain-http"], "HXXP://example.org")
def test_every_text_that_fails_is_nominated(tests: list[str], text: str) -> None:
    policy = link_policy(tests)
    if failed(text, policy):
        sound = text.encode("utf-8", "replace").decode()
        assert any(pattern(gate).found_in(sound) for gate in gates(policy))


@pytest.mark.parametrize(
    ("term", "covered", "not_covered"),
    [
        (
            "example.*",
            "example.com www.example.co.uk example.de",
            "example.net example.tk example.blogspot.com",
        ),
        ("*.example.org", "a.example.org", "example.com"),
        ("müller.de", "xn--mller-kva.de", "muller.de"),
    ],
)
def test_terms_of_a_list_are_read_as_people_mean_them(
    term: str, covered: str, not_covered: str
) -> None:
    known = domains([term])
    for links, expected in ((covered, True), (not_covered, False)):
        for host in links.split():
            (link,) = find_links(f"https://{host}")
            assert known.covers(link) is expected


@pytest.mark.parametrize("file", ["shorteners.csv", "brands.csv", "lures.csv"])
def test_shipped_lists_are_sorted_or_grouped_and_name_nothing_twice(file: str) -> None:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    terms = [row[0] for row in rows]
    assert len(terms) > 100
    assert terms == [term.strip().lower() for term in terms]
    assert len({(row[0], row[1]) for row in rows}) == len(rows)
    assert all("." in term for term in terms) or file == "lures.csv"
