"""The exports of the networks themselves, as a ledger takes them."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

PAGE = (
    '"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time",'
    '"Caption type",Permalink,"Is crosspost","Is share","Post type",Languages,"Custom labels",'
    '"Funded content status","Data comment",Date,Views,Reach,"Reactions, Comments and Shares",'
    'Reactions,Comments,Shares,"Total clicks","Other Clicks",'
    '"Matched Audience Targeting Consumption (Photo Click)"'
)
INSTAGRAM = (
    '"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)",'
    '"Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,'
    "Comments,Saves"
)
TWEETS = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,"
    "Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)
ACTIVITY = (
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements",'
    '"engagement rate","retweets","replies","likes","user profile clicks","url clicks",'
    '"promoted impressions"'
)
VIDEOS = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,"
    "Estimated revenue (USD),Impressions,Impressions click-through rate (%),Average view duration,"
    "Likes,Likes (vs. dislikes) (%)"
)


def test_a_page_of_facebook_gives_its_numbers_and_lifetime_is_no_date(folder, numbers):
    row = [
        *("1002003004", "77", "Northbank Health", "Flu clinics open", "", "0", "09/28/2026 18:12"),
        *("", "https://www.facebook.com/northbank/posts/pfbid02x", "0", "0", "Photos", "", "", ""),
        *("", "Lifetime", "1,120", "90", "12", "10", "1", "-", "4", "2", "1"),
    ]
    entry = folder.enter(folder.table("any name", PAGE, row, before="\ufeff"), zone="Europe/London")
    assert numbers(entry) == {
        "1002003004": {
            "views": 1120,
            "reach": 90,
            "interactions_reported": 12,
            "reactions": 10,
            "comments": 1,
            "clicks": 4,
            "other_clicks": 2,
            "photo_clicks": 1,
        }
    }
    (post,) = entry.posts.to_pylist()
    assert (post["channel"], post["account"]) == ("facebook", "northbank health")
    assert post["published"] == datetime(2026, 9, 28, 17, 12, tzinfo=UTC)
    assert post["kind"] == "photo"
    row = entry.snapshots.to_pylist()[0]
    assert row["taken"] == datetime(2026, 11, 1, tzinfo=UTC)
    views = entry.snapshots.filter(
        [one == "views" for one in entry.snapshots.column("metric").to_pylist()]
    )
    assert views.column("definition").to_pylist() == [2]
    assert views.column("source_column").to_pylist() == ["Views"]
    assert views.column("file").to_pylist() == [entry.sha256]


def test_the_swedish_form_of_a_page_is_known(folder, numbers):
    header = (
        '"Inläggs-ID","Sidans ID","Sidans namn",Titel,Publiceringstid,"Permanent länk",'
        "Visningar,Räckvidd,Reaktioner,Kommentarer,Delningar"
    )
    row = ["9", "7", "Norrstrand", "Hej", "09/28/2026 18:12", "https://example.org/9", "5", "4"]
    entry = folder.enter(
        folder.table("t", header, [*row, "3", "2", "1"]), channel="facebook", account="norrstrand"
    )
    assert numbers(entry)["9"] == {
        "views": 5,
        "reach": 4,
        "reactions": 3,
        "comments": 2,
        "shares": 1,
    }


def test_instagram_likes_are_its_reactions(folder, numbers):
    row = ["1790", "55", "Northbank", "Northbank Health", "Meet the team", "0", "12/31/2025 23:59"]
    row += ["https://www.instagram.com/p/abc/", "IG carousel", "", "Lifetime"]
    entry = folder.enter(folder.table("t", INSTAGRAM, [*row, "7", "6", "5", "4", "-3", "2", "1"]))
    assert numbers(entry)["1790"] == {
        "views": 7,
        "reach": 6,
        "reactions": 5,
        "shares": 4,
        "follows": -3,
        "comments": 2,
        "saves": 1,
    }
    assert entry.posts.column("account").to_pylist() == ["northbank"]
    assert any("below zero were kept" in str(note) for note in entry.notes.all())


def test_facebook_insights_pass_over_definitions_and_gather_several_sheets(folder, numbers):
    start = ["Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted"]
    row = ["5_6", "https://example.org/5", "Open day", "Photo", "", "", "07/15/2026 09:32:49 AM"]
    key = [
        [*start, "Audience Targeting", "Lifetime Post Total Reach", "Lifetime Post Total Reach"],
        [*[""] * 8, "Lifetime: people reached", "Lifetime: people reached"],
        [*row, "", 90, 91],
    ]
    actions = "Lifetime Post Stories by action type -"
    acted = [
        [*start, f"{actions} like", f"{actions} comment", f"{actions} share"],
        [*[""] * 7, "Lifetime: stories", "", ""],
        [*row, 12, 2, 3],
    ]
    path = folder.book("i.xlsx", {"Key Metrics": key, "Lifetime Post Stories by act...": acted})
    entry = folder.enter(path, account="northbank")
    assert numbers(entry) == {"6": {"reach": 90, "reactions": 12, "comments": 2, "shares": 3}}
    assert entry.posts.num_rows == 1


def test_meta_series_say_their_metric_above_the_header(folder, audience):
    data = 'sep=,\r\n"Views"\r\n"Date","Primary"\r\n"2026-09-01T00:00:00","1,204"\r\n'
    path = folder.file("x.csv", data.encode("utf-16"))
    entry = folder.enter(path, channel="facebook", account="northbank", zone="Europe/London")
    assert audience(entry) == {("facebook", "northbank", "2026-08-31 23:00"): {"views_1d": 1204}}


def linkedin(folder, views="Views (Excluding offsite video views)", shares="Reposts"):
    header = ["Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date"]
    header += ["Audience", "Impressions", views, "Offsite Views", "Clicks"]
    header += ["Click through rate (CTR)", "Likes", "Comments", shares, "Follows"]
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7250000000000000001/"
    row = ["We are hiring", link, "Sponsored", "Spring", "Ada Okafor", "10/10/2024", "All"]
    return folder.book(
        "l.bin",
        {
            "Metrics": [
                ["Aggregated engagement metrics"],
                [
                    *("Date", "Impressions (organic)", "Impressions (sponsored)"),
                    *("Impressions (total)", "Clicks (organic)", "Clicks(total)"),
                    *("Reactions (total)", "Shares (total)", "Engagement rate (total)"),
                ],
                ["01/02/2026", 12, 3, 15, -1, -1, 4, 2, 0.04],
            ],
            "All posts": [
                ["Engagement metrics for your posts, by post"],
                [*header, "Engagement rate", "Content Type"],
                [*row, 1200, None, 0, 30, 0.025, 9, 1, 2, 0, 0.035, "Image"],
            ],
        },
    )


@pytest.mark.parametrize("shares", ["Reposts", "Shares"])
def test_linkedin_gives_posts_and_days_and_keeps_negative_days(folder, numbers, audience, shares):
    entry = folder.enter(linkedin(folder, shares=shares), account="Northbank")
    assert numbers(entry)["7250000000000000001"] == {
        "impressions": 1200,
        "video_views_offsite": 0,
        "clicks": 30,
        "reactions": 9,
        "click_rate_reported": 0.025,
        "comments": 1,
        "shares": 2,
        "follows": 0,
        "engagement_rate_reported": 0.035,
    }
    assert audience(entry)["linkedin", "northbank", "2026-01-02 00:00"] == {
        "impressions_1d": 15,
        "impressions_organic_1d": 12,
        "impressions_paid_1d": 3,
        "clicks_organic_1d": -1,
        "clicks_1d": -1,
        "reactions_1d": 4,
        "shares_1d": 2,
        "engagement_rate_reported_1d": 0.04,
    }
    (post,) = entry.posts.to_pylist()
    assert (post["account"], post["is_paid"]) == ("northbank", True)
    assert post["published"].date().isoformat() == "2024-10-10"
    assert post["published"].hour  # LinkedIn's number tells the time of that day


def test_a_day_that_a_workbook_keeps_as_midnight_is_a_day(folder):
    id_ = (int(datetime(2026, 7, 14, 9, 30, tzinfo=UTC).timestamp() * 1000) << 22) + 5
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{id_}/"
    header = ["Post title", "Post link", "Post type", "Created date", "Impressions"]
    row = ["Open", link, "Organic", datetime(2026, 7, 14), 5]  # noqa: DTZ001
    entry = folder.enter(folder.book("l.xlsx", {"All posts": [header, row]}), account="n")
    assert entry.posts.column("published").to_pylist() == [datetime(2026, 7, 14, 9, 30, tzinfo=UTC)]


def test_the_person_who_posted_on_linkedin_is_not_the_account(folder):
    with pytest.raises(Exception, match="does not name the account") as caught:
        folder.enter(linkedin(folder))
    assert "--account" in caught.value.hint


def test_linkedin_followers_are_those_won_on_the_day(folder, audience):
    rows = [["Date", "Sponsored followers", "Organic followers", "Auto-invited followers"]]
    rows[0].append("Total followers")
    path = folder.book(
        "f.xlsx",
        {
            "New followers": [*rows, ["03/04/2026", 1, 5, 2, 8]],
            "Location": [["Location", "Total followers"], ["London", 900]],
        },
    )
    entry = folder.enter(path, account="northbank")
    assert audience(entry) == {
        ("linkedin", "northbank", "2026-03-04 00:00"): {
            "follows_paid_1d": 1,
            "follows_organic_1d": 5,
            "follows_1d": 8,
        }
    }
    assert any("Location" in name for name in entry.match.unread)


def test_linkedin_visitors_and_competitors_are_known(folder, audience):
    visitors = "Date,Overview page views (desktop),Total page views (desktop),"
    visitors += (
        "Total page views (total),Total unique visitors (desktop),Total unique visitors (total)"
    )
    path = folder.table("v", visitors, ["03/04/2026", "1", "2", "3", "4", "5"])
    entry = folder.enter(path, account="northbank")
    assert audience(entry) == {
        ("linkedin", "northbank", "2026-03-04 00:00"): {"page_views_1d": 3, "page_visitors_1d": 5}
    }
    rivals = "Page,Total Followers,New Followers,Total post engagements,Total posts"
    path = folder.table("c", rivals, ["Southbank", "1,900", "4", "5", "6"])
    assert audience(folder.enter(path)) == {
        ("linkedin", "southbank", "2026-11-01 00:00"): {"followers": 1900}
    }


def test_x_content_takes_account_from_the_link_and_time_from_the_id(folder, numbers):
    # Snowflake of 2026-07-14 09:30:00.000 UTC
    moment = datetime(2026, 7, 14, 9, 30, tzinfo=UTC)
    id_ = (int(moment.timestamp() * 1000) - 1_288_834_974_657) << 22
    link = f"https://x.com/Northbank/status/{id_}"
    cells = ["1,200", "3", "9", "1", "2", "0", "4", "5", "6", "7", "8", "0", "0"]
    path = folder.table("t", TWEETS, [str(id_), "Tue, Jul 14, 2026", "Open", link, *cells])
    entry = folder.enter(path)
    assert numbers(entry)[str(id_)] == {
        "impressions": 1200,
        "reactions": 3,
        "interactions_reported": 9,
        "saves": 1,
        "sends": 2,
        "follows": 0,
        "comments": 4,
        "shares": 5,
        "profile_visits": 6,
        "detail_expands": 7,
        "link_clicks": 8,
        "hashtag_clicks": 0,
        "permalink_clicks": 0,
    }
    (post,) = entry.posts.to_pylist()
    assert (post["account"], post["published"]) == ("northbank", moment)


def test_x_account_overview_is_of_days(folder, audience):
    header = (
        "Date,Impressions,Engagements,Likes,Replies,Reposts,New follows,Unfollows,Bookmarks,"
        "Shares,Profile visits,Create Post,Video views,Media views"
    )
    cells = ["Tue, Jul 14, 2026", "1,234", *map(str, range(1, 13))]
    path = folder.table("o", header, cells, before="Account overview\n")
    entry = folder.enter(path, account="@Northbank")
    assert audience(entry)["x", "northbank", "2026-07-14 00:00"] == {
        "impressions_1d": 1234,
        "interactions_reported_1d": 1,
        "reactions_1d": 2,
        "comments_1d": 3,
        "shares_1d": 4,
        "follows_1d": 5,
        "unfollows_1d": 6,
        "saves_1d": 7,
        "sends_1d": 8,
        "profile_visits_1d": 9,
        "posts_1d": 10,
        "video_views_1d": 11,
        "media_views_1d": 12,
    }


def test_tweet_activity_has_fractions_and_dashes_for_none(folder, numbers):
    link = "https://twitter.com/northbank/status/1226943121421430784"
    row = ["1226943121421430784", link, "Open day", "2020-02-10 18:00 +0000", "1203.0", "41.0"]
    entry = folder.enter(
        folder.table("t", ACTIVITY, [*row, "0.0341", "1.0", "0.0", "9.0", "2.0", "-", "-"])
    )
    assert numbers(entry)["1226943121421430784"] == {
        "impressions": 1203,
        "interactions_reported": 41,
        "engagement_rate_reported": 0.0341,
        "shares": 1,
        "comments": 0,
        "reactions": 9,
        "profile_visits": 2,
    }


def test_an_x_archive_gives_likes_and_reposts(folder, numbers):
    tweet = {
        "id_str": "1996850000000000000",
        "created_at": "Sat Dec 06 18:20:30 +0000 2025",
        "full_text": "Open day",
        "favorite_count": "12",
        "retweet_count": "0",
    }
    repost = {**tweet, "id_str": "2", "full_text": "RT @b: hello", "favorite_count": "900"}
    data = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}, {"tweet": repost}])
    entry = folder.enter(folder.file("tweets.js", data), account="northbank")
    assert numbers(entry) == {"1996850000000000000": {"reactions": 12, "shares": 0}}
    assert entry.posts.num_rows == 2


def test_a_mastodon_outbox_gives_posts_without_numbers(folder):
    note = {
        "id": "https://s.example/users/n/statuses/1",
        "type": "Note",
        "content": "<p>Hi</p>",
        "published": "2026-09-01T10:00:00Z",
    }
    box = {
        "type": "OrderedCollection",
        "orderedItems": [{"type": "Create", "actor": "https://s.example/users/n", "object": note}],
    }
    entry = folder.enter(folder.file("outbox.json", json.dumps(box)))
    assert entry.posts.column("account").to_pylist() == ["n@s.example"]
    assert entry.snapshots.num_rows == 0


def test_youtube_gives_videos_days_and_totals_of_its_zip(folder, as_csv, numbers, audience):
    row = [" -a1B2_cdEfG", "Flu", "Jan 6, 2026", "90", "900", "1.5", "-2", "3.25", "4000"]
    table = as_csv(VIDEOS, ["Total", *[""] * 12], [*row, "2.5", "0:24", "10", "98.0"])
    chart = as_csv(
        "Date,Content,Video title,Video publish time,Duration,Views",
        ["2026-01-07", " -a1B2_cdEfG", "Flu", "Jan 6, 2026", "90", "40"],
    )
    totals = as_csv("Date,Views", ["2026-01-07", "55"])
    path = folder.zip(
        "y.zip", {"Table data.csv": table, "Chart data.csv": chart, "Totals.csv": totals}
    )
    entry = folder.enter(path, account="northbank")
    assert numbers(entry)["-a1B2_cdEfG"] == {
        "views": 900,
        "watch_time": 5400,
        "follows_net": -2,
        "revenue": 3.25,
        "impressions": 4000,
        "click_rate_reported": 0.025,
        "average_watch_time": 24,
        "reactions": 10,
        "like_share_reported": 0.98,
        "views_1d": 40,
    }
    assert audience(entry) == {("youtube", "northbank", "2026-01-07 00:00"): {"views_1d": 55}}
    assert [note.line for note in entry.skipped.all() if "totals" in note.message] == [2]


def test_a_day_of_a_video_counts_from_its_end_and_never_looks_ahead(folder):
    header = "Date,Content,Video title,Video publish time,Duration,Views"
    row = ["2026-01-07", "-a1B2_cdEfG", "Flu", "Jan 6, 2026", "90", "40"]
    entry = folder.enter(folder.table("c", header, row), account="northbank")
    assert entry.snapshots.column("taken").to_pylist() == [datetime(2026, 1, 8, tzinfo=UTC)]


def test_youtube_of_2026_has_other_names_for_thumbnails(folder, numbers):
    header = (
        "Content,Video title,Video publish time,Views,Thumbnail impressions,"
        "Thumbnail click-through rate (%),Subscribers gained,Subscribers lost"
    )
    row = ["-a1B2_cdEfG", "Flu", "Jan 6, 2026", "9", "40", "2.5", "3", "1"]
    entry = folder.enter(folder.table("t", header, row), account="n")
    assert numbers(entry)["-a1B2_cdEfG"] == {
        "views": 9,
        "impressions": 40,
        "click_rate_reported": 0.025,
        "follows": 3,
        "unfollows": 1,
    }


def test_tiktok_takes_the_year_from_when_it_was_exported_and_says_so(folder, numbers):
    data = (
        '"Time","Video title","Video link","Post time","Total likes","Total comments",'
        '"Total shares","Total views"\n'
        '"10 января","Meet the "team" today","https://www.tiktok.com/@northbank/video/71",'
        '"9月6日","1","0","0","9"\n'
        '"10 января","Open","https://www.tiktok.com/@northbank/video/72",'
        '"18 tháng Mười Hai","2","0","0","8"\n'
    )
    entry = folder.enter(folder.file("c.csv", data))
    assert numbers(entry)["71"] == {"reactions": 1, "comments": 0, "shares": 0, "views": 9}
    published = entry.posts.sort_by("native_id").column("published").to_pylist()
    assert [f"{one:%Y-%m-%d}" for one in published] == ["2026-09-06", "2025-12-18"]
    assert any("without a year" in str(note) for note in entry.notes.all())
    assert entry.posts.column("account").to_pylist() == ["northbank"] * 2


def test_tiktok_windowed_views_are_a_metric_of_their_own(folder, numbers):
    header = (
        '"Video title","Video link","Post time","Views in the last 7 days","Total views",'
        '"Total likes","Total comments","Total shares","Add to favorites"'
    )
    row = ["Open", "https://www.tiktok.com/@northbank/video/72", "2026-09-06", "3", "90"]
    entry = folder.enter(folder.table("c", header, [*row, "1", "2", "3", "4"]))
    assert numbers(entry)["72"] == {
        "views_7d": 3,
        "views": 90,
        "reactions": 1,
        "comments": 2,
        "shares": 3,
        "saves": 4,
    }


def test_tiktok_overview_has_days_without_a_year(folder, audience):
    header = '"Date","Video Views","Profile Views","Likes","Comments","Shares"'
    rows = [["December 31", "5", "1", "0", "0", "0"], ["January 1", "6", "1", "0", "0", "0"]]
    entry = folder.enter(folder.table("o", header, *rows), account="northbank")
    found = audience(entry)
    assert found["tiktok", "northbank", "2025-12-31 00:00"]["views_1d"] == 5
    assert found["tiktok", "northbank", "2026-01-01 00:00"]["views_1d"] == 6


def crowdtangle_api():
    reactions = ("like", "love", "wow", "haha", "sad", "angry", "thankful", "care")
    actual = {f"{one}Count": 10 for one in reactions} | {"shareCount": 3, "commentCount": 4}
    expected = {f"{one}Count": 2 for one in reactions} | {"shareCount": 1, "commentCount": 2}
    return {
        "platformId": "77_345",
        "platform": "Facebook",
        "date": "2021-03-04 10:11:12",
        "updated": "2021-03-05 10:11:12",
        "type": "link",
        "message": "Read our report",
        "postUrl": "https://www.facebook.com/77/posts/345",
        "score": -0.8333,
        "subscriberCount": 900,
        "account": {"handle": "northbank", "name": "Northbank"},
        "statistics": {"actual": actual, "expected": expected},
    }


def test_crowdtangle_gives_what_was_and_what_it_expected(folder, numbers):
    data = json.dumps({"status": 200, "result": {"posts": [crowdtangle_api()]}})
    entry = folder.enter(folder.file("x.json", data), zone="")
    found = numbers(entry)["345"]
    assert (found["reactions"], found["comments"], found["shares"]) == (80, 4, 3)
    assert (found["expected_reactions"], found["expected_comments"]) == (16, 2)
    assert found["crowdtangle_score"] == pytest.approx(-0.8333)
    assert found["followers_at_posting"] == 900
    assert set(entry.snapshots.column("taken").to_pylist()) == {
        datetime(2021, 3, 5, 10, 11, 12, tzinfo=UTC)
    }
    assert entry.posts.column("own").to_pylist() == [[("crowdtangle score", "-0.8333")]]


def test_a_history_of_crowdtangle_is_many_moments_of_one_post(folder):
    header = (
        "ID,Score Date (GMT),Timestep,Likes,Likes Average,Comments,Comments Average,"
        "Overperforming(+)/Underperforming(-) Score"
    )
    rows = [
        ["77_345", "2021-03-04 11:00:00", "3", "10", "4", "2", "1", "2.3x"],
        ["77_345", "2021-03-04 15:00:00", "12", "30", "10", "5", "3", "-2.0x"],
    ]
    path = folder.table("history.csv", header, *rows)
    entry = folder.enter(path, channel="facebook", account="northbank", zone="")
    assert entry.posts.column("native_id").to_pylist() == ["345"]
    rows = entry.snapshots.to_pylist()
    likes = [(row["taken"].hour, row["value"]) for row in rows if row["metric"] == "reactions_like"]
    assert likes == [(11, 10), (15, 30)]
    scores = [row["value"] for row in rows if row["metric"] == "crowdtangle_score"]
    assert scores == [2.3, -2.0]
    expected = [row["value"] for row in rows if row["metric"] == "expected_reactions"]
    assert expected == [4, 10]


def test_searches_of_crowdtangle_know_groups_and_instagram(folder, numbers):
    page = (
        "Group Name,User Name,Facebook Id,Likes at Posting,Followers at Posting,Post Created,Type,"
        "Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,URL,Message,"
        '"Overperforming Score (weighted  \u2014  Likes 1x Shares 3x )"'
    )
    row = ["Friends of Northbank", "", "77", "5", "1,900", "2021-03-04 10:11:12 CET", "Photo"]
    row += ["1,234", "1,200", "20", "7", "1", "2", "1", "1", "1", "1"]
    row += ["https://www.facebook.com/groups/77/posts/345", "Vaccines", "-2.5"]
    entry = folder.enter(folder.table("g", page, row), zone="")
    assert entry.posts.column("account").to_pylist() == ["friends of northbank"]
    found = numbers(entry)["345"]
    assert (found["interactions_reported"], found["reactions"]) == (1234, 1207)
    assert (found["crowdtangle_score"], found["followers_at_posting"]) == (-2.5, 1900)
    gram = (
        "Account,User Name,Followers at Posting,Post Created,Type,Likes,Comments,Views,URL,Link,"
        "Photo,Title,Description"
    )
    row = ["Northbank", "northbank", "900", "2021-03-04 10:11:12 CET", "Album", "30", "4", "0"]
    row += ["https://www.instagram.com/p/CAbc_1/", "", "", "", "Meet the team"]
    entry = folder.enter(folder.table("i", gram, row, before="\ufeff"), zone="")
    assert numbers(entry)["CAbc_1"] == {
        "followers_at_posting": 900,
        "reactions": 30,
        "comments": 4,
        "views": 0,
    }


@pytest.mark.data
def test_published_scores_of_a_real_search_export_are_kept_beside_the_numbers(folder, numbers):
    root = Path(os.environ.get("WATCHWORD_DATA", "../shared/data"))
    path = root / "crowdtangle" / "search-export.csv"
    if not path.is_file():
        pytest.skip("the public data sets are not here (WATCHWORD_DATA)")
    entry = folder.enter(path, taken=None)
    found = numbers(entry)
    assert len(found) == 10
    assert found["345428873810280"]["crowdtangle_score"] == 1.4  # written 1,4
    for one in found.values():
        assert one["reactions"] + one["comments"] + one["shares"] == one["interactions_reported"]


@pytest.mark.data
def test_a_real_table_of_tweets_is_taken_in_by_its_links(folder):
    root = Path(os.environ.get("WATCHWORD_DATA", "../shared/data"))
    path = root / "twitter_ratio" / "BarackObama.csv"
    if not path.is_file():
        pytest.skip("the public data sets are not here (WATCHWORD_DATA)")
    entry = folder.enter(path)
    assert entry.posts.num_rows == 3207
    assert entry.snapshots.num_rows == 3 * 3207
    assert set(entry.posts.column("channel").to_pylist()) == {"x"}
