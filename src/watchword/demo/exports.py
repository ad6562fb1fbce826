"""The year's posts as the exports that an organisation really has."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable
from pathlib import Path

from watchword.base.output import atomic
from watchword.demo.weekly import network_id
from watchword.demo.year import DemoPost


def write_exports(posts: Iterable[DemoPost], folder: Path) -> list[Path]:
    """Write one export an account; the paths, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    by_channel: dict[str, list[DemoPost]] = {}
    for post in posts:
        by_channel.setdefault(post.channel, []).append(post)
    made = {
        "facebook-content.csv": _facebook(by_channel["facebook"]),
        "instagram-content.csv": _instagram(by_channel["instagram"]),
        "tweets.js": _tweets(by_channel["x"]),
        "outbox.json": _outbox(by_channel["mastodon"]),
        "linkedin-content.xlsx": _linkedin(by_channel["linkedin"]),
    }
    for name, contents in made.items():
        with atomic(folder / name) as file:
            file.write(contents)
    return [folder / name for name in made]


def _table(rows: list[dict[str, object]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _facebook(posts: list[DemoPost]) -> bytes:
    return _table(
        [
            {
                "Post ID": network_id(post),
                "Page ID": "100000000000001",
                "Page name": post.account,
                "Title": post.text,
                "Description": "",
                "Publish time": post.published.strftime("%m/%d/%Y %H:%M"),
                "Permalink": f"https://facebook.example/{post.account}/posts/{post.number}",
                "Is share": "0",
                "Post type": "Videos" if post.is_video else "Photos" if post.alt_texts else "Text",
                "Data comment": "",
                "Date": "Lifetime",
                "Views": post.reach + post.reach // 5,
                "Reach": post.reach,
                "Reactions, comments and shares": post.interactions,
                "Reactions": post.interactions * 7 // 10,
                "Comments": post.interactions // 10,
                "Shares": post.interactions // 5,
            }
            for post in posts
        ]
    )


def _instagram(posts: list[DemoPost]) -> bytes:
    return _table(
        [
            {
                "Post ID": network_id(post),
                "Account ID": "17840000000000001",
                "Account username": post.account,
                "Account name": "Glenmarrow Careers",
                "Description": post.text,
                "Duration (sec)": "24" if post.is_video else "0",
                "Publish time": post.published.strftime("%m/%d/%Y %H:%M"),
                "Permalink": f"https://instagram.example/p/{post.number}",
                "Post type": "IG reel" if post.is_video else "IG image",
                "Data comment": "",
                "Date": "Lifetime",
                "Views": post.reach,
                "Reach": post.reach * 4 // 5,
                "Likes": post.interactions,
                "Shares": post.interactions // 8,
                "Follows": post.interactions // 30,
                "Comments": post.interactions // 12,
                "Saves": post.interactions // 15,
            }
            for post in posts
        ]
    )


def _tweets(posts: list[DemoPost]) -> bytes:
    records = [
        {
            "tweet": {
                "id_str": network_id(post),
                "created_at": post.published.strftime("%a %b %d %H:%M:%S +0000 %Y"),
                "full_text": html.escape(post.text, quote=False),
                "lang": "en",
                "favorite_count": str(post.interactions),
                "retweet_count": str(post.interactions // 4),
                "entities": {"hashtags": [], "user_mentions": [], "urls": [], "symbols": []},
            }
        }
        for post in posts
    ]
    return b"window.YTD.tweets.part0 = " + json.dumps(records, indent=1).encode()


def _outbox(posts: list[DemoPost]) -> bytes:
    return json.dumps(
        {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": "outbox.json",
            "type": "OrderedCollection",
            "totalItems": len(posts),
            "orderedItems": [_activity(post) for post in posts],
        },
        ensure_ascii=False,
    ).encode()


def _activity(post: DemoPost) -> dict[str, object]:
    actor = f"https://social.example/users/{post.account}"
    address = f"{actor}/statuses/{post.number}"
    published = post.published.strftime("%Y-%m-%dT%H:%M:%SZ")
    body = f"<p>{html.escape(post.text)}</p>"
    note = {
        "id": address,
        "type": "Note",
        "published": published,
        "url": address,
        "attributedTo": actor,
        "content": body,
        "attachment": [
            {"type": "Document", "mediaType": "image/jpeg", "name": words or None}
            for words in post.alt_texts
        ],
        "tag": [],
    }
    return {
        "id": f"{address}/activity",
        "type": "Create",
        "actor": actor,
        "published": published,
        "object": note,
    }


def _linkedin(posts: list[DemoPost]) -> bytes:
    import openpyxl
    from openpyxl.worksheet.worksheet import Worksheet

    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "All posts"
    sheet.append(["Posts of the last 365 days; every value is a total"])
    sheet.append(
        [
            "Post title",
            "Post link",
            "Post type",
            "Campaign name",
            "Posted by",
            "Created date",
            "Audience",
            "Impressions",
            "Views",
            "Clicks",
            "Click through rate (CTR)",
            "Likes",
            "Comments",
            "Reposts",
            "Follows",
            "Engagement rate",
            "Content Type",
        ]
    )
    for post in posts:
        link = f"https://linkedin.example/feed/update/urn:li:share:{network_id(post)}"
        clicks = post.interactions // 2
        sheet.append(
            [
                post.text,
                link,
                "Organic",
                "",
                "Resourcing team",
                post.published.strftime("%m/%d/%Y"),
                "All followers",
                post.reach,
                "",
                clicks,
                clicks / max(post.reach, 1),
                post.interactions,
                post.interactions // 10,
                post.interactions // 12,
                post.interactions // 40,
                0.03,
                "Image" if post.alt_texts else "Text",
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
