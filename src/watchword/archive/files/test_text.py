from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.archive.files.notes import SHOWN_PER_KIND, Notes
from watchword.archive.files.part import file_part
from watchword.archive.files.text import open_text, open_utf8

WORDS = "Grüße aus Köln – schön, daß es regnet\n" * 3


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("before", [0, 70_000, 3_000_000])
def test_text_far_behind_plain_ascii_is_read_in_its_encoding(tmp_path, codec, before):
    path = tmp_path / "t"
    text = "plain words\n" * (before // 12) + WORDS
    path.write_bytes(text.encode(codec))
    notes = Notes()
    with open_text(file_part(path), notes) as stream:
        assert stream.read() == text
    assert notes.all() == []


def test_lost_bytes_are_noted_by_line_and_counted_beyond_twenty(tmp_path):
    path = tmp_path / "t"
    path.write_bytes("Grüße überall, schön\n".encode() * 30 + b"\xff\n" * 50)
    notes = Notes()
    with open_utf8(file_part(path), notes) as stream:
        assert stream.read().count("\ufffd".encode()) == 50
    assert [note.line for note in notes.kept] == list(range(31, 31 + SHOWN_PER_KIND))
    assert "30 more like this" in notes.all()[-1].message


def test_a_replacement_character_that_was_there_is_no_loss(tmp_path):
    path = tmp_path / "t"
    path.write_text("already \ufffd lost\n", encoding="utf-8")
    notes = Notes()
    with open_utf8(file_part(path), notes) as stream:
        stream.read()
    assert notes.all() == []


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_become_valid_utf8(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("t") / "t"
    path.write_bytes(data)
    with open_utf8(file_part(path), Notes()) as stream:
        stream.read().decode("utf-8")
