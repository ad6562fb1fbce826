"""A year of weekly exports, as somebody downloads them every Monday: posts with their numbers."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from watchword.base.output import atomic
from watchword.demo.results import Numbers, campaign_of, followers_on, numbers_at, pillar_of
from watchword.demo.year import ACCOUNTS, DAYS, DemoPost

WEEKS_BACK = 6
"""How far back each export goes."""
AT = time(7)
"""When somebody downloads them (UTC)."""
_EPOCH = 1_288_834_974_657
"""Milliseconds since 1970 of X's first numbered post."""

Cells = dict[str, object]


def write_weekly(posts: Sequence[DemoPost], first: date, folder: Path) -> list[Path]:
    """Write a ZIP file of weekly exports an account, details, and followers; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for channel, row in ROWS.items():
        own = [post for post in posts if post.channel == channel]
        path = folder / f"{channel}-weekly.zip"
        with atomic(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for monday in _mondays(first):
                stamp = (monday.year, monday.month, monday.day, AT.hour, 0, 0)
                member = zipfile.ZipInfo(f"{channel}-{monday}.csv", stamp)
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, _table(_rows(own, monday, row)))
        paths.append(path)
    for name, rows in (("details.csv", _details(posts)), ("followers.csv", _followers(first))):
        with atomic(folder / name) as file:
            file.write(_table(rows))
        paths.append(folder / name)
    return paths


def _mondays(first: date) -> Iterator[date]:
    """The Mondays on which somebody downloads, a fortnight after the first day at the earliest."""
    monday = first + timedelta(days=14 - first.weekday())
    while monday <= first + timedelta(days=DAYS + 7):
        yield monday
        monday += timedelta(days=7)


def _rows(
    posts: Sequence[DemoPost], monday: date, row: Callable[[DemoPost, Numbers], Cells]
) -> Iterator[Cells]:
    moment = datetime.combine(monday, AT, UTC)
    oldest = moment - timedelta(weeks=WEEKS_BACK)
    for post in posts:
        if oldest <= post.published < moment:
            yield row(post, numbers_at(post, moment))


def _table(rows: Iterator[Cells]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row)
        writer.writerow(row.values())
    return out.getvalue().encode("utf-8-sig")


def network_id(post: DemoPost) -> str:
    """The number that the network gives a post; on X and LinkedIn it begins with the time."""
    moment = int(post.published.timestamp() * 1000)
    if post.channel == "x":
        return str(((moment - _EPOCH) << 22) + post.number)
    if post.channel == "linkedin":
        return str((moment << 22) + post.number)
    return f"{'12200' if post.channel == 'facebook' else '18000'}00000{post.number:06d}"


def _facebook(post: DemoPost, now: Numbers) -> Cells:
    return {
        "Post ID": network_id(post),
        "Page ID": "100000000000001",
        "Page name": post.account,
        "Title": post.text,
        "Publish time": post.published.strftime("%m/%d/%Y %H:%M"),
        "Permalink": f"https://facebook.example/{post.account}/posts/{post.number}",
        "Post type": "Videos" if post.is_video else "Photos" if post.alt_texts else "Text",
        "Date": "Lifetime",
        "Views": now.views,
        "Reach": now.reach,
        "Reactions, comments and shares": now.interactions,
        "Reactions": now.reactions,
        "Comments": now.comments,
        "Shares": now.shares,
        "Total clicks": now.clicks,
    }


def _instagram(post: DemoPost, now: Numbers) -> Cells:
    return {
        "Post ID": network_id(post),
        "Account ID": "17840000000000001",
        "Account username": post.account,
        "Account name": "Glenmarrow Careers",
        "Description": post.text,
        "Publish time": post.published.strftime("%m/%d/%Y %H:%M"),
        "Permalink": f"https://instagram.example/p/{post.number}",
        "Post type": "IG reel" if post.is_video else "IG image",
        "Date": "Lifetime",
        "Views": now.views,
        "Reach": now.reach,
        "Likes": now.reactions,
        "Shares": now.shares,
        "Follows": now.follows,
        "Comments": now.comments,
        "Saves": now.saves,
    }


def _x(post: DemoPost, now: Numbers) -> Cells:
    return {
        "Post id": network_id(post),
        "Date": post.published.strftime("%a, %b %d, %Y"),
        "Post text": post.text,
        "Post Link": f"https://x.com/{post.account}/status/{network_id(post)}",
        "Impressions": f"{now.views:,}",
        "Likes": now.reactions,
        "Engagements": now.interactions + now.clicks,
        "Bookmarks": now.saves,
        "New follows": now.follows,
        "Replies": now.comments,
        "Reposts": now.shares,
        "URL Clicks": now.clicks,
    }


def _linkedin(post: DemoPost, now: Numbers) -> Cells:
    address = f"https://linkedin.example/feed/update/urn:li:share:{network_id(post)}"
    return {
        "Post title": post.text,
        "Post link": address,
        "Post type": "Organic",
        "Campaign name": "",
        "Posted by": "Resourcing team",
        "Created date": post.published.strftime("%m/%d/%Y"),
        "Impressions": now.views,
        "Clicks": now.clicks,
        "Click through rate (CTR)": round(now.clicks / max(now.views, 1), 5),
        "Likes": now.reactions,
        "Comments": now.comments,
        "Reposts": now.shares,
        "Follows": now.follows,
        "Content Type": "Image" if post.alt_texts else "Text",
    }


ROWS: dict[str, Callable[[DemoPost, Numbers], Cells]] = {
    "facebook": _facebook,
    "instagram": _instagram,
    "x": _x,
    "linkedin": _linkedin,
}


def _details(posts: Sequence[DemoPost]) -> Iterator[Cells]:
    """What the team knows of each post, from a spreadsheet of its own."""
    for post in posts:
        if post.channel in ROWS:
            style = "live action" if post.number % 3 else "animated"
            yield {
                "Network": post.channel,
                "Account": post.account,
                "Post ID": network_id(post),
                "Campaign": campaign_of(post),
                "Content pillar": pillar_of(post),
                "Video style": style if post.is_video else "",
            }


def _followers(first: date) -> Iterator[Cells]:
    for day in range(0, DAYS + 1, 7):
        for channel, (handle, _, reach) in ACCOUNTS.items():
            if channel in ROWS:
                yield {
                    "Date": f"{first + timedelta(days=day)}T00:00:00Z",
                    "Network": channel,
                    "Account": handle,
                    "Followers": f"{followers_on(reach, day):,}",
                }
