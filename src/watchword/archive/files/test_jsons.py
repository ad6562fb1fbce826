from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.archive.files.jsons import json_array, json_lines
from watchword.archive.files.notes import Notes
from watchword.archive.files.part import file_part
from watchword.archive.files.records import as_text, records_table
from watchword.base.errors import InputError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def read(path: Path, after: str = "") -> tuple[list[object], Notes]:
    notes = Notes()
    return [value for _, value in json_array(file_part(path), notes, after=after)], notes


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 2]))
@settings(max_examples=60, deadline=None)
def test_an_array_comes_back_however_it_is_laid_out(tmp_path_factory, values, indent):
    path = tmp_path_factory.mktemp("j") / "a.json"
    path.write_text(json.dumps({"posts": values}, indent=indent), encoding="utf-8")
    assert read(path, '"posts"')[0] == json.loads(json.dumps(values))


def test_records_longer_than_a_block_are_read_whole(tmp_path):
    path = tmp_path / "a.json"
    values = [{"text": "x" * 3_000_000}, 12345, {"text": "short"}]
    path.write_text(json.dumps(values))
    assert read(path)[0] == values


def test_halves_of_characters_are_replaced(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"a": ["\\ud83d", "\\ud83d\\ude00"], "\\udc00": 1}]')
    assert read(path)[0] == [{"a": ["\ufffd", "😀"], "\ufffd": 1}]


@pytest.mark.parametrize("broken", ["[" * 100_000, '[{"a": ' + "9" * 5000 + "}]", "[{]", "[nope]"])
def test_what_cannot_be_read_is_a_clear_error(tmp_path, broken):
    path = tmp_path / "a.json"
    path.write_text(broken)
    with pytest.raises(InputError, match="broken JSON"):
        read(path)


def test_deep_lines_are_text_or_nothing(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "a"}) + "\n" + '{"text": ' + "[" * 600 + "]" * 600 + "}\n")
    part = file_part(path)
    table = records_table("t", lambda notes: json_lines(part, notes))
    (chunk,) = table.chunks(0, [0], Notes(), 10)
    assert chunk.columns[0].to_pylist() == ["a", None]


def test_cells_of_json_are_text():
    assert as_text(True) == "true"
    assert as_text(["a", "b"]) == "a\nb"
    assert as_text({"a": 1}) == '{"a":1}'
    assert as_text(2**70) == str(2**70)
    assert as_text(None) is None
