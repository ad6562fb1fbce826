import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.pattern import pattern
from watchword.rules.measure.counts import link_spans, name_spans
from watchword.rules.measure.measures import MEASURES, MeasureOptions
from watchword.rules.measure.media import what_is_poor
from watchword.rules.measure.segments import segments
from watchword.rules.measure.tags import capitalised
from watchword.rules.measure.words import (
    blanked,
    letter_run_spans,
    letter_runs,
    outside,
    word_spans,
    words_in,
)
from watchword.rules.measure.writing import reading_age, sentence_spans
from watchword.terms.facts import Facts
from watchword.terms.post import Post

NAMES = {
    "length", "words", "links", "hashtags", "uncapitalised_long_hashtags", "mentions", "emoji", "emoji_in_a_row",
    "caps_share", "fancy_letters", "reading_age", "sentence_words", "pictures_without_alt", "poor_alt_texts",
    "videos_without_captions", "exclamation_marks", "reserved_characters", "hashtag_first",
}  # fmt: skip


def taken(name, text="", *, facts="", alt_texts=(), **options):
    post = Post(text=text, facts=Facts.parse(facts), alt_texts=alt_texts)
    return MEASURES[name].take(post, MeasureOptions(**options))


def value(name, text="", **more):
    found = taken(name, text, **more)
    return None if found is None else found.value


def words_of(name, text, **options):
    return [span.of(text) for span in taken(name, text, **options).spans]


def test_every_measure_of_the_policy_format_is_there():
    assert set(MEASURES) == NAMES
    assert all(measure.title and measure.unit for measure in MEASURES.values())


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("words", "One two, don't-stop https://example.org/a-b #tag", 4),
        ("links", "example.org and https://localhost/x and http://192.0.2.1/", 3),
        ("links", "ana@example.org is no link", 0),
        ("hashtags", "#One #two https://example.org/#three #4", 2),
        (
            "mentions",
            "@ana @ben@social.example.org @cy.example.org ana@example.org https://a.co/@dee",
            3,
        ),
        ("emoji", "👍🏽 👨‍👩‍👧‍👦 ©", 2),
        ("emoji_in_a_row", "👍👍 👍 ok 👍", 3),
        ("exclamation_marks", "Wow!! great‼ no", 4),
        ("sentence_words", "One two. Three four, approx. five six\nseven", 5),
        ("fancy_letters", "𝐁𝐔𝐘 ⓝⓞⓦ ｈｉ but ™ ℃ 🅿️ not", 8),
        ("fancy_letters", "全角 ｈｉ", 0),
        ("reserved_characters", "See (all) #Flu", 2),
        ("hashtag_first", " #Flu clinic", 1),
        ("hashtag_first", "The #Flu clinic", 0),
        ("length", "日本", 2),
    ],
)
def test_measures_count(name, text, expected):
    assert value(name, text) == expected


def test_length_is_the_channels_own():
    text = "日本 👍🏽"
    lengths = {
        name: value("length", text, facts=f"channel = {name}")
        for name in ("x", "bluesky", "linkedin")
    }
    assert lengths == {"x": 7, "bluesky": 4, "linkedin": 7}
    assert value("length", "@ana hello", facts="channel = x; direction = reply") == 5
    assert value("length", text, channel="threads") == 11


def test_the_channels_own_limits_are_taken_each_with_its_words():
    post = Post(text="é" * 1600, facts=Facts.parse("channel = bluesky"))
    graphemes, size = MEASURES["length"].take_channel(post, MeasureOptions())
    assert (graphemes.value, graphemes.limit, graphemes.spans[0].start) == (1600, 300, 300)
    assert (size.value, size.limit, size.spans[0].start) == (3200, 3000, 1500)
    assert graphemes.is_over
    post = Post(text="#a #b #c #d #e #f", facts=Facts.parse("channel = instagram"))
    (tags,) = MEASURES["hashtags"].take_channel(post, MeasureOptions())
    assert tags.is_over
    assert [span.of(post.text) for span in tags.spans] == ["#f"]
    unknown = Post(text="#a", facts=Facts.parse("channel = web"))
    assert MEASURES["hashtags"].take_channel(unknown, MeasureOptions()) == ()
    assert MEASURES["length"].take_channel(unknown, MeasureOptions()) == ()


@pytest.mark.parametrize(
    ("name", "text", "limit", "expected"),
    [
        ("hashtags", "#a #b #c", 1, ["#b", "#c"]),
        ("length", "abcdef", 4, ["ef"]),
        ("words", "one two three four", 2, ["three four"]),
        ("emoji_in_a_row", "👍👍👍 a 👍", 2, ["👍👍👍"]),
        ("sentence_words", "One two three. Four.", 2, ["One two three."]),
        ("exclamation_marks", "Oh!!! yes!", 1, ["!!", "!"]),
        ("fancy_letters", "a 𝐁𝐔𝐘 b", 1, ["𝐔𝐘"]),
    ],
)
def test_spans_are_what_is_beyond_the_limit(name, text, limit, expected):
    assert words_of(name, text, limit=limit) == expected


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The NHS and the BBC in the UK say so", 0),
        ("STOP THIS NOW please", 11 / 17),
        ("WARNING to all of you out there", 7 / 25),
        ("I am A B C", 0),
        ("@SHOUTING #LOUD https://EXAMPLE.ORG quiet words", 0),
    ],
)
def test_capitals_count_only_where_they_shout(text, share):
    assert value("caps_share", text) == pytest.approx(share)


def test_capitals_of_a_short_text_are_not_judged():
    assert value("caps_share", "SALE TODAY ONLY", from_letters=20) is None
    assert value("caps_share", "NHS UK") is None
    assert words_of("caps_share", "Come and BUY THEM ALL today", limit=0.2) == ["BUY THEM ALL"]


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("nowplayingatthetownhall", "NowPlayingAtTheTownHall"),
        ("mondaymotivation", "MondayMotivation"),
        ("covid19vaccine", "Covid19Vaccine"),
        ("worldbookday2026", "WorldBookDay2026"),
        ("WORLDMENTALHEALTHDAY", "WorldMentalHealthDay"),
        ("NHS", None),
        ("covid19", None),
        ("vaccination", None),
        ("physiotherapist", None),
        ("hogmanay", None),
        ("NowPlaying", None),
        ("Now_Playing_Today", None),
        ("besafe", None),
        ("qwertzuiop", None),
        ("nachhaltigkeit", None),
        ("12345678", None),
    ],
)
def test_long_hashtags_need_capitals_and_single_words_do_not(tag, better):
    assert capitalised(tag) == better
    found = taken("uncapitalised_long_hashtags", f"See #{tag} now", limit=0)
    assert found.notes == ((f"#{better}",) if better else ())
    assert len(found.spans) == (1 if better else 0)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdefghinorst", max_size=80))
def test_segments_put_together_are_the_tag(letters):
    assert "".join(segments(letters)) == letters


def test_reading_age_rises_with_the_words_and_needs_thirty():
    easy = "The nurse will see you soon. Bring your card with you. " * 4
    hard = (
        "Multidisciplinary stakeholders operationalise transformational governance methodologies. "
        * 5
    )
    assert reading_age(easy) < 9
    assert reading_age(hard) > 16
    assert reading_age("Too few words to judge.") is None
    assert value("reading_age", easy) == pytest.approx(reading_age(easy), abs=0.1)


def test_reading_age_is_the_published_formula():
    text = "We ran home and ate bread. " * 10
    letters, sentences = 100 * 200 / 60, 100 * 10 / 60
    assert reading_age(text) == pytest.approx(
        max(0.0588 * letters - 0.296 * sentences - 15.8, 0) + 5
    )
    text = "Community pharmacies administer vaccinations throughout winter. " * 10
    letters, sentences = 100 * 570 / 60, 100 * 10 / 60
    assert reading_age(text) == pytest.approx(0.0588 * letters - 0.296 * sentences - 15.8 + 5)


def test_sentences_end_at_marks_and_lines():
    text = 'Dr. Ana said "Stop." Then e.g. this went on… Why? 好。吗\n\n- a list'
    assert [span.of(text) for span in sentence_spans(text)] == [
        "Dr.", 'Ana said "Stop."', "Then e.g. this went on…", "Why?", "好。", "吗", "- a list",
    ]  # fmt: skip


def test_missing_is_not_zero():
    assert taken("pictures_without_alt") is None
    assert taken("pictures_without_alt", facts="pictures = 2") is None
    assert taken("videos_without_captions") is None
    assert taken("poor_alt_texts") is None
    assert value("pictures_without_alt", facts="pictures = 0") == 0
    assert value("pictures_without_alt", facts="pictures = 3; described = 1") == 2
    assert value("pictures_without_alt", alt_texts=("A queue at the clinic", " ")) == 1
    assert value("videos_without_captions", facts="videos = 2; captioned = 2") == 0


@pytest.mark.parametrize(
    ("alt_text", "is_poor"),
    [
        ("", False),
        ("Two nurses at the flu clinic in Larch Street", False),
        ("Screenshot of the booking form with the date field marked", False),
        ("A photograph album on a table", False),
        ("Image of a poster", True),
        ("IMG_2041", True),
        ("poster-final-v2.JPG", True),
        ("picture", True),
        ("May be an image of 1 person", True),
        ("Nurse", True),
        ("The post itself, word for word", True),
    ],
)
def test_descriptions_that_describe_nothing_are_poor(alt_text, is_poor):
    assert bool(what_is_poor(alt_text, "The post itself, word for word")) == is_poor
    found = taken("poor_alt_texts", "The post itself, word for word", alt_texts=(alt_text,))
    assert found.value == len(found.notes) == is_poor


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(alphabet="aB1 '-.,\n_", max_size=30), st.text(max_size=20)))
def test_quick_counts_are_those_of_the_spans(text):
    assert words_in(text) == len(list(word_spans(text)))
    assert letter_runs(text) == [span.of(text) for span in letter_run_spans(text)]
    spans = list(word_spans(text))
    left = blanked(text, spans)
    assert len(left) == len(text)
    assert words_in(left) == 0


@settings(max_examples=300, deadline=None)
@given(st.text("a9B_@＠.+- é日\u0301", max_size=16))
def test_names_are_those_that_one_pattern_with_what_stands_before_would_find(text):
    whole = pattern(r"(?:^|[^\pL\pN_@＠.+\-])([@＠][a-z0-9_]+(?:[.\-@]+[a-z0-9_]+)*)")
    assert name_spans(text) == tuple(
        outside((found[1] for found in whole.groups(text)), link_spans(text))
    )
