from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

PAGE = (
    "Page Name,User Name,Facebook Id,Page Category,Page Admin Top Country,Page Description,"
    "Page Created,Likes at Posting,Followers at Posting,Post Created,Post Created Date,"
    "Post Created Time,Type,Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,"
    "Video Share Status,Is Video Owner?,Post Views,Total Views,Total Views For All Crossposts,"
    "Video Length,URL,Message,Link,Final Link,Image Text,Link Text,Description,Sponsor Id,"
    "Sponsor Name,Sponsor Category,Overperforming Score (weighted  —  Likes 1x Shares 1x )"
)
INSTAGRAM = (
    "Account,User Name,Followers at Posting,Post Created,Type,Likes,Comments,Views,URL,Link,Photo,"
    "Title,Description"
)


def cells(header: str, **values: str) -> list[str]:
    return [values.get(name.strip().replace(" ", "_"), "") for name in header.split(",")]


def test_a_search_of_pages_is_read_with_the_zone_behind_the_time(folder):
    row = cells(
        PAGE,
        Page_Name="Northbank Health",
        User_Name="northbank",
        Post_Created="2021-03-04 10:11:12 CET",
        Type="Photo",
        Total_Interactions="1,234",
        URL="https://www.facebook.com/77/posts/345",
        Message="Vaccines arrive on Monday",
    )
    reading, posts = folder.read(folder.table("a.csv", PAGE, row))
    assert reading.format == "CrowdTangle search export, Facebook"
    assert posts[0].published == datetime(2021, 3, 4, 9, 11, 12, tzinfo=UTC)
    assert (posts[0].id, posts[0].channel) == ("345", "facebook")
    assert posts[0].facts.one("account_name") == "northbank"
    assert posts[0].facts.one("media") == "picture"


def test_groups_have_another_name_for_their_first_column(folder):
    header = PAGE.replace("Page Name", "Group Name")
    row = cells(header, Message="Open day", URL="https://example.org/1", Type="Status")
    reading, posts = folder.read(folder.table("a.csv", header, row))
    assert reading.format == "CrowdTangle search export, Facebook"
    assert posts[0].facts.one("media") == "none"


def test_instagram_is_told_apart_in_spite_of_a_byte_order_mark(folder):
    row = cells(
        INSTAGRAM,
        Account="Northbank",
        User_Name="northbank",
        Type="Album",
        URL="https://www.instagram.com/p/CAbc_1/",
        Description="Meet the team",
    )
    reading, posts = folder.read(folder.table("a.csv", INSTAGRAM, row, before="\ufeff"))
    assert reading.format == "CrowdTangle search export, Instagram"
    assert (posts[0].text, posts[0].id) == ("Meet the team", "CAbc_1")


def test_posts_of_the_api_are_read_from_its_json(folder):
    post = {
        "platformId": "77_1",
        "platform": "Facebook",
        "date": "2021-03-04 10:11:12",
        "type": "link",
        "message": "Read our annual report",
        "postUrl": "https://example.org/77/1",
        "languageCode": "en",
        "account": {"handle": "northbank", "name": "Northbank Health"},
        "statistics": {"actual": {"likeCount": 1}},
    }
    data = json.dumps({"status": 200, "result": {"posts": [post, {**post, "platformId": "77_2"}]}})
    reading, posts = folder.read(folder.file("x.json", data))
    assert reading.format == "CrowdTangle posts of its API"
    assert [one.id for one in posts] == ["77_1", "77_2"]
    assert posts[0].channel == "facebook"
    assert posts[0].facts.one("account_name") == "northbank"
    assert posts[0].facts.one("language") == "en"


@pytest.mark.data
def test_a_real_search_export_is_read(folder):
    root = Path(os.environ.get("WATCHWORD_DATA", "../shared/data"))
    path = root / "crowdtangle" / "search-export.csv"
    if not path.is_file():
        pytest.skip("the public data sets are not here (WATCHWORD_DATA)")
    reading, posts = folder.read(path)
    assert reading.format == "CrowdTangle search export, Facebook"
    assert len(posts) == 10
    assert all(post.text and post.published and post.id for post in posts)
