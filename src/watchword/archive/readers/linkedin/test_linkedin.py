from __future__ import annotations

from datetime import UTC, datetime

from openpyxl import Workbook

HEADER = [
    "Post title",
    "Post link",
    "Post type",
    "Campaign name",
    "Posted by",
    "Created date",
    "Campaign start date",
    "Campaign end date",
    "Audience",
    "Impressions",
    "Views",
    "Offsite Views",
    "Clicks",
    "Click through rate (CTR)",
    "Likes",
    "Comments",
    "Reposts",
    "Follows",
    "Engagement rate",
    "Content Type",
]


def test_all_posts_of_a_page_are_read_from_under_the_description(folder):
    book = Workbook()
    metrics = book.active
    metrics.title = "Metrics"
    metrics.append(["Aggregated engagement metrics for your Page's posts"])
    metrics.append(["Date", "Impressions (organic)", "Clicks (organic)"])
    metrics.append(["01/02/2026", 12, -1])
    sheet = book.create_sheet("All posts")
    sheet.append(["Engagement metrics for your posts, by post"])
    sheet.append(HEADER)
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001/"
    row = ["We are hiring midwives", link, "Organic", "Spring", "Ada Okafor", "01/28/2026"]
    sheet.append([*row, None, None, "All", 120, None, 0, 3, 0.02, 5, 1, 0, 0, 0.07, "Image"])
    path = folder.root / "export.bin"
    book.save(path)
    reading, posts = folder.read(path)
    assert reading.format == "LinkedIn Page export, all posts"
    assert [post.text for post in posts] == ["We are hiring midwives"]
    assert posts[0].id == "7100000000000000001"
    assert posts[0].published == datetime(2026, 1, 28, tzinfo=UTC)
    assert posts[0].facts.one("campaign") == "spring"
    assert posts[0].facts.one("media") == "picture"
    assert any("sheet Metrics" in note.message for note in reading.notes)


def test_shares_of_a_person_are_read(folder):
    header = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility"
    link = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7100000000000000002"
    rows = [["2026-03-01 07:08:09", link, "Proud of\nmy team", "", "", "MEMBER_NETWORK"]]
    reading, posts = folder.read(folder.table("Shares.csv", header, *rows))
    assert reading.format == "LinkedIn personal export, shares"
    assert (posts[0].text, posts[0].id) == ("Proud of\nmy team", "7100000000000000002")
    assert posts[0].channel == "linkedin"
    assert "account" not in posts[0].facts  # whose account it is, is not for the file to say
