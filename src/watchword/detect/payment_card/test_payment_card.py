"""What the detector of payment cards finds in generated texts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from watchword.detect.payment_card import DETECTOR

BODIES = st.integers(400_000_000_000_000, 499_999_999_999_999).map(str)
CARDS = BODIES.map(lambda body: body + luhn.calc_check_digit(body)).filter(
    lambda digits: len(set(digits)) > 4
)


def grouped(digits: str, gap: str) -> str:
    return gap.join(digits[at : at + 4] for at in range(0, len(digits), 4))


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@settings(max_examples=100, deadline=None)
@given(
    card=CARDS,
    gap=st.sampled_from(("", " ", "-", "\u00a0")),
    beside=st.one_of(
        st.integers(0, 999).map("{:03}".format),
        st.integers(1, 12).map("{:02}/27".format),
        st.just("exp 12/27 cvv 123"),
    ),
)
def test_the_span_is_the_card_alone_whatever_stands_after_it(card, gap, beside):
    words = grouped(card, gap)
    assert found(f"card {words} {beside}") == [words]


@settings(max_examples=50, deadline=None)
@given(st.lists(CARDS, min_size=1, max_size=4))
def test_cards_on_one_line_are_found_one_by_one(cards):
    words = [grouped(card, " ") for card in cards]
    assert found(" ".join(words)) == words


@settings(max_examples=100, deadline=None)
@given(CARDS, st.integers(0, 15), st.integers(1, 9))
def test_no_card_with_one_wrong_digit_is_found(card, place, by):
    wrong = str((int(card[place]) + by) % 10)
    assert found(f"card {grouped(card[:place] + wrong + card[place + 1 :], ' ')}") == []
