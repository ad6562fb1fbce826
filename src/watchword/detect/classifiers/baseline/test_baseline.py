"""The baseline: what it holds, and what benchmarks/real_posts.py showed that it must leave."""

from __future__ import annotations

import pytest

from watchword.detect.classifiers import classifier

HELD = 0.8
"""The threshold that the starters use."""


def _score(text: str, label: str = "harassment") -> float:
    return classifier("baseline", "1", label).score(text).value


@pytest.mark.parametrize(
    "text",
    [
        "You are a pathetic moron",
        "You bitches are weird",
        "Y'all bitches dress alike",
        "You lot are dickheads",
        "Only faggots are at the lake today",
        "@somebody42 I could not find the regular one in the whole long street, faggot",
        "That driver is white trash",
        "I am a patient man and you are an asshole",
        "I AM a nurse you dumbass",
        "They are a bunch of wankers and you know it",
        "You disgusting piece of shit",
    ],
)
def test_attacks_are_held(text: str) -> None:
    """In the plural, without anybody addressed where the word is a slur, and beside an 'I am'."""
    assert _score(text) >= HELD


@pytest.mark.parametrize(
    "text",
    [
        "@friend I'm just a sarcastic little bitch who loves to sleep",
        "I'm the crazy bitch that will call you ten times in one hour",
        "@friend love you too bitch",
        "I miss you so much bitch",
        "You call me to bitch about your grade",
        "You are not a moron",
        "He isn't a bastard, he's tired",
        "This printer is a piece of shit",
        "What a pack of wankers we all were that night",
    ],
)
def test_talk_of_oneself_and_endearments_are_left(text: str) -> None:
    """An insult that somebody uses of himself, to a friend, or denies."""
    assert _score(text) < HELD


def test_a_threat_that_is_denied_is_left() -> None:
    """A saying with a no in it."""
    assert _score("What doesn't kill you makes you stronger", "threat") < HELD
    assert _score("The small spiders won't kill you", "threat") < HELD
    assert _score("I will kill you", "threat") >= HELD
