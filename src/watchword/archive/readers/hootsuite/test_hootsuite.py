from __future__ import annotations

from datetime import UTC, datetime

import pytest

from watchword.archive.readers import read_posts
from watchword.base.errors import InputError

FACEBOOK = (
    "Date (GMT),Facebook Page,Post ID,Post Permalink,Post Type,Post Message,Tags,Campaign,Author,"
    "Clicks,Comments,Engaged Fans"
)
TWEETS = "Date (GMT),Tweet Text,Tweet Permalink,Impressions,Engagements,Tweet Tags,Tweet Campaign"
INSTAGRAM = (
    "Date (GMT),Instagram Account,Instagram Post ID,Post Type,Post Message,Post Permalink,Likes,"
    "Comments,Reach,Views,Engagement,Post Tags,Post Campaign"
)
INBOUND = (
    "Date (GMT),Facebook Page,Message Author,Type,Message ID,Message Permalink,Message,Tags,"
    "Language,Gender,Sentiment"
)
NEWER = (
    "Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,"
    "Engagement,Likes,Comments,Shares,Post Link Clicks,Video Views"
)
WHEN = "2026-09-06 10:00:00"
LINK = "https://example.org/1"


def test_a_zip_file_of_several_networks_is_one_reading(folder, as_csv):
    files = {
        "a_facebook_post_performance.csv": as_csv(
            FACEBOOK,
            [WHEN, "Northbank", "f1", LINK, "photo", "Open day", "", "Spring", "A", "1", "1", "1"],
        ),
        "b.csv": as_csv(TWEETS, [WHEN, "@ada Thank you", LINK, "1", "1", "", ""]),
        "c.csv": as_csv(
            INSTAGRAM, [WHEN, "northbank", "i1", "image", "Our team", LINK, *["1"] * 5, "", ""]
        ),
        "d_account_metrics.csv": as_csv("Date (GMT),Followers", ["2026-09-06", "4"]),
    }
    reading, posts = folder.read(folder.zip("h.zip", files))
    assert {post.channel for post in posts} == {"facebook", "x", "instagram"}
    assert {post.text for post in posts} == {"Open day", "@ada Thank you", "Our team"}
    by_channel = {post.channel: post for post in posts}
    assert by_channel["x"].facts.one("direction") == "reply"
    assert by_channel["facebook"].facts.one("campaign") == "spring"
    assert by_channel["facebook"].published == datetime(2026, 9, 6, 10, tzinfo=UTC)
    assert any("d_account_metrics.csv" in note.message for note in reading.notes)


def test_received_messages_are_inbound(folder):
    row = [WHEN, "Northbank", "Ben Sale", "Received Comment", "m1", LINK, "When do you open?"]
    reading, posts = folder.read(folder.table("i.csv", INBOUND, [*row, "", "en", "", ""]))
    assert reading.format == "Hootsuite messages received, Facebook"
    assert posts[0].facts.one("direction") == "inbound"


def test_the_newer_report_has_two_lines_before_its_header(folder):
    row = [WHEN, "1", "Open day", LINK, "post", "LinkedIn", "1,200", *["1"] * 7]
    before = "Post performance report\n2026-09-01 to 2026-09-30\n"
    reading, posts = folder.read(folder.table("n.csv", NEWER, row, before=before))
    assert reading.format == "Hootsuite post performance"
    assert [(post.text, post.channel) for post in posts] == [("Open day", "linkedin")]


def test_posts_to_schedule_are_read_by_position(folder):
    data = "10/25/2026 09:05,Flu clinics open,https://example.org/flu\n10/26/2026 09:05,Bye,\n"
    reading, posts = folder.read(folder.file("bulk.csv", data))
    assert "drafts to schedule" in reading.format
    assert [post.text for post in posts] == ["Flu clinics open", "Bye"]
    assert posts[0].published == datetime(2026, 10, 25, 9, 5, tzinfo=UTC)


def test_account_metrics_alone_are_no_posts(folder):
    path = folder.table("m.csv", "Date (GMT),Followers > Social network - X", ["2026-09-06", "4"])
    with pytest.raises(InputError, match="Followers > Social network - X"):
        read_posts(path)
