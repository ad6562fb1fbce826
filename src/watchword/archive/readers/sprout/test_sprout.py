from __future__ import annotations

from datetime import UTC, datetime

HEADER = (
    "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,"
    "Engagements,Engagement Rate (per Impression),Reactions,Comments,Shares,Saves,"
    "Post Link Clicks,Video Views"
)


def test_each_post_is_on_the_channel_of_its_network(folder):
    def row(network: str, kind: str) -> list[str]:
        start = ["03/15/2026 10:05 am", "1", network, "Post", kind, "Northbank", "Ada Okafor"]
        return [*start, "https://example.org/1", "Flu clinics open", *["1,200"] * 10]

    rows = [row("Twitter", "Text"), row("Instagram Business", "Photo"), row("Facebook Page", "")]
    reading, posts = folder.read(folder.table("s.csv", HEADER, *rows))
    assert reading.format == "Sprout Social post performance"
    assert [post.channel for post in posts] == ["x", "instagram", "facebook"]
    assert posts[0].published == datetime(2026, 3, 15, 10, 5, tzinfo=UTC)
    assert [post.facts.one("media") for post in posts] == ["none", "picture", ""]
