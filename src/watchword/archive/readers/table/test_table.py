from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from watchword.archive.readers import SCHEMA, post_rows, read_posts
from watchword.base.errors import InputError

HEADER = "id,text,channel,published"
ROW = ["1", "Flu clinics open", "Twitter", "2026-10-01 09:00"]


def test_every_column_of_the_schema_is_found_by_its_own_name(folder):
    values = {
        "text": "Hello",
        "id": "5",
        "channel": "x",
        "account_name": "@northbank",
        "account": "official",
        "published": "2026-10-01T09:00:00+02:00",
        "language": "en",
        "link": "https://example.org/5",
        "direction": "reply",
        "pictures": "2",
        "described": "1",
        "videos": "0",
        "captioned": "",
        "alt_texts": "A nurse\n",
        "kind": "status",
        "campaign": "Spring",
    }
    reading, (post,) = folder.read(folder.table("t", ",".join(values), list(values.values())))
    assert reading.schema == SCHEMA
    assert [note.message for note in reading.notes] == []
    assert post.published == datetime(2026, 10, 1, 7, tzinfo=UTC)
    assert post.alt_texts == ("A nurse", "")
    assert "captioned" not in post.facts
    assert post.facts["media"] == {"picture"}
    assert post.facts.one("direction") == "reply"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Beitragstext;Datum", "Hallo Köln;31.12.2026 18:05"),
        ("Légende;Date de publication", "Hallo Köln;31/12/2026 18:05"),
        ("Texto\tFecha de publicación", "Hallo Köln\t31/12/2026 18:05"),
        ("Caption|Posted At", "Hallo Köln|2026-12-31 18:05"),
        ("Update,Date", 'Hallo Köln,"Dec 31, 2026 6:05 pm"'),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_languages_delimiters_and_encodings_are_found_out(folder, header, row, codec):
    _, posts = folder.read(folder.file("t", f"{header}\r\n{row}\r\n".encode(codec)))
    assert [post.text for post in posts] == ["Hallo Köln"]
    assert posts[0].published == datetime(2026, 12, 31, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize("before", ["sep=,\r\n", "Report of posts\n", "Report\n\nSeptember 2026\n"])
def test_lines_above_the_header_are_passed_over(folder, before):
    reading, posts = folder.read(folder.table("t", HEADER, ROW, ROW, ROW, ROW, before=before))
    assert [post.text for post in posts] == ["Flu clinics open"] * 4
    assert posts[0].channel == "x"
    assert reading.format == "Table"


def test_a_column_that_counts_comments_is_not_the_text(folder):
    path = folder.table("t", "comment,caption,likes", ["12", "Open day", "3"])
    _, posts = folder.read(path)
    assert posts[0].text == "Open day"


def test_unknown_columns_are_named_with_how_to_map_them(folder):
    path = folder.table("t.csv", "Wortlaut,Zahl", ["Hallo", "1"])
    with pytest.raises(InputError) as caught:
        read_posts(path)
    assert "'Wortlaut', 'Zahl'" in caught.value.message
    assert "--column text=NAME" in caught.value.hint


def test_columns_are_mapped_by_hand_and_others_become_facts(folder):
    path = folder.table("t", "Wortlaut,Region,Text", ["Hallo", "North", "other"])
    columns = {"text": "wortlaut", "region": "Region"}
    reading, (post,) = folder.read(path, columns=columns)
    assert post.text == "Hallo"
    assert post.facts.one("region") == "north"
    assert 'text from "Wortlaut"' in reading.match
    with pytest.raises(InputError, match="no table has the columns 'Missing'"):
        read_posts(path, columns={"text": "Missing"})


def test_a_format_keeps_its_meaning_when_one_column_is_mapped_by_hand(folder):
    header = "Post id,Date,Post text,Post Link,Team"
    row = ["1", "Tue, Jul 14, 2026", "Hello", "https://x.com/n/status/1", "Press"]
    path = folder.table("t", header, row)
    reading, (post,) = folder.read(path, columns={"team": "Team"})
    assert reading.format == "X analytics content export"
    assert post.facts.one("team") == "press"


def test_rows_that_do_not_fit_are_read_as_far_as_they_go_and_noted(folder):
    text = f"{HEADER}\n" + "1,one,x,\n" * 3 + "2,two\n" + "3,three,x,,,\n" + "4,four,x,\n"
    reading, posts = folder.read(folder.file("t", text))
    assert [post.text for post in posts] == ["one", "one", "one", "two", "three", "four"]
    assert [note.line for note in reading.notes if "cells" in note.message] == [5, 6]


def test_a_ragged_row_far_down_loses_and_doubles_nothing(folder):
    rows = [f'{number},"post\n{number}",x,' for number in range(200_000)]
    rows[150_000] = "150000,alone"
    reading, posts = folder.read(
        folder.file("t", HEADER + "\n" + "\n".join(rows)), batch_rows=9_999
    )
    assert len(posts) == 200_000
    assert [post.id for post in posts] == [str(number) for number in range(200_000)]
    assert posts[150_000].text == "alone"
    assert [note.line for note in reading.notes if "cells" in note.message] == [300_002]


def test_dates_that_are_none_leave_the_post_without_one(folder):
    rows = [["1", "a", "x", "soon"], ["2", "b", "x", "13/02/2026"], ["3", "c", "x", "03/04/2026"]]
    reading, posts = folder.read(folder.table("t", HEADER, *rows))
    assert posts[0].published is None
    assert posts[2].published == datetime(2026, 4, 3, tzinfo=UTC)  # the second row proves the order
    assert [note.line for note in reading.notes if "'soon'" in note.message] == [2]


def test_an_order_that_is_not_proved_is_said(folder):
    reading, posts = folder.read(folder.table("t", HEADER, ["1", "a", "x", "03/04/2026"]))
    assert posts[0].published == datetime(2026, 3, 4, tzinfo=UTC)
    assert any("month first" in note.message for note in reading.notes)


def test_html_entities_are_undone_where_the_whole_file_is_written_so(folder):
    rows = [
        ["1", "Fish &amp; chips", "x", ""],
        ["2", "5 &lt; 6", "x", ""],
        ["3", "a &gt; b", "x", ""],
    ]
    reading, posts = folder.read(folder.table("t", HEADER, *rows))
    assert [post.text for post in posts] == ["Fish & chips", "5 < 6", "a > b"]
    assert any("HTML" in note.message for note in reading.notes)
    rows.append(["4", "R&D & more", "x", ""])
    _, posts = folder.read(folder.table("t", HEADER, *rows))
    assert posts[0].text == "Fish &amp; chips"


def test_formulas_in_cells_are_text(folder):
    _, posts = folder.read(folder.table("t", HEADER, ["1", "=1+2", "x", ""]))
    assert posts[0].text == "=1+2"


def test_a_workbook_is_read_by_its_cells(folder):
    book = Workbook()
    sheet = book.active
    sheet.append(["Post ID", "Text", "Published", "Platform"])
    sheet.append([12345, "Flu clinics\nopen", datetime(2026, 10, 1, 9, 0), "LinkedIn"])  # noqa: DTZ001
    sheet.append([None, None, None, None])
    sheet.append([569587123456789012, "Open day", None, "LinkedIn"])
    path = folder.root / "t"
    book.save(path)
    reading, posts = folder.read(path)
    assert [post.text for post in posts] == ["Flu clinics\nopen", "Open day"]
    assert posts[0].id == "12345"
    assert posts[0].published == datetime(2026, 10, 1, 9, tzinfo=UTC)
    assert posts[0].channel == "linkedin"
    assert [note.line for note in reading.notes if "lost digits" in note.message] == [4]


def test_json_lines_are_read_and_bad_lines_noted(folder):
    lines = [
        json.dumps({"text": "one", "user": {"screen_name": "northbank"}, "created_at": 1790000000}),
        "{broken",
        "",
        "[1]",
        json.dumps({"text": "two\n", "langs": ["en"], "in_reply_to_status_id": 5}),
    ]
    reading, posts = folder.read(folder.file("t", "\n".join(lines)))
    assert [post.text for post in posts] == ["one", "two\n"]
    assert posts[0].published == datetime.fromtimestamp(1790000000, UTC)
    assert [post.facts.one("direction") for post in posts] == ["post", "reply"]
    assert [note.line for note in reading.notes if "not JSON" in note.message] == [2, 4]


def test_lines_that_are_all_bad_are_an_error(folder):
    path = folder.file("t.jsonl", '{"text": "a"}\n' + "{bad\n" * 3)
    assert len(folder.read(path)[1]) == 1
    with pytest.raises(InputError):
        folder.read(folder.file("u.jsonl", "{bad\n" * 3))


def test_a_json_array_is_read_whatever_stands_around_it(folder):
    records = [{"message": "one", "id": 1}, {"message": "two", "id": 2}]
    for data in (json.dumps(records), json.dumps({"meta": {"a": [1]}, "data": records}, indent=1)):
        _, posts = folder.read(folder.file("t", data))
        assert [(post.text, post.id) for post in posts] == [("one", "1"), ("two", "2")]


def parquet(folder, **columns):
    path = folder.root / "t"
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_parquet_keeps_its_types(folder):
    path = parquet(
        folder,
        text=pa.array(["a", None, "c"]).dictionary_encode(),
        id=pa.array([1, 2, 3]),
        created_at=pa.array(
            [datetime(2026, 1, 2, tzinfo=UTC)] * 3, pa.timestamp("ms", "Europe/Berlin")
        ),
        alt_texts=pa.array([["A nurse", ""], [], None]),
        pictures=pa.array([2, 0, -1], pa.int64()),
        score=pa.array([0.1, 0.2, 0.3]),
    )
    reading, posts = folder.read(path, batch_rows=2)
    assert [post.text for post in posts] == ["a", "", "c"]
    assert [post.id for post in posts] == ["1", "2", "3"]
    assert posts[0].published == datetime(2026, 1, 2, tzinfo=UTC)
    assert [post.alt_texts for post in posts] == [("A nurse", ""), (), ()]
    assert [post.facts.one("pictures") for post in posts] == ["2", "0", ""]
    assert [batch.num_rows for batch in reading] == [2, 1]
    assert all(batch.schema == reading.schema for batch in reading)


@pytest.mark.parametrize("share", [0.2, 0.7, 0.99])
def test_a_truncated_parquet_file_is_a_clear_error(folder, share):
    path = parquet(folder, text=pa.array(["some words"] * 500))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(InputError, match="damaged or truncated Parquet"):
        list(read_posts(path))


def test_bytes_in_parquet_that_are_not_text_are_replaced_and_noted(folder):
    raw = pa.array([b"fine", b"caf\xff"], pa.binary())
    reading, posts = folder.read(parquet(folder, text=raw.view(pa.string())))
    assert [post.text for post in posts] == ["fine", "caf\ufffd"]
    assert [note.line for note in reading.notes if "replaced" in note.message] == [2]


def test_a_parquet_file_damaged_inside_is_a_clear_error(folder):
    path = parquet(folder, text=pa.array([f"words {number}" for number in range(5000)]))
    data = bytearray(path.read_bytes())
    data[10:2000] = b"\xff" * 1990
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="damaged or truncated Parquet"):
        list(read_posts(path))


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), max_size=20
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_what_is_written_as_csv_is_read_back(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(["text", "kind"])
        writer.writerows(rows)
    kept = [(text, kind) for text, kind in rows if text or kind]
    read = [(row["text"], row["kind"]) for batch in read_posts(path) for row in batch.to_pylist()]
    expected = kept
    assert [(text, kind or "") for text, kind in read] == expected


@given(st.binary(min_size=1, max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_never_worse(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("t") / "t"
    path.write_bytes(data)
    try:
        posts = [post for batch in read_posts(path) for post in post_rows(batch)]
    except InputError:
        return
    assert all(isinstance(post.text, str) for post in posts)
