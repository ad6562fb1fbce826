"""Gates only save time: a text in which a detector finds something always passes them."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchword.detect.base import detector, detector_names

NAMES = detector_names()
FILLER = ("", " ", "\n", ", ", ". ", " call ", " at ", " is ", " reg ", "ß", "é", "12 ", "😀", ": ")


def examples(name: str) -> tuple[str, ...]:
    module = importlib.import_module(f"watchword.detect.{name.replace('-', '_')}.examples")
    return tuple(text for text, _ in module.EXAMPLES)


def changed(text: str, places: list[tuple[float, str]]) -> str:
    """The text with some characters replaced by others of their kind, or by what is drawn."""
    chars = list(text)
    for where, char in places:
        index = int(where * len(chars))
        old = chars[index]
        if char in "0123456789" and old.isdigit():
            chars[index] = char
        elif char in "ABxy" and old.isalpha():
            chars[index] = old.swapcase() if char in "Ax" else char
        elif char in " -.\n\u00a0":
            chars[index] = char if not old.isalnum() else old
    return "".join(chars)


PLACES = st.lists(
    st.tuples(st.floats(0, 0.999), st.sampled_from("0123456789ABxy -.\n\u00a0")), max_size=6
)


@pytest.mark.parametrize("name", NAMES)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.data())
def test_what_a_detector_finds_passes_its_gates_and_is_found_apart(name, is_nominated, chosen):
    one, texts = detector(name), examples(name)
    parts = [
        chosen.draw(st.sampled_from(FILLER)) + changed(text, chosen.draw(PLACES))
        for text in chosen.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3))
    ]
    text = "".join(parts)
    found = list(one.find(text))
    assert is_nominated(one, text) or not found
    ends = [0, *(span.end for span in found)]
    assert all(
        before <= span.start < span.end <= len(text)
        for before, span in zip(ends, found, strict=False)
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_example_finds_exactly_its_words(name):
    module = importlib.import_module(f"watchword.detect.{name.replace('-', '_')}.examples")
    one = detector(name)
    for text, words in module.EXAMPLES:
        assert tuple(span.of(text) for span in one.find(text)) == words, text
