"""Links whose form the network chose, not the writer."""

import datetime

import pytest

from watchword.rules.base import Gates, Look
from watchword.rules.link import LinkMatcher
from watchword.rules.link.tests import gates, link_policy
from watchword.terms.facts import Facts
from watchword.terms.post import Post

FORM = link_policy(["shortener", "plain-http", "denied"], deny=["example.org"])
ON_X = {"channel": "x", "stage": "published"}


def found(text: str, facts: dict[str, str]) -> list[str]:
    matcher = LinkMatcher(FORM, Gates(raw=gates(FORM)))
    look = Look(Post(text=text, facts=Facts(facts)), datetime.date(2026, 11, 23))
    return [match.label for match in matcher.find(look)]


@pytest.mark.parametrize("link", ["http://t.co/aBcDeFgHiJ", "https://T.co/aBcDeFgHiJ", "t.co/aB1"])
def test_a_link_that_x_wrapped_is_spared_in_a_published_post_on_x(link: str) -> None:
    assert not found(f"Clinic times: {link}", ON_X)


@pytest.mark.parametrize(
    "facts",
    [
        {"channel": "x", "stage": "draft"},
        {"channel": "x", "stage": "inbound"},
        {"channel": "facebook", "stage": "published"},
        {"stage": "published"},
        {"channel": "x"},
        {},
    ],
)
def test_elsewhere_somebody_pasted_it_and_it_is_found(facts: dict[str, str]) -> None:
    assert found("Clinic times: http://t.co/aBcDeFgHiJ", facts) == ["shortener", "plain-http"]


def test_other_links_of_the_same_post_are_not_spared() -> None:
    text = "http://t.co/aBcDeFgHiJ http://bit.ly/abc http://at.co/x http://t.co.example.org/x"
    assert found(text, ON_X) == ["shortener", "plain-http", "plain-http", "denied", "plain-http"]


def test_only_the_form_is_spared() -> None:
    denied = link_policy(["denied"], deny=["t.co"])
    matcher = LinkMatcher(denied, Gates(raw=gates(denied)))
    look = Look(Post(text="https://t.co/a1", facts=Facts(ON_X)), datetime.date(2026, 11, 23))
    assert [match.label for match in matcher.find(look)] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "RT @friend: the clinic is open http://t…",
        "The clinic is open http://t.c ...",
        "The clinic is open http://t. ...",
        "The clinic is open http://t",
        "The clinic is open http://glenmar… and more",
    ],
)
def test_the_first_letters_of_a_link_that_was_cut_are_spared(text: str) -> None:
    for stage in ("draft", "published"):
        assert not found(text, {"channel": "x", "stage": stage})


@pytest.mark.parametrize(
    "text",
    [
        "On http://intranet",
        "On http://intranet.",
        "On http://t/flu ...",
        "On http://t:80 ...",
        "On http://clinic.example ...",
        "On http://10.0.0.1 ...",
    ],
)
def test_a_whole_link_before_dots_is_found(text: str) -> None:
    assert found(text, {"channel": "x", "stage": "draft"}) == ["plain-http"]
