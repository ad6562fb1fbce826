from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.text.decode import POSITIONS_KEPT, decode, sniff_encoding

ENGLISH = "Date,Text\r\n2026-01-02,“Don’t wait” – the café opens at 9, tickets £5…\r\n"
FRENCH = "Le musée rouvre à l’été : entrée gratuite, déjà réservée. Élise vous répond.\n" * 3
SPANISH = "La próxima reunión será mañana. ¿Qué más típico? Así está bien, señora Núñez.\n" * 3
GERMAN = "Die Öffnungszeiten ändern sich: größere Räume, schöne Grüße aus Köln.\n" * 3
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_utf8_comes_back_with_and_without_a_mark(text: str) -> None:
    text = text.lstrip("\ufeff").replace("\0", "")
    for mark in (b"", codecs.BOM_UTF8):
        decoded = decode(mark + text.encode())
        assert (decoded.text, decoded.replaced) == (text, 0)


@given(TEXT)
@settings(max_examples=100, deadline=None)
def test_utf16_and_utf32_with_a_mark_come_back(text: str) -> None:
    text = text.lstrip("\ufeff")
    for codec in ("utf-16", "utf-32"):
        if codec == "utf-16" and text.startswith("\0"):
            continue  # these bytes are UTF-32's mark
        for mark, order in ((f"{codec}-le", "le"), (f"{codec}-be", "be")):
            data = "\ufeff".encode(mark) + text.encode(f"{codec}-{order}")
            decoded = decode(data)
            assert (decoded.text, decoded.encoding, decoded.replaced) == (text, codec, 0)
            assert sniff_encoding(data) == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", [ENGLISH, "Сегодня мы открываем новый зал\n" * 4, "id,text\n1,a\n"]
)
def test_utf16_and_utf32_without_a_mark_are_known_by_their_nuls(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text
    assert sniff_encoding(text.encode(codec)) == codec


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, SPANISH, GERMAN, "Price: £5", "It’s here"])
@pytest.mark.parametrize("codec", ["cp1252", "mac-roman"])
def test_old_spreadsheets_are_told_apart_by_their_words(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_a_lone_accent_without_evidence_is_windows_1252() -> None:
    assert decode(b"caf\xe9").text == "café"


def test_damaged_utf8_is_reported_with_positions_and_never_silently() -> None:
    data = "naïve café".encode() + b"\xff!" + "é".encode()[:1]
    decoded = decode(data)
    assert decoded.text == "naïve café\ufffd!\ufffd"
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.positions == (12, 14)


def test_a_replacement_character_that_was_there_is_not_counted() -> None:
    assert decode("already \ufffd lost".encode()).replaced == 0


def test_an_unpaired_utf16_surrogate_is_counted() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00")
    assert (decoded.text, decoded.replaced, decoded.positions) == ("a\ufffdb", 1, (4,))


def test_bytes_that_windows_1252_lacks_are_counted() -> None:
    decoded = decode(b"caf\xe9 and th\xe9 \x81")
    assert (decoded.encoding, decoded.replaced, decoded.positions) == ("cp1252", 1, (13,))


def test_a_million_bad_sequences_are_counted_in_linear_time() -> None:
    decoded = decode(b"ab\xc3\xa9\xc3\xa9\xff" * 300_000)
    assert decoded.replaced == 300_000
    assert len(decoded.positions) == POSITIONS_KEPT


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""
    assert sniff_encoding(b"") == "utf-8"


@given(st.binary(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_bytes_become_text(data: bytes) -> None:
    decoded = decode(data)
    decoded.text.encode("utf-8")
    assert decoded.replaced >= len(decoded.positions)


@given(TEXT, st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_sniffing_forgives_a_character_cut_in_two(text: str, cut: int) -> None:
    data = ("x" + text.replace("\0", "")).encode()[: cut + 1]
    assert sniff_encoding(data) == "utf-8"


@pytest.mark.parametrize(
    "raw", [b"ring \0 07700 900123", b"hello \xff\xfe\0 07700 900123", b"a,b\r\n1,x\0y\r\n"]
)
def test_a_few_nuls_in_plain_text_are_not_utf_16(raw: bytes) -> None:
    assert not decode(raw).encoding.startswith("utf-16")


@pytest.mark.parametrize(
    "text",
    [
        "Καλημέρα σε όλους εδώ",
        "Доброе утро всем",
        "今日は 水曜日 です ね",
        "Hi all",
        "日本語 の 投稿",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_still_known(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
