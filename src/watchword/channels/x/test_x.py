import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.channels.base import channel, length
from watchword.channels.units import Unit
from watchword.channels.x.counting import parse
from watchword.channels.x.entities import cashtags, hashtags, mentions, reply_prefix
from watchword.channels.x.letters import TAG_CHAR, TAG_LETTER
from watchword.channels.x.links import TCO_SLUG_MOST, _tail, _tail_pattern, _tco, links
from watchword.channels.x.validity import is_address, is_hashtag, is_list, is_name

PARTS = st.sampled_from(
    [
        "a", "Z", "9", " ", "\n", ".", "-", "_", "/", "?", "#", "@", "$", "(", ")", ":", "é", "e\u0301",
        "日", "語", "\u1100\u1161", "👍", "👍🏽", "👨‍👩‍👧‍👦", "🇬🇧", "1\u20e3", "\u202a", "\ufeff", "\u0958", "\U0001d160",
        "http://", "https://", "example.org", "a.co", "t.co/abc", ".com", ".みんな", "xn--", "＃", "＠", "’",
    ]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=25).map("".join)
TAILS = st.text("aZ09/-_.?=&%:;,!()#~|é日 ", max_size=14)


def found(text):
    return [link.span.of(text) for link in links(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read https://example.org/a(b)c. Then rest.", ["https://example.org/a(b)c"]),
        ("example.org, example.org/path, ana@example.org", ["example.org", "example.org/path"]),
        ("日本語example.orgです", ["example.org"]),
        ("https://bücher.example.com?q=1#top!", ["https://bücher.example.com?q=1#top"]),
        ("no link: a.b, 3.14, e.g., i.e. and notes.txt", []),
        ("#example.org @example.org $example.org", []),
        ("http://" + "a" * 64 + ".org", []),
        ("https://t.co/" + "a" * 41, []),
        ("a_b.example.org", ["b.example.org"]),
        ("https://example.org/" + "a" * 4100, []),
        ("HTTPS://EXAMPLE.ORG/A", ["HTTPS://EXAMPLE.ORG/A"]),
        ("see example.org.uk.", ["example.org.uk"]),
    ],
)
def test_links_are_found_as_x_finds_them(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Hi", 2),
        ("日本", 4),
        ("https://example.org/a/very/long/address", 23),
        ("👨‍👩‍👧‍👦👍🏽🇬🇧", 6),
        ("cafe\u0301", 4),
        ("“quoted” – text…", 17),
        ("©", 1),
        ("©\ufe0f", 2),
        ("☺\ufe0e", 4),
    ],
)
def test_x_weighs(text, weight):
    assert channel("x").count(text, Unit.X_WEIGHT) == weight == parse(text).weight


def test_names_at_the_start_of_a_reply_are_free():
    text = "@ana @ben see you"
    assert reply_prefix(text) == len("@ana @ben ")
    assert length("x", text, is_reply=True)[0].counted == len("see you")
    assert length("x", text)[0].counted == len(text)
    assert reply_prefix("see @ana") == 0


def test_the_words_beyond_the_limit_are_named_after_a_reply_prefix_too():
    text = "@ana " + "x" * 285
    counted = length("x", text, is_reply=True)[0]
    assert counted.left == -5
    assert counted.over_span.of(text) == "x" * 5


def test_tags_names_and_lists_have_places():
    text = "Hi @ana/team-1 #Flu2026 $TEST"
    assert [(one.name, one.list_name, one.span.of(text)) for one in mentions(text)] == [
        ("ana", "/team-1", "@ana/team-1")
    ]
    assert [(tag.name, tag.span.of(text)) for tag in hashtags(text)] == [("Flu2026", "#Flu2026")]
    assert [(tag.name, tag.span.of(text)) for tag in cashtags(text)] == [("TEST", "$TEST")]


def test_whole_texts_are_judged_as_names_lists_tags_and_addresses():
    assert is_name("@ana")
    assert not is_name("@ana ")
    assert not is_name("@ana/team")
    assert is_list("@ana/team")
    assert not is_list("@ana")
    assert is_hashtag("#flu")
    assert not is_hashtag("#12")
    assert not is_hashtag("#a #b")
    assert is_address("https://example.org/a?b#c")
    assert not is_address("example.org")
    assert is_address("example.org", needs_protocol=False)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_links_and_tags_stand_in_order_within_the_text(text):
    for many in (links(text), mentions(text), hashtags(text), cashtags(text)):
        position = 0
        for one in many:
            assert position <= one.span.start < one.span.end <= len(text)
            position = one.span.end


@settings(max_examples=150, deadline=None)
@example("t.co/abc1\u20e3\uac00")  # the link ends inside a digit with its mark
@example("t.co/abc\u00e9\u20e3\u00e9")
@given(TEXTS)
def test_composed_and_decomposed_texts_weigh_the_same(text):
    x = channel("x")
    weights = {
        x.count(form, Unit.X_WEIGHT)
        for form in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
    }
    assert weights == {parse(text).weight}


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_counting_and_parsing_agree(text):
    assert channel("x").count(text, Unit.X_WEIGHT) == parse(text).weight


@pytest.mark.parametrize(
    "part", ["a.co ", "a.co中", "a.", "é.com/", "http://", "a_b.c-", "a.com/((", "@a#b", "..é"]
)
def test_time_grows_with_the_text_and_not_with_its_square(part):
    def seconds(times):
        text = part * times
        start = time.process_time()
        for _ in links(text):
            pass
        sum(1 for _ in mentions(text))
        sum(1 for _ in hashtags(text))
        return time.process_time() - start

    seconds(100)
    assert seconds(16_000) < 100 * max(seconds(1_000), 0.01)  # a square would be 256


@given(TAILS)
def test_a_path_in_the_usual_form_ends_where_the_pattern_says(tail: str) -> None:
    wanted = (0, False)
    if tail[:1] in tuple(":/?"):
        whole, path = next(_tail_pattern().groups(tail.split(maxsplit=1)[0]), ((0, 0), (0, 0)))
        wanted = (whole[1], path[1] > path[0])
    assert _tail(tail, 0) == wanted


@given(st.text("#＃a1_é日&. \ufe0e\ufe0f\u20e3:/-", max_size=14))
def test_hashtags_are_those_that_one_pattern_with_what_stands_before_would_find(text: str) -> None:
    before = rf"^|[\x{{fe0e}}\x{{fe0f}}]|[^{TAG_CHAR}&]"
    name = f"[{TAG_CHAR}]*[{TAG_LETTER}][{TAG_CHAR}]*"
    whole = pattern(f"(?:{before})([#＃])({name})", case=True)
    wanted = [
        Span(sign.start, name.end)
        for _, sign, name in whole.groups(text)
        if text[name.start] not in "\ufe0f\u20e3"
        and text[name.end : name.end + 1] not in ("#", "＃")
        and not text.startswith("://", name.end)
    ]
    within = links(text)
    assert [tag.span for tag in hashtags(text)] == [
        span for span in wanted if not any(span.overlaps(link.span) for link in within)
    ]


@given(st.text("ab.co/#＃ http:日@-_\n", max_size=24))
def test_no_hashtag_lies_in_a_link(text: str) -> None:
    found = links(text)
    assert not any(tag.span.overlaps(link.span) for tag in hashtags(text) for link in found)


@given(
    st.text("aB0", min_size=1, max_size=44), st.sampled_from(["", " b", "é", "?", "?q", "/b", "."])
)
def test_a_short_link_of_x_in_the_usual_form_is_read_as_any_other(slug: str, after: str) -> None:
    text = f"https://t.co/{slug}{after}"
    short = next(_tco().groups(text), None)
    assert short is not None
    spans = [link.span for link in links(text)]
    assert spans == ([short[0]] if len(slug) <= TCO_SLUG_MOST else [])
