from __future__ import annotations

import sys
import time
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from watchword.base.pattern import pattern
from watchword.base.text.characters import LEET
from watchword.base.text.fold import (
    BEYOND_ASCII,
    TRIGGER,
    Step,
    fold,
    gate,
    letter_class,
    term_pattern,
    triggers,
)
from watchword.base.text.lookalikes import CLOSE, LATIN, LOOSE
from watchword.base.text.spacing import READINGS_MARK

ALL = frozenset(Step)
CASE = frozenset({Step.CASE})
PLAIN = frozenset({Step.CASE, Step.ACCENTS, Step.LEET})
COMPILED = {source: pattern(source) for source in TRIGGER}
STEPS = st.frozensets(st.sampled_from(Step))
WORDS = st.sampled_from(
    [
        "spam",
        "class",
        "lol",
        "assess",
        "aeon",
        "oeuvre",
        "staff",
        "mess",
        "tamarind",
        "boss",
        "кот",
        "нас",
        "νους",
        "émigré",
        "straße",
        "x",
    ]
)
ODD = st.sampled_from(
    "\u200b\u200d\ufe0f\u0301\u0327\u20e3\u00ad\u2066\u2069 .-_*\u00a0·1!|@$30ßæœſKÅİıﬁⒶ🅰ａ𝓼ᴀаеорнитαονµ"
    "ᎪꓮℹéÉøłñ😀❤👍🏽🇬🇧x"
)
TEXT = st.lists(st.one_of(WORDS, ODD, st.characters(exclude_categories=["Cs"])), max_size=14).map(
    "".join
)


def is_triggered(text: str, steps: frozenset[Step] = ALL) -> bool:
    return any(COMPILED[source].found_in(text) for source in triggers(steps))


def test_ascii_text_is_lowered_and_keeps_its_places() -> None:
    folded = fold("Hello There", CASE)
    assert folded.text == "hello there"
    assert folded.starts is None


@pytest.mark.parametrize(
    ("disguised", "plain"),
    [
        ("Tаmаrind", "tamarind"),  # Cyrillic a in a Latin word
        ("НАТЕ", "hate"),  # every letter Cyrillic
        ("ＳＰＡＭ", "spam"),
        ("𝓼𝓹𝓪𝓶 𝕤𝕡𝕒𝕞 𝘀𝗽𝗮𝗺", "spam spam spam"),
        ("Ⓢⓟⓐⓜ 🅂🄿🄰🄼 🅢🅟🅐🅜 🆂🅿️🅰️🅼", "spam spam spam spam"),
        ("ꜱᴘᴀᴍ ˢᵖᵃᵐ", "spam spam"),
        ("ᏚᏢᎪᎷ ꓢꓑꓮꓟ", "spam spam"),
        ("s\u200bp\u2060a\u00adm", "spam"),
        ("\u202espam\u2069", "spam"),
        ("s̷p̲a͎m̃", "spam"),
        ("spæm œuvre øre łódź", "spaem oeuvre ore lodz"),
        ("s p a m", "spam"),
        ("s.p-a_m", "spam"),
        ("İSTANBUL ıstanbul", "istanbul istanbul"),
        ("Ké\u0301s 1️⃣2️⃣", "kes 12"),
        ("QTπ", "qtn"),
        ("CO₂", "co2"),
    ],
)
def test_a_disguise_is_seen_through(disguised: str, plain: str) -> None:
    assert fold(disguised, ALL).text == plain
    assert is_triggered(disguised) or fold(disguised, PLAIN).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "мой кот спит",  # Russian stays Russian
        "вот так и живём, а сор выносим",
        "και το νερό",
        "нас",
        "❤️ 👩‍❤️‍💋‍👩 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧",
        "1ª 2º m² 5¹",
        "東京タワー 한국어 हिन्दी",
        "J. R. R. Tolkien, e.g. 10 a.m.",
        "room 1 2 3",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    steps = ALL - {Step.CASE, Step.ACCENTS}
    assert fold(text, steps).text == text


def test_a_short_word_of_look_alikes_stays_as_it_is() -> None:
    assert fold("ас", ALL).text == "ас"
    assert fold("сору", ALL).text == "copy"
    assert fold("сору это да", ALL).text == "сору это да"


def test_a_single_vowel_before_spaced_letters_may_be_a_word_of_its_own() -> None:
    folded = fold("such a s p a m m e r", ALL)
    assert folded.text == f"such aspammer{READINGS_MARK}spammer"
    start = folded.text.index("spammer", 13)
    assert folded.span(start, start + 7).of(folded.original) == "s p a m m e r"


def test_a_span_covers_the_marks_of_its_last_letter_and_no_more() -> None:
    folded = fold("x spa\u0301m\u0336\u0301 y", ALL)
    assert folded.span(2, 6).of(folded.original) == "spa\u0301m\u0336\u0301"
    assert fold("spam\u200b!", ALL).span(0, 4).of("spam\u200b!") == "spam"


def test_canonically_equivalent_texts_fold_alike() -> None:
    for steps in (CASE, ALL, frozenset({Step.CONFUSABLES})):
        assert fold("cafe\u0301 Việt", steps).text == fold("café Vie\u0323\u0302t", steps).text


@given(TEXT, STEPS)
@settings(max_examples=300, deadline=None)
def test_spans_of_any_folding_lie_in_the_text_in_order(text: str, steps: frozenset[Step]) -> None:
    folded = fold(text, steps)
    body = folded.text.partition(READINGS_MARK)[0] if Step.SPACING in steps else folded.text
    before = 0
    for place in range(len(body)):
        span = folded.span(place, place + 1)
        assert before <= span.start < span.end <= len(text)
        before = span.start
        assert folded.span(0, place + 1).end == span.end


@given(TEXT, STEPS)
@settings(max_examples=400, deadline=None)
def test_a_trigger_matches_whatever_folding_changes_beyond_case_accents_and_leet(
    text: str, steps: frozenset[Step]
) -> None:
    if fold(text, steps).text != fold(text, steps & PLAIN).text:
        assert is_triggered(text, steps)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=30))
def test_some_triggers_never_fire_in_ascii(text: str) -> None:
    assert set(TRIGGER) > BEYOND_ASCII
    assert not any(COMPILED[source].found_in(text) for source in BEYOND_ASCII)


@given(TEXT, STEPS, st.data())
@settings(max_examples=400, deadline=None)
def test_a_term_found_in_the_folded_text_is_nominated(
    text: str, steps: frozenset[Step], data: st.DataObject
) -> None:
    folded = fold(text, steps).text
    start = data.draw(st.integers(0, max(0, len(folded) - 1)))
    end = data.draw(st.integers(start, min(len(folded), start + 6)))
    term = folded[start:end].strip()
    assume(term and READINGS_MARK not in term)
    if pattern(term_pattern(term, steps)).found_in(folded):
        gated = pattern(gate(term, steps))
        assert gated.found_in(folded)
        assert is_triggered(text, steps) or gated.found_in(text)


@st.composite
def disguises(draw: st.DrawFn) -> tuple[str, str]:
    """A term and a disguise of it that all steps together see through."""
    term = draw(st.sampled_from(["spam", "tamarind", "class act", "halden yard", "boss", "lol"]))
    alike: dict[str, list[str]] = {}
    for table in (CLOSE, LOOSE, LATIN):
        for char, letter in table.items():
            alike.setdefault(letter, []).append(char)
    written = []
    kept = draw(st.integers(0, len(term) - 1))
    for place, char in enumerate(term):
        options = [char, char.upper()]
        if place != kept and char != " ":
            options += [*alike.get(char, []), *LEET.get(char, "")]
            if char.isascii():
                options += [chr(0x1D400 + ord(char) - 71), chr(0xFF41 + ord(char) - 97)]
            options += [char + mark for mark in ("\u200b", "\u0301", "\u0336", "\u2060", "\u20e3")]
        if char == " ":
            options = [" ", "  ", "\n", "\u00a0", " \u2003"]
        written.append(draw(st.sampled_from(options)))
    return term, "".join(written)


@given(disguises())
@settings(max_examples=300, deadline=None)
def test_a_disguised_term_is_nominated_and_found_where_it_stands(case: tuple[str, str]) -> None:
    term, disguised = case
    words = disguised.split()
    assume(all(any(char.isascii() and char.isalpha() for char in word) for word in words))
    text = f"Oh, {disguised}, well"
    folded = fold(text, ALL)
    spans = list(pattern(term_pattern(term, ALL)).find(folded.text))
    assert len(spans) == 1
    found = folded.span(spans[0].start, spans[0].end)
    assert found.start == 4
    assert text[found.end :].lstrip("\u200b\u2060") == ", well"
    assert is_triggered(text) or pattern(gate(term, ALL)).found_in(text)


def test_every_character_that_folds_is_nominated_or_triggers() -> None:
    kinds = (CASE, frozenset({Step.ACCENTS}), ALL, ALL - {Step.CASE})
    for code in [*range(0x80, 0x3400), *range(0xA490, 0xAC00), *range(0xF900, 0x11000),
                 *range(0x16A00, 0x17000), *range(0x1D000, 0x1FC00), *range(0xE0000, 0xE0200)]:  # fmt: skip
        char = chr(code)
        if unicodedata.category(char) in ("Cn", "Co"):
            continue
        for steps in kinds:
            folded = fold(char, steps).text
            if folded != char and not is_triggered(char, steps):
                assert pattern(gate(folded, steps)).found_in(char), (hex(code), steps)


def test_a_letter_class_holds_the_letters_that_fold_to_it() -> None:
    steps = frozenset({Step.CASE, Step.ACCENTS, Step.LEET})
    for char in "aáÀåăǎạ4@":
        assert pattern(f"^{letter_class('a', steps)}$").found_in(char)
    assert not pattern(f"^{letter_class('a', CASE)}$").found_in("á")


def test_leet_needs_one_letter_of_each_word() -> None:
    lol = pattern(term_pattern("lol", ALL))
    assert lol.found_in("l0l")
    assert lol.found_in("1ol")
    assert not lol.found_in("101")
    assert not pattern(term_pattern("so so", ALL)).found_in("so 50")
    assert pattern(term_pattern("b2b", ALL)).found_in("82b")
    assert not pattern(term_pattern("b2b", ALL)).found_in("bzb")


def test_a_cyrillic_term_is_found_in_latin_disguise_and_as_itself() -> None:
    steps = frozenset({Step.CASE, Step.CONFUSABLES})
    found = pattern(term_pattern("кот", steps))
    for text in ("Мой кот", "КОТ", "kot", "кoт"):
        assert found.found_in(fold(text, steps).text), text


def test_white_space_apostrophes_and_hyphens_of_a_term_match_their_kin() -> None:
    assert pattern(term_pattern("don't go", CASE)).found_in("don’t \u00a0\ngo")
    assert pattern(term_pattern("co-op", CASE)).found_in("co\u2011op")
    assert pattern(term_pattern("❤️", CASE)).found_in("❤")
    assert pattern(term_pattern("c++", CASE)).found_in("I like C++.")
    assert not pattern(term_pattern("a.b", CASE)).found_in("axb")


def test_without_case_the_case_counts() -> None:
    steps = frozenset({Step.ACCENTS})
    assert pattern(term_pattern("Café", steps)).found_in(fold("Café", steps).text)
    assert not pattern(term_pattern("Café", steps)).found_in(fold("café", steps).text)


def test_a_term_that_shows_nothing_matches_nothing() -> None:
    assert not pattern(term_pattern("\u200b", ALL)).found_in("any text \u200b")


def test_tables_hold_each_character_once_and_only_letters() -> None:
    assert not set(CLOSE) & set(LOOSE) | set(LATIN) & (set(CLOSE) | set(LOOSE))
    assert all(char.isalpha() and not char.isascii() for char in (*CLOSE, *LOOSE, *LATIN))
    assert all(value.isascii() for value in (*CLOSE.values(), *LOOSE.values(), *LATIN.values()))


def test_zalgo_and_endless_look_alikes_are_folded_in_linear_time() -> None:
    text = ("s" + "\u0336\u0301" * 50 + "а.b.c а\u200b") * 3_000
    started = time.perf_counter()
    fold(text, ALL)
    assert time.perf_counter() - started < 5
    assert sys.getsizeof(fold(text, ALL).text) < sys.getsizeof(text)
