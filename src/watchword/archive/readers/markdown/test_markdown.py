from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.archive.readers import post_rows, read_posts
from watchword.base.errors import InputError


def test_a_header_of_facts_is_read(folder):
    text = (
        "---\nchannel: Instagram\npublished: 2026-10-01 09:30\npictures: 1\n"
        "alt_texts: [Two nurses at a door]\nperson: [editor, launch-team]\nsituation: crisis\n---\n"
        "\nFlu clinics open.\n\n#FluClinic\n"
    )
    reading, posts = folder.read(folder.file("post.md", text))
    assert reading.format == "Post in Markdown with a header of facts"
    assert posts[0].text == "Flu clinics open.\n\n#FluClinic"
    assert posts[0].channel == "instagram"
    assert posts[0].published == datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
    assert posts[0].facts["person"] == {"editor", "launch-team"}
    assert posts[0].facts.one("situation") == "crisis"
    assert posts[0].facts.one("media") == "picture"
    assert posts[0].alt_texts == ("Two nurses at a door",)


def test_text_without_a_header_is_one_draft(folder):
    reading, posts = folder.read(folder.file("post", "One, two.\nThree, four.\n"))
    assert reading.format == "Draft as text"
    assert [post.text for post in posts] == ["One, two.\nThree, four."]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("channel: x\nchannel: y", "post.md:3"),
        ("pictures: two", "should be a number"),
        ("published: soon", "'soon' is not a date"),
        ("channel: {a: b}", "takes words"),
    ],
)
def test_a_header_that_cannot_be_read_is_an_error_that_says_where(folder, header, said):
    with pytest.raises(InputError, match=said):
        read_posts(folder.file("post.md", f"---\n{header}\n---\nHello\n"))


def test_unreadable_bytes_are_replaced_and_located(folder):
    reading, posts = folder.read(
        folder.file("post.md", "Größe: äöü\nschön \n".encode() + b"\xff!\n")
    )
    assert posts[0].text.endswith("\ufffd!")
    assert [note.line for note in reading.notes] == [3]


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda char: char != "\ufeff"),
        min_size=1,
    ).filter(lambda text: text.strip())
)
@settings(max_examples=50, deadline=None)
def test_any_words_come_back_under_a_header(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("p") / "post.md"
    path.write_text(f"---\nchannel: x\n---\n{text}", encoding="utf-8")
    (post,) = (post for batch in read_posts(path) for post in post_rows(batch))
    assert post.text == text
