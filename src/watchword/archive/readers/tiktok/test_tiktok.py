from __future__ import annotations


def test_posts_without_a_year_are_read_without_a_date_and_that_is_said(folder):
    data = (
        '"Time","Video title","Video link","Post time","Total likes","Total comments",'
        '"Total shares","Total views"\n'
        '"10 января","Meet the "team" today","https://www.tiktok.com/@northbank/video/71",'
        '"9月6日","1","0","0","9"\n'
    )
    reading, posts = folder.read(folder.file("c.csv", data))
    assert reading.format == "TikTok Studio, content"
    assert posts[0].id == "71"
    assert "team" in posts[0].text
    assert posts[0].published is None
    assert any("not a date" in note.message for note in reading.notes)
    assert posts[0].facts.one("media") == "video"


def test_the_variant_with_windowed_views_is_read(folder):
    header = (
        '"Video title","Video link","Post time","Views in the last 7 days","Total views",'
        '"Total likes","Total comments","Total shares"'
    )
    row = ["Open day", "https://www.tiktok.com/@northbank/video/72", "2026-09-06", *["1"] * 5]
    _, posts = folder.read(folder.table("c.csv", header, row))
    assert posts[0].published is not None
