from __future__ import annotations

import importlib
import io
import time
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from watchword.archive.readers import SCHEMA, read_posts
from watchword.archive.readers.base import FAMILY, Format
from watchword.base.errors import InputError
from watchword.base.registry import member, members


def test_every_member_exports_its_format():
    assert len(members(FAMILY)) >= 13
    for name in members(FAMILY):
        assert isinstance(member(FAMILY, name, "FORMAT"), Format)


def test_a_zip_file_of_too_many_files_is_refused_and_not_read_in_part(folder):
    path = folder.zip("t.zip", {f"{number}.json": "[]" for number in range(4_001)})
    with pytest.raises(InputError, match="more than 4,000 files"):
        read_posts(path)


def test_every_member_is_described_under_the_same_headings():
    for module in members(FAMILY).values():
        text = (
            Path(str(importlib.import_module(module).__file__)).parent / "README.md"
        ).read_text()
        headings = [line.strip("# ") for line in text.splitlines() if line.startswith("## ")]
        assert headings == [
            *("What it does", "Why it matters", "Example", "Settings", "What it misses", "Source")
        ]


def test_an_empty_file_is_an_error(folder):
    with pytest.raises(InputError, match="is empty"):
        read_posts(folder.file("t.csv", b""))


def test_a_folder_is_an_error_that_names_a_file_in_it(folder):
    folder.file("posts.csv", "text\nHello\n")
    with pytest.raises(InputError, match="is a folder") as caught:
        read_posts(folder.root)
    assert "posts.csv" in caught.value.hint


def test_a_missing_file_is_an_error(folder):
    with pytest.raises(InputError, match="no such file"):
        read_posts(folder.root / "missing.csv")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00\x00", "packed with gzip"),
        (b"\x00\x01\x02\x03\x04\x05" * 20, "not text"),
        (b"PK\x03\x04 not a zip", "damaged ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "damaged workbook"),
        (b"PAR1 broken", "damaged or truncated Parquet"),
    ],
)
def test_files_that_hold_no_posts_are_said_to_be_what_they_are(folder, data, said):
    with pytest.raises(InputError, match=said):
        read_posts(folder.file("posts.csv", data))


def test_a_header_without_rows_holds_no_posts_and_says_so(folder):
    reading, posts = folder.read(folder.file("t.csv", "id,text,channel\n"))
    assert posts == []
    assert any("no posts" in note.message for note in reading.notes)


def test_a_post_of_50_mb_is_read_in_bounded_time_and_noted(folder):
    words = b"all work and no play " * 2_500_000
    for name, data in {
        "post.md": words,
        "post.csv": b'id,text\n1,"' + words + b'"\n2,short\n',
        "post.jsonl": b'{"text": "' + words + b'"}\n{"text": "short"}\n',
        "post.json": b'[{"text": "' + words + b'"}, {"text": "short"}]',
    }.items():
        start = time.monotonic()
        reading = read_posts(folder.file(name, data))
        lengths = [len(text) for batch in reading for text in batch.column("text").to_pylist()]
        assert lengths[0] >= len(words) - 1, name
        assert any("characters" in note.message for note in reading.notes), name
        assert time.monotonic() - start < 30, name


def test_a_quotation_mark_that_is_never_closed_is_pointed_at(folder):
    rows = "".join(f"{number},some words of a post,x\n" for number in range(60_000))
    data = 'id,text,channel\n1,"never closed,x\n' + rows
    reading, posts = folder.read(folder.file("t.csv", data))
    assert len(posts) == 1
    assert any("never closed" in note.message for note in reading.notes)


def bomb(size: int, name: str = "posts.csv") -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as stream,
    ):
        for _ in range(size >> 20):
            stream.write(b"0" * (1 << 20))
    return packed.getvalue()


def test_a_zip_bomb_is_refused(folder):
    with pytest.raises(InputError, match="made to fill memory"):
        read_posts(folder.file("t.zip", bomb(200 << 20)))


def test_a_sheet_that_spans_the_whole_grid_is_refused(folder):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "text"
    book.active["XFD1048576"] = "far away"
    path = folder.root / "t.xlsx"
    book.save(path)
    with pytest.raises(InputError, match="made to fill memory"):
        read_posts(path)


def test_a_zip_file_without_posts_is_an_error(folder):
    with pytest.raises(InputError, match="without any file that posts are read from"):
        read_posts(folder.zip("t.zip", {"a.png": b"\x89PNG"}))


def test_a_zip_file_with_a_password_or_damage_is_an_error(folder):
    path = folder.zip("t.zip", {"posts.csv": "id,text\n" + "1,words of a post\n" * 500})
    data = bytearray(path.read_bytes())
    data[45:60] = b"\xff" * 15
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="damaged"):
        folder.read(path)


def test_a_reading_can_be_read_twice_with_the_same_notes(folder):
    reading = read_posts(folder.file("t.csv", b"id,text\n1,caf\xc3\xa9 caf\xc3\xa9\n2,a\xff\n3\n"))
    first = pa.Table.from_batches(list(reading))
    notes = reading.notes
    assert pa.Table.from_batches(list(reading)).equals(first)
    assert reading.notes == notes
    assert [note.line for note in notes if "replaced" in note.message] == [3]


def test_batches_have_the_schema_that_is_promised(folder):
    reading = read_posts(folder.file("t.csv", "text,id\n" + "words,1\n" * 10), batch_rows=4)
    batches = list(reading)
    assert sum(batch.num_rows for batch in batches) == 10
    assert max(batch.num_rows for batch in batches) <= 4
    assert all(batch.schema == reading.schema for batch in batches)
    assert set(reading.schema.names) <= set(SCHEMA.names)
