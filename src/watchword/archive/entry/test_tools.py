"""Exports of tools that report on several networks, and tables of people's own."""

from __future__ import annotations

import json
import zipfile
import zlib
from base64 import b64decode
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from watchword.base.errors import InputError

PERFORMANCE = (
    "Date (GMT),Facebook Page,Post ID,Post Permalink,Post Type,Post Message,Tags,Campaign,Author,"
    "Clicks,Comments,Engaged Fans,Engaged Users,Engagement Rate,Impressions,Link Clicks,"
    "Organic Impressions,Organic Reach,Other Actions,Photo Views,Reach,Reactions,"
    "Reactions: Anger,Reactions: Haha,Reactions: Like,Reactions: Love,Reactions: Sorry,"
    "Reactions: Wow,Shares,Video Views,Viral Impressions,Viral Reach"
)
TWEETS = (
    "Date (GMT),Tweet Text,Tweet Permalink,Impressions,Engagements,Likes,Retweets,Quote Tweets,"
    "Replies,Engagement Rate,Tweet Tags,Tweet Campaign"
)
NEWER = (
    "Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,"
    "Engagement,Likes,Comments,Shares,Post Link Clicks,Video Views"
)
INBOUND = (
    "Date (GMT),Facebook Page,Message Author,Type,Message ID,Message Permalink,Message,Tags,"
    "Language,Gender,Sentiment"
)
SPROUT = (
    "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,"
    "Engagements,Engagement Rate (per Impression),Reactions,Comments,Shares,Saves,"
    "Post Link Clicks,Post Clicks (All),Video Views"
)
WHEN = "2018-09-06 10:00:00"
LINK = "https://www.facebook.com/77/posts/345"


def test_hootsuite_of_2018_gives_thirty_numbers_of_facebook(folder, numbers):
    row = [WHEN, "Northbank", "77_345", LINK, "photo", "Open day", "", "Spring", "A"]
    row += [*map(str, range(1, 5)), "5.5%", *map(str, range(6, 24))]
    entry = folder.enter(folder.table("any", PERFORMANCE, row), zone="")
    found = numbers(entry)["345"]
    assert (found["clicks"], found["comments"], found["engaged_people"]) == (1, 2, 4)
    assert found["engagement_rate_reported"] == pytest.approx(0.055)
    assert (found["impressions"], found["reach"], found["reactions"]) == (6, 12, 13)
    assert (found["reactions_angry"], found["reactions_like"], found["shares"]) == (14, 16, 20)
    assert found["reach_viral"] == 23
    (post,) = entry.posts.to_pylist()
    assert (post["published"], post["campaign"]) == (datetime(2018, 9, 6, 10, tzinfo=UTC), "Spring")


def test_a_zip_of_hootsuite_gives_each_network_and_no_messages(folder, as_csv, numbers):
    tweet = "https://twitter.com/northbank/status/1037650000000000001"
    message = [WHEN, "Northbank", "Ben", "Received Comment", "m1", LINK, "Hello", "", "en", "", ""]
    files = {
        "a.csv": as_csv(
            TWEETS, [WHEN, "Open", tweet, "10", "5", "4", "3", "2", "1", "0.5", "", ""]
        ),
        "b.csv": as_csv(INBOUND, message),
    }
    entry = folder.enter(folder.zip("h.zip", files), zone="")
    assert numbers(entry) == {
        "1037650000000000001": {
            "impressions": 10,
            "interactions_reported": 5,
            "reactions": 4,
            "shares": 3,
            "quotes": 2,
            "comments": 1,
            "engagement_rate_reported": 0.5,
        }
    }
    (note,) = map(str, entry.skipped.all())
    assert note.startswith("line 2: the row is a message received, not a post of the account")
    assert note.endswith("(h.zip: b.csv)")


def test_newer_hootsuite_says_its_period_above_the_header(folder, numbers):
    link = "https://www.linkedin.com/feed/update/urn:li:share:7100000000000000001"
    row = ["2026-09-06 10:00:00", "", "Open day", link, "post", "LinkedIn", "1,200", *["1"] * 7]
    before = "Post performance report\n2026-09-01 to 2026-09-30\n"
    path = folder.table("n.csv", NEWER, row, before=before)
    entry = folder.enter(path, account="northbank", taken=None, zone="")
    assert numbers(entry)["7100000000000000001"]["impressions"] == 1200
    assert set(entry.snapshots.column("taken").to_pylist()) == {datetime(2026, 10, 1, tzinfo=UTC)}
    assert "as the file says above its header" in entry.taken[0].why


def test_account_metrics_of_hootsuite_are_told_by_their_long_headers(folder, audience):
    note = "(Daily aggregated values for Social Networks: northbank)"
    total = (
        "(This column might contain aggregated values across networks. To see the breakdown, "
        "use compare by social network.)"
    )
    names = [
        *("Date (GMT)", f"Followers {total}", f"Followers > Social network - X {note}"),
        f"Followers > Social network - Instagram Business {note}",
        f"Post impressions > Social network - X {note}",
        "Page Reactions by Type - Wow (Daily aggregated values for Facebook pages: A)",
        "UNRELIABLE_Page Impressions (Daily aggregated values for Facebook pages: A)",
        "Page Comments (Daily aggregated values for Facebook pages: Northbank Health)",
    ]
    header = ",".join(f'"{name}"' for name in names)
    row = ["2026-09-06", "999", "400", "300", "1,234", "5", "6", "7"]
    entry = folder.enter(folder.table("m", header, row), zone="")
    day = "2026-09-06 00:00"
    assert audience(entry) == {
        ("x", "northbank", day): {"followers": 400, "impressions_1d": 1234},
        ("instagram", "northbank", day): {"followers": 300},
        ("facebook", "northbank health", day): {"comments_1d": 7},
    }
    assert len(entry.match.unknown) == 3


def test_accounts_that_hootsuite_added_up_are_asked_for(folder):
    header = '"Date (GMT)","Followers > Social network - X (Daily aggregated values for: A, B)"'
    path = folder.table("m", header, ["2026-09-06", "400"])
    with pytest.raises(InputError, match="does not name the account"):
        folder.enter(path, zone="")


def test_sprout_social_has_commas_and_percent_signs(folder, numbers):
    row = ["03/15/2026 10:05 am", "77_9", "Facebook", "Post", "Photo", "Northbank", "Ada", LINK]
    row += ["Open", "1,200", "900", "60", "5.0%", "40", "12", "8", "", "3", "11", "0"]
    entry = folder.enter(folder.table("s", SPROUT, row), zone="Europe/London")
    assert numbers(entry)["9"] == {
        "impressions": 1200,
        "reach": 900,
        "interactions_reported": 60,
        "reactions": 40,
        "engagement_rate_reported": pytest.approx(0.05),
        "comments": 12,
        "shares": 8,
        "link_clicks": 3,
        "clicks": 11,
        "video_views": 0,
    }


def test_profiles_of_sprout_social_are_of_days(folder, audience):
    header = (
        "Date,Network,Profile,Audience,Net Audience Growth,Published Posts (Total),Impressions,"
        "Engagements,Engagement Rate (per Impression)"
    )
    row = ["03-15-2026", "Instagram Business", "@Northbank", "1,900", "-4", "2", "5", "6", "3.2%"]
    entry = folder.enter(folder.table("p", header, row))
    assert audience(entry) == {
        ("instagram", "northbank", "2026-03-15 00:00"): {
            "followers": 1900,
            "follows_net_1d": -4,
            "posts_1d": 2,
            "impressions_1d": 5,
            "interactions_reported_1d": 6,
            "engagement_rate_reported_1d": 0.032,
        }
    }


def test_buffer_is_known_by_the_names_of_its_columns(folder, numbers):
    header = (
        "Date,Update,Service,Service Link,Type,Impressions,Reach,Engagements,Likes,Comments,"
        "Shares,Clicks"
    )
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001"
    row = ["2026-09-06 10:00", "Open day", "LinkedIn", link, "text", *map(str, range(1, 8))]
    entry = folder.enter(folder.table("b", header, row), account="northbank")
    assert numbers(entry)["7100000000000000001"] == {
        "impressions": 1,
        "reach": 2,
        "interactions_reported": 3,
        "reactions": 4,
        "comments": 5,
        "shares": 6,
        "clicks": 7,
    }


@pytest.mark.parametrize(
    "header",
    [
        "Published;Text;Network;Post ID;URL;Impressions;Reach;Engagement Rate;Likes",
        "Posted At;Caption;Channel;Post ID;Post URL;Impressions;Reach;Engagement Rate;Likes",
        "Datum;Beitragstext;Netzwerk;Beitrags-ID;Link;Impressionen;Reichweite;ER;Likes",
    ],
)
def test_metricool_and_later_set_off_thousands_with_points_and_put_the_day_first(
    folder, numbers, header
):
    data = f"{header}\n03/04/2026 18:05;Hola;Instagram;9;https://x/p/9;2.345;1.200;3,5;1.001\n"
    entry = folder.enter(folder.file("t", data), account="northbank", zone="Europe/Madrid")
    assert numbers(entry)["9"] == {
        "impressions": 2345,
        "reach": 1200,
        "reactions": 1001,
        "engagement_rate_reported": pytest.approx(0.035),
    }
    published = entry.posts.column("published").to_pylist()
    assert published == [datetime(2026, 4, 3, 16, 5, tzinfo=UTC)]


def test_agorapulse_writes_day_and_time_in_two_columns(folder):
    header = "Publishing date,Publishing time,Message,Link,Post ID,Network,Profile,Comments"
    row = ["2026-09-06", "18:05", "Open", "", "9", "Facebook", "Northbank", "4"]
    entry = folder.enter(folder.table("a", header, row), zone="Europe/London")
    assert entry.posts.column("published").to_pylist() == [datetime(2026, 9, 6, 17, 5, tzinfo=UTC)]


def test_a_table_of_ones_own_may_be_of_moments_or_of_ages(folder):
    rows = [["9", "2026-09-02 10:00", "5"], ["9", "2026-09-03 10:00", "8"]]
    path = folder.table("t", "post,snapshot date,reactions", *rows)
    entry = folder.enter(path, channel="facebook", account="northbank")
    assert [(row["taken"].day, row["value"]) for row in entry.snapshots.to_pylist()] == [
        (2, 5),
        (3, 8),
    ]
    rows = [["9", "2026-09-01 10:00", "1.5", "5"], ["9", "2026-09-01 10:00", "24", "8"]]
    path = folder.table("t", "post,published,age (hours),reactions", *rows)
    entry = folder.enter(path, channel="facebook", account="northbank")
    assert [row["taken"] for row in entry.snapshots.to_pylist()] == [
        datetime(2026, 9, 1, 11, 30, tzinfo=UTC),
        datetime(2026, 9, 2, 10, 0, tzinfo=UTC),
    ]
    assert entry.taken == ()


def test_minus_one_is_no_number_where_the_caller_says_so(folder, numbers):
    path = folder.table("t", "id,published,shares", ["9", "2026-09-01", "-1"])
    known = {"channel": "facebook", "account": "n"}
    assert numbers(folder.enter(path, **known)) == {"9": {"shares": -1}}
    assert numbers(folder.enter(path, missing=(-1.0,), **known)) == {}


def test_json_and_parquet_give_numbers_of_their_types(folder, numbers):
    post = {"id": 9, "created_at": "2026-09-01T10:00:00Z", "text": "Open"}
    rows = [{**post, "public_metrics": {"like_count": 3, "retweet_count": None}}]
    entry = folder.enter(folder.file("t.json", json.dumps(rows)), channel="x", account="n")
    assert numbers(entry) == {"9": {"reactions": 3}}
    table = pa.table({"id": ["9"], "impressions": [5], "engagement_rate": [0.5]})
    pq.write_table(table, folder.root / "t.parquet")
    entry = folder.enter(folder.root / "t.parquet", channel="x", account="n")
    assert numbers(entry) == {"9": {"impressions": 5, "engagement_rate_reported": 0.5}}


def test_a_table_of_followers_by_day_is_of_accounts(folder, audience):
    header = "Date,Network,Account,Followers"
    rows = [["2026-09-01", "Facebook", "Northbank", "1,200"], ["2026-09-02", "X", "northbank", "-"]]
    assert audience(folder.enter(folder.table("f", header, *rows))) == {
        ("facebook", "northbank", "2026-09-01 00:00"): {"followers": 1200}
    }


def test_columns_that_nobody_knows_are_mapped_by_hand(folder, numbers):
    path = folder.table(
        "t", "Nummer,Wann,Gesehen,Team", ["9", "2026-09-01 10:00", "1.200", "Presse"]
    )
    known = {"channel": "facebook", "account": "n"}
    with pytest.raises(InputError, match="'Nummer', 'Wann', 'Gesehen', 'Team'") as caught:
        folder.enter(path, **known)
    assert "--column id=NAME" in caught.value.hint
    columns = {"post": "Nummer", "published": "Wann", "reach": "Gesehen", "team": "Team"}
    entry = folder.enter(path, columns=columns, **known)
    assert numbers(entry) == {"9": {"reach": 1200}}
    assert entry.posts.column("own").to_pylist() == [[("team", "Presse")]]
    assert entry.match.unknown == ()


def test_a_column_can_be_said_to_be_something_else_or_nothing(folder, numbers):
    path = folder.table("t", "id,likes,clicks", ["9", "3", "4"])
    known = {"channel": "facebook", "account": "n"}
    columns = {"link_clicks": "clicks", "reactions": "-"}
    assert numbers(folder.enter(path, columns=columns, **known)) == {"9": {"link_clicks": 4}}


def test_an_old_xls_is_read_from_under_its_description(folder, numbers):
    entry = folder.enter(folder.file("any name", zlib.decompress(b64decode(XLS))), account="n")
    assert numbers(entry) == {
        "7250000000000000001": {
            "impressions": 1200,
            "clicks": 3,
            "reactions": 4,
            "comments": 5,
            "shares": 6,
        }
    }
    assert entry.match.format == "LinkedIn Page export, all posts"
    assert entry.posts.num_rows == 2  # of the formula no value was saved, and none is made up


def test_an_ods_is_read_as_a_workbook(folder, numbers):
    row = "<table:table-row>{}</table:table-row>".format
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = [["Post ID", "Likes"], ["9", "1.203"]]
    body = "".join(row("".join(map(cell.format, one))) for one in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names} office:version="1.2">'
        f"<office:body><office:spreadsheet><table:table table:name='Posts'>{body}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    path = folder.root / "t"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    entry = folder.enter(path, channel="facebook", account="n")
    assert numbers(entry) == {"9": {"reactions": 1203}}


XLS = """
eNrtWF1oHFUUPjO7s3/5202TSCPEJWjVtnSStKIE2jVNai2YGovgD4JOdm/TYWdnl5mpMYJarXkUBJ8UXwr1wZeq
L1ZRofrUB6GiD4IgJProk6DgQ5v1O2dnpkmq0EBbaJkzO2fud+65935zz/3b+eFSaeXMZ8OrtEkOUIrW2nnKrLNp
uPMRKBLy221ORs8c7nYit5XkcwhkxqCver7Pcgw53quk06fpb6GJfsP9ArXoaNNV5VsoB4WDpTGH/dAafQhLL20X
Vv2iq6K3if5EPL8W/ahY3hG9H74r2vN0qXJ05yPhKH5WH5W8XuJ6z0uZX8QyToN0kUfxG+9qHV+Dpjzbcm6zjJF0
N50lBPSwcpXHuI8+ogLR7Kw5M2M+B1mhAQT7LP3dLhP9Fc3qC+XEfmvtGsH+z0Z79n/sOQRxs/09PU10itovySRZ
phLZBslCPeU45VbTD/zL9Jp2F0xDMnPokLtgLaiGcoNyQwWeXfUxMObgWA7swFH5EDi2W4/SwVJL9RBNW42WZS+4
ZddqRH6qVp5f6kaepywGNeguoiONlqd83266PpaUaceu1n3wesKuKx/7xHSzwQR8DNFjSkhyFU03YFZPozX4Pq4c
p3mE6EQQtPxJ01xcXNzDpFTNdvdUmw3zuFI182SLWzRPeu6kY09a1cB+2Q6WJh+eeGhso4ybaOxJb8Fy7WqKaKpm
4bXHx0z8JsYm9hnMGf2CifTKjWt0wkR9BwscD1loixsW2h5ZgLqha9Qn6ZIsQ0VE+vLHf/44Oz9XeVEsp2Rz7WzB
93HEqU1vcgkU7pWctGj0Iu2UErtEvyW13i3pYdEDWCPw3DE3GCYeOy0+b0vuDrSzV+Snyv3r0g8gvfzHU1+MLP9e
eRDpc4dXXx0493PlDI1ipNVQnq/TtFvbrX3wPsuXleiphcv1r6K3X7N05/Ri+G7t8JzRR1d4sYKURLOHJm+30UMT
D9YdFPVfB+lAqRilgNIxSgMZMTKAMjHKAGVjlAXKxSgHlI9RHqgQowJQV4y6gLpD7vp/cNeFe0/o34l9b4yYex87
6xmkmXvHzryLsRfz5h76hu4FYt7f9VNYT4mnOvSQ6GHoQliqK8xjZtw/2U3MUlJiW9hKSpgNxChi1kHMZxDodZ2R
gXpHLzKTe4AyYf/zobDTQJ5mkHlhBNE4oPfT59wH2K2vSoESSSSRRBJJJJGbL3x44m04FR4hjfBomg2/61zBvZZ8
Jrlj5Rg1cQX4U3mIXDw9WtrS+BkiQ4vq0q6zTPS9kOUZtO5RneaFR33L4xd/LbT173PdBYs3bgpttf21rfC8ye3/
CzPOV9U=
"""
"""A workbook of two posts in the old binary form (BIFF8), packed with zlib."""
