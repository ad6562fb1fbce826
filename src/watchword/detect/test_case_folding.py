"""RE2 takes the long s for s and the Kelvin sign for k; nothing may stumble over them."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchword.base.pattern import pattern
from watchword.detect.base import detector, detector_names
from watchword.detect.classifiers import classifier, classifier_names
from watchword.detect.classifiers.baseline import MODELS

FOLDED = str.maketrans({"s": "ſ", "S": "ſ", "k": "\u212a", "K": "\u212a"})
"""What RE2 takes for s and for k without regard to case. Source: Unicode CaseFolding.txt, 16.0."""


@st.composite
def disguised(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """A text in which some of the letters s and k are others that fold to them."""
    text = draw(st.sampled_from(texts))
    chosen = draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    return "".join(
        char.translate(FOLDED) if is_folded else char
        for char, is_folded in zip(text, chosen, strict=True)
    )


def examples(name: str) -> tuple[str, ...]:
    module = importlib.import_module(f"watchword.detect.{name.replace('-', '_')}.examples")
    texts = [text for text, _ in module.EXAMPLES]
    return (*texts, *(text.translate(FOLDED) for text in texts))


@pytest.mark.parametrize("name", detector_names())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.data())
def test_a_detector_reads_letters_that_fold_and_its_gates_let_them_through(
    name, is_nominated, chosen
):
    one, text = detector(name), chosen.draw(disguised(examples(name)))
    assert not list(one.find(text)) or is_nominated(one, text)


@pytest.mark.parametrize("name", detector_names())
def test_a_detector_reads_its_examples_with_every_letter_that_folds(name):
    for text in examples(name):
        spans = list(detector(name).find(text))
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(("model", "version", "label"), classifier_names())
def test_a_listed_word_scores_alike_with_letters_that_fold(model, version, label):
    one = classifier(model, version, label)
    words = getattr(one, "words", {})
    assert words
    for word in words:
        text = f"you {word.translate(FOLDED)} you"
        assert one.score(text) == one.score(f"you {word} you"), word
        for written in (text, text.replace("'", "’")):
            assert any(pattern(gate).found_in(written) for gate in one.gates), written


def test_every_label_of_the_baseline_is_read():
    assert {label for _, _, label in classifier_names()} >= set(MODELS)
