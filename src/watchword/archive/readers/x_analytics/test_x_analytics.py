from __future__ import annotations

from datetime import UTC, datetime

NEW = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,"
    "Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)
OLD = (
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements",'
    '"engagement rate","retweets","replies","favorites"'
)


def test_the_content_report_is_read_and_replies_are_known_by_their_name(folder):
    numbers = ["1,200", "3"] + ["0"] * 11
    link = "https://x.com/northbank/status/201"
    rows = [
        ["201", "Tue, Jul 14, 2026", "Flu clinics open", link, *numbers],
        ["202", "Wed, Jul 15, 2026", "@ada Yes, until six", link, *numbers],
    ]
    reading, posts = folder.read(folder.table("a.csv", NEW, *rows))
    assert reading.format == "X analytics content export"
    assert [post.facts.one("direction") for post in posts] == ["post", "reply"]
    assert posts[0].published == datetime(2026, 7, 14, tzinfo=UTC)
    assert (posts[0].id, posts[0].channel) == ("201", "x")


def test_tweet_activity_of_2015_is_read(folder):
    link = "https://twitter.com/northbank/status/5"
    row = ["5", link, "Open day", "2015-02-10 18:00 +0000", "1203.0", "4", "0.01", "1", "0", "2"]
    reading, posts = folder.read(folder.table("b.csv", OLD, row))
    assert reading.format == "X analytics, tweet activity"
    assert posts[0].published == datetime(2015, 2, 10, 18, tzinfo=UTC)
    assert not any("no zone" in note.message for note in reading.notes)


def test_ids_damaged_by_a_spreadsheet_are_said(folder):
    link = "https://twitter.com/northbank/status/5"
    rows = [
        [
            "5.69587E+17",
            link,
            "Open day",
            "2015-02-10 18:00 +0000",
            "1",
            "4",
            "0.01",
            "1",
            "0",
            "2",
        ],
        ["569587\t", link, "Open day", "2015-02-10 18:00 +0000", "1", "4", "0.01", "1", "0", "2"],
    ]
    reading, posts = folder.read(folder.table("b.csv", OLD, *rows))
    assert [post.id for post in posts] == ["5.69587E+17", "569587"]
    assert [note.line for note in reading.notes if "damaged by a spreadsheet" in note.message] == [
        2
    ]
    assert any("1 ids had spaces, tabs" in note.message for note in reading.notes)
