from __future__ import annotations

HEADER = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,"
    "Impressions,Impressions click-through rate (%)"
)


def test_titles_are_read_from_the_zip_file_and_totals_are_skipped(folder, as_csv):
    table = as_csv(
        HEADER,
        ["Total", "", "", "", "900", "1", "2", "3", "4"],
        [" -a1B2", "Flu clinics, explained", "Jan 6, 2026", "90", "900", "1", "2", "3", "4"],
    )
    chart = as_csv("Date,Views", ["2026-01-06", "3"])
    path = folder.zip("y.zip", {"Table data.csv": table, "Totals.csv": chart})
    reading, posts = folder.read(path)
    assert reading.format == "YouTube Studio, table data"
    assert [post.text for post in posts] == ["Flu clinics, explained"]
    assert posts[0].id == "-a1B2"
    assert posts[0].facts.one("media") == "video"
    messages = [note.message for note in reading.notes]
    assert any("Totals.csv" in message for message in messages)
    assert any("totals" in message for message in messages)


def test_a_video_is_named_by_its_address(folder):
    row = ["xyz", "Open day", "Feb 1, 2026", "10", "1", "1", "1", "1", "1"]
    reading, _ = folder.read(folder.table("t.csv", HEADER, row))
    batch = next(iter(reading))
    assert batch.column("link").to_pylist() == ["https://www.youtube.com/watch?v=xyz"]


def test_a_video_whose_id_is_blank_is_read_all_the_same(folder):
    row = ["", "Open day", "Feb 1, 2026", "10", "1", "1", "1", "1", "1"]
    _, posts = folder.read(folder.table("t.csv", HEADER, row))
    assert [post.text for post in posts] == ["Open day"]
