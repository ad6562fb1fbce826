import re
from datetime import date
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.channels.base import (
    channel,
    channel_names,
    length,
    limits,
    rows_older_than,
    shown_before_the_fold,
)
from watchword.channels.emoji import emoji_spans
from watchword.channels.linkedin import reserved_spans
from watchword.channels.table import limit_table
from watchword.channels.units import Unit, bytes_in, graphemes_in, length_in, utf16_in

HERE = Path(__file__).parent
FAMILY = "👨‍👩‍👧‍👦"
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            [
                FAMILY, "👍🏽", "🇬🇧", "é", "e\u0301", "\r\n", "नमस्ते", "\u1100\u1161\u11a8", "1\ufe0f\u20e3", " ",
                "https://example.org/a", "@ana@social.example.org", "example.org", "#tag", "❤️‍🔥", "©️",
            ]
        ),
    ),
    max_size=15,
).map("".join)  # fmt: skip


def test_one_string_has_six_lengths():
    text = "Café 🎉 👨‍👩‍👧‍👦 https://example.org/a/very/long/path?x=1 नमस्ते 日本"
    assert len(text) == 65
    assert length("instagram", text)[0].counted == utf16_in(text) == 70
    assert [(one.counted, one.unit) for one in length("bluesky", text)] == [
        (56, Unit.GRAPHEMES),
        (103, Unit.BYTES),
    ]
    assert length("x", text)[0].counted == 46
    assert length("mastodon", text)[0].counted == 39
    assert [length_in(FAMILY, unit) for unit in (Unit.CODE_POINTS, Unit.UTF16, Unit.BYTES, Unit.GRAPHEMES)] == [
        7, 11, 25, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("name", channel_names())
def test_the_examples_of_each_readme_are_true(name):
    text = (HERE / name.replace("-", "_") / "README.md").read_text("utf-8")
    headings = re.findall(r"^#+ .*$", text, re.MULTILINE)
    assert headings == [
        f"# {channel(name).title}",
        *(f"## {one}" for one in ("What it does", "Why it matters", "Example", "Settings", "What it misses", "Source")),
    ]  # fmt: skip
    examples = re.findall(r"^- `(.*)` counts (\d+) ([\w-]+)$", text, re.MULTILINE)
    assert examples
    for said, number, unit in examples:
        assert channel(name).count(said, Unit(unit)) == int(number)


def test_each_channel_has_a_folder_and_limits_on_text():
    assert set(limit_table()) == set(channel_names())
    for name in channel_names():
        assert limits(name, "text"), name
        assert channel(name).name == name


def test_every_row_has_a_source_a_day_and_is_honest_about_memory():
    rows = [row for many in limit_table().values() for row in many]
    for row in rows:
        assert row.source
        assert row.checked >= date(2025, 12, 1)
        assert row.number >= 0
        assert row.verified == (row.source != "recalled")
    assert [row.number for row in limits("instagram", "hashtags")] == [5]
    assert limits("instagram", "hashtags")[0].since == date(2025, 12, 18)
    assert shown_before_the_fold("instagram") == 125
    assert shown_before_the_fold("x") is None
    assert limits("nowhere") == ()


def test_rows_that_were_not_checked_for_long_are_named_oldest_first():
    assert rows_older_than(183, date(2025, 12, 20)) == ()
    old = rows_older_than(183, date(2026, 11, 2))
    assert old[0].channel == "instagram"
    assert old[0].what == "hashtags"
    assert {row.channel for row in old} == {"instagram", "threads"}
    assert list(old) == sorted(old, key=lambda row: row.checked)
    assert len(rows_older_than(183, date(2028, 1, 1))) == sum(map(len, limit_table().values()))


def test_an_unknown_channel_is_refused():
    with pytest.raises(KeyError):
        channel("nowhere")
    with pytest.raises(KeyError):
        length("nowhere", "text")


def test_a_content_warning_counts_on_mastodon_alone():
    assert length("mastodon", "text", warning="storm")[0].counted == 9
    assert length("mastodon", "x" * 500, warning="ab")[0].over_span.of("x" * 500) == "xx"
    assert length("bluesky", "text", warning="storm")[0].counted == 4


def test_what_is_beyond_the_limit_never_cuts_a_grapheme():
    text = "x" * 299 + FAMILY + FAMILY
    graphemes, size = length("bluesky", text)
    assert graphemes.over_span.of(text) == FAMILY
    assert size.over_span is None
    text = "x" * 2198 + FAMILY
    assert length("instagram", text)[0].over_span.of(text) == FAMILY
    text = "x" * 499 + FAMILY
    assert length("threads", text)[0].over_span.of(text) == FAMILY


def test_a_link_is_beyond_the_limit_as_a_whole():
    text = "x" * 490 + " https://example.org/path"
    over = length("mastodon", text)[0]
    assert (over.counted, over.left) == (514, -14)
    assert over.over_span.of(text) == "https://example.org/path"


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(channel_names()), st.integers(0, 30))
def test_pieces_add_up_and_the_rest_fits(text, name, most):
    where = channel(name)
    for unit in {row.unit for row in limits(name, "text")}:
        pieces = list(where.pieces(text, unit))
        assert "".join(piece.span.of(text) for piece in pieces) == text
        assert sum(piece.weight for piece in pieces) == where.count(text, unit)
        over = where.over(text, unit, most)
        assert (over is None) == (where.count(text, unit) <= most)
        if over is not None:
            assert over.end == len(text)
            assert sum(one.weight for one in pieces if one.span.end <= over.start) <= most
            assert any(one.span.start == over.start for one in pieces)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_graphemes_are_those_of_the_standard(text):
    assert graphemes_in(text) == len(regex.findall(r"\X", text))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=8))
def test_units_agree_with_the_encodings(text):
    assert utf16_in(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert bytes_in(text) == len(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no 1 # * © ™", []),
        ("👍 👍🏽 🇬🇧🇫🇷", ["👍", "👍🏽", "🇬🇧", "🇫🇷"]),
        (f"{FAMILY}❤️‍🔥❤‍🔥", [FAMILY, "❤️‍🔥", "❤‍🔥"]),
        ("1️⃣ ©️ ☺️ ☺ ☺︎ 😀︎", ["1️⃣", "©️", "☺️"]),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", ["🏴󠁧󠁢󠁳󠁣󠁴󠁿"]),
    ],
)
def test_emoji_sequences_are_one_each(text, expected):
    assert [span.of(text) for span in emoji_spans(text)] == expected


def test_linkedin_reserves_characters_but_not_the_sign_of_a_hashtag():
    text = "Meet #FluClinic (all day) @ 5 Larch_Street <now> # \\"
    assert [span.of(text) for span in reserved_spans(text)] == list("()@_<>#\\")
    assert list(reserved_spans("plain text, no brackets")) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("@ana@social.example.org", 4),
        ("hello @ana@a.example.org, @ben@b.example.org", 16),
        ("ana@example.org", 15),
        ("https://example.org/@ana@b.example.org", 23),
        ("@ana @ben", 9),
    ],
)
def test_mastodon_counts_names_without_their_server(text, counted):
    assert channel("mastodon").count(text, Unit.GRAPHEMES) == counted
