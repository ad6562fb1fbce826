"""A gate may nominate too much, never too little."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.pattern import pattern
from watchword.channels.base import channel_names, limits
from watchword.rules.base import EVERY_POST, Look
from watchword.rules.measure import MeasureMatcher, Most
from watchword.rules.measure.measures import MEASURES, MeasureOptions
from watchword.terms.facts import Facts
from watchword.terms.post import Post

SIGNS = st.sampled_from(
    [
        "a", "A", "É", "E\u0301", "ABC", "abcdefghi", "Hello", " ", " ", "\n", "\x0b", "\u3000", ".", ". ", "!", "‼", "❗",
        "a.co ", 'a.co"', "http://a.co ", "https://x", "#tag", "#nowplayingtoday", "＃tag", "#", "@ana ", "＠ana", "@a@b.org ",
        "👍", "👨‍👩‍👧‍👦", "🇬🇧", "1\u20e3", "©\ufe0f", "☺", "𝐁", "ⓗ", "ｈ", "日", "\U0001d160", "\u0344", "\u2adc",
        "(", "_", "\\", "|", "word ", "two words ", "I ", "NHS ", "https://a\x0bx", "YES", " no ", " Mixed ", " ÉÀ日 ", " ǅa ",
    ]
)  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=60).map("".join)
COUNTED = [name for name in MEASURES if name not in {"caps_share", "length"}]
COMPILED = {}


def is_nominated(gates, text):
    for source in gates.raw:
        COMPILED.setdefault(source, pattern(source))
    return (
        gates.always
        or (gates.min_bytes is not None and len(text.encode()) >= gates.min_bytes)
        or any(COMPILED[source].found_in(text) for source in gates.raw)
    )


def check(name, text, limit, *, facts="", **more):
    measure = MEASURES[name]
    options = MeasureOptions(limit=limit, **more)
    taken = measure.take(Post(text=text, facts=Facts.parse(facts)), options)
    if taken is not None and taken.value > limit:
        assert is_nominated(measure.gates(limit, options), text)


@pytest.mark.parametrize("name", COUNTED)
@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 9))
def test_no_count_beyond_a_limit_is_lost(name, text, limit):
    check(name, text, limit)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([0, 0.2, 0.5, 0.9, 1]), st.sampled_from([0, 5, 20]))
def test_no_shouting_is_lost(text, limit, letters):
    check("caps_share", text, limit, from_letters=letters)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 200), st.sampled_from(["", *channel_names()]))
def test_no_long_text_is_lost(text, limit, name):
    check("length", text, limit, facts=f"channel = {name}" if name else "")
    check("length", text, limit, channel=name)


@pytest.mark.parametrize("name", channel_names())
@pytest.mark.parametrize(
    "part", ["a.co ", 'a.co"', "http://a.co ", "\U0001d160", "👨‍👩‍👧‍👦", "日", "x", "a.co日b"]
)
def test_no_text_beyond_a_channels_own_limit_is_lost(name, part):
    gates = MEASURES["length"].gates_of_channels((name,))
    most = limits(name, "text")[0].number
    for times in (most // 24, most // 6, most // 2, most // len(part) + 1):
        post = Post(text=part * times, facts=Facts.parse(f"channel = {name}"))
        if any(one.is_over for one in MEASURES["length"].take_channel(post, MeasureOptions())):
            assert is_nominated(gates, post.text)


def test_short_posts_are_not_nominated_for_nothing():
    text = "Our clinic is open from 9 to 5 on Saturday, bring your card. See you there."
    assert not is_nominated(MEASURES["length"].gates_of_channels(("x", "instagram")), text)
    for name in (
        "hashtags",
        "emoji",
        "exclamation_marks",
        "fancy_letters",
        "mentions",
    ):
        measure = MEASURES[name]
        assert not is_nominated(measure.gates(0, MeasureOptions(limit=0)), text), name


@pytest.mark.parametrize("name", [name for name in MEASURES if name != "length"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS, letters=st.sampled_from([0, 1, 5, 20]))
def test_what_is_seen_at_a_glance_is_never_less_than_the_value(name, text, letters):
    measure = MEASURES[name]
    options = MeasureOptions(from_letters=letters)
    taken = measure.take(Post(text=text), options)
    if taken is not None:
        assert taken.value <= measure.most(text, options)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, name=st.sampled_from(["", *channel_names()]), reply=st.booleans())
def test_no_channel_counts_more_than_is_seen_at_a_glance(text, name, reply):
    facts = f"channel = {name}; direction = reply" if reply else f"channel = {name}"
    post = Post(text=text, facts=Facts.parse(facts) if name else Facts())
    measure = MEASURES["length"]
    many = (measure.take(post, MeasureOptions()), *measure.take_channel(post, MeasureOptions()))
    assert max(one.value for one in many) <= measure.most(text, MeasureOptions())


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 9))
def test_a_long_sentence_is_one_without_its_links(text, limit):
    exact = MEASURES["sentence_words"].take(Post(text=text), MeasureOptions())
    found = MEASURES["sentence_words"].take(Post(text=text), MeasureOptions(limit=limit))
    assert (found.value > limit) == (exact.value > limit)
    if found.value > limit:
        assert found.value == exact.value


@settings(max_examples=300, deadline=None)
@given(
    text=TEXTS | st.text(max_size=60),
    name=st.sampled_from(sorted(MEASURES)),
    limit=st.sampled_from([0, 0.3, 1, 3, 9, 280]),
    letters=st.sampled_from([0, 5, 20]),
)
def test_a_rule_that_looks_first_finds_what_one_that_always_counts_finds(
    text, name, limit, letters
):
    found = []
    for measure in (MEASURES[name], replace(MEASURES[name], most=lambda _, __: inf)):
        options = MeasureOptions(limit=limit, from_letters=letters)
        rule = MeasureMatcher(measure, Most(limit), None, options, EVERY_POST)
        look = Look(Post(text=text, facts=Facts.parse("channel = x")), date(2026, 12, 1))
        found.append(list(rule.find(look)))
    assert found[0] == found[1]


def test_gates_of_all_channels_are_those_of_each():
    measure = MEASURES["hashtags"]
    every = measure.gates_of_channels()
    assert set(measure.gates_of_channels(("instagram",)).raw) <= set(every.raw)
    assert measure.gates_of_channels(("telegram",)).raw == ()
