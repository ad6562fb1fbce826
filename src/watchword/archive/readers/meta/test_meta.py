from __future__ import annotations

from datetime import UTC, datetime

PAGE = (
    '"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time",'
    '"Caption type",Permalink,"Is crosspost","Is share","Post type",Languages,"Custom labels",'
    '"Funded content status","Data comment",Date,Views,Reach,"Reactions, Comments and Shares",'
    'Reactions,Comments,Shares,"Total clicks","Other Clicks",'
    '"Matched Audience Targeting Consumption (Photo Click)"'
)
SHORT = (
    '"Post ID","Page ID","Page name",Title,"Publish time",Permalink,"Is share","Post type",Views,'
    'Reach,"Reactions, comments and shares",Reactions,Comments'
)
INSTAGRAM = (
    '"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)",'
    '"Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,'
    "Comments,Saves"
)
INSIGHTS = (
    "Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,Audience Targeting,"
    "Lifetime Post Total Reach,Lifetime Post organic reach"
)


def page_row(title: str, description: str, kind: str = "Photo") -> list[str]:
    return [
        *("1002003004", "77", "Northbank Health", title, description, "0", "09/28/2026 18:12", ""),
        *("https://www.facebook.com/northbank/posts/pfbid02x", "0", "0", kind, "", "", "", ""),
        *("Lifetime", "120", "90", "12", "10", "1", "1", "4", "2", "1"),
    ]


def test_a_page_export_takes_the_longer_of_title_and_description(folder):
    rows = [
        page_row('Flu clinics open.\nBring your "letter", please.', ""),
        page_row("Short", "The longer words stand in the description", "Videos"),
    ]
    path = folder.table("any name.csv", PAGE, *rows, before="\ufeff")
    reading, posts = folder.read(path)
    assert reading.format == "Meta Business Suite content export, Facebook Page"
    assert 'published from "Publish time"' in reading.match
    assert [post.text for post in posts] == [
        'Flu clinics open.\nBring your "letter", please.',
        "The longer words stand in the description",
    ]
    first = posts[0]
    assert (first.id, first.channel) == ("1002003004", "facebook")
    assert first.published == datetime(2026, 9, 28, 18, 12, tzinfo=UTC)
    assert first.facts.one("account_name") == "northbank health"
    assert [post.facts.one("media") for post in posts] == ["picture", "video"]


def test_the_short_form_of_a_page_export_is_known(folder):
    row = ["9", "77", "Northbank Health", "Hello", "01/02/2026 08:00", "https://example.org/p"]
    path = folder.table("short.csv", SHORT, [*row, "0", "Links", "1", "1", "1", "1", "0"])
    reading, posts = folder.read(path)
    assert "Facebook Page" in reading.format
    assert posts[0].published == datetime(2026, 1, 2, 8, tzinfo=UTC)
    assert posts[0].facts.one("media") == "none"


def test_an_instagram_export_is_read_with_its_descriptions(folder):
    row = ["1790", "55", "northbank", "Northbank Health", "Meet the team", "0", "12/31/2025 23:59"]
    rest = ["https://www.instagram.com/p/abc/", "IG carousel", "", "Lifetime"]
    path = folder.table("x.csv", INSTAGRAM, [*row, *rest, "1", "1", "1", "1", "1", "1", "1"])
    reading, posts = folder.read(path)
    assert reading.format == "Meta Business Suite content export, Instagram"
    assert posts[0].text == "Meet the team"
    assert posts[0].facts.one("account_name") == "northbank"
    assert posts[0].facts.one("media") == ""  # how many of a carousel are pictures is not said
    assert any("columns not used" in note.message for note in reading.notes)


def test_the_line_of_definitions_of_facebook_insights_is_skipped(folder):
    definitions = ["", "", "", "", "", "", "", "", "Lifetime: people reached", "Lifetime: organic"]
    row = ["5_6", "https://example.org/5", "Open day", "Photo", "", "", "07/15/2026 09:32:49 AM"]
    path = folder.table("x.csv", INSIGHTS, definitions, [*row, "", "9", "9"])
    reading, posts = folder.read(path)
    assert [post.text for post in posts] == ["Open day"]
    assert posts[0].published == datetime(2026, 7, 15, 9, 32, 49, tzinfo=UTC)
    assert [note.line for note in reading.notes if "was skipped" in note.message] == [2]
