"""The demonstration's numbers are the same each time, grow with age, and hold what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from statistics import fmean

from watchword.archive.entry import Asked, read_entry
from watchword.archive.readers.zones import zone_named
from watchword.demo.results import numbers_at
from watchword.demo.weekly import write_weekly
from watchword.demo.year import year_of_posts

FIRST = date(2025, 11, 1)
POSTS = year_of_posts(FIRST)
END = datetime(2026, 12, 1, tzinfo=UTC)


def test_numbers_grow_with_age_and_are_the_same_each_time():
    for post in POSTS[:50]:
        ages = [timedelta(hours=hours) for hours in (1, 5, 24, 24 * 7, 24 * 28)]
        grown = [numbers_at(post, post.published + age).reach for age in ages]
        assert grown == sorted(grown)
        assert numbers_at(post, END) == numbers_at(post, END)


def test_videos_do_better_as_the_module_says():
    means = [
        fmean(
            numbers_at(post, END).interactions / post.reach
            for post in POSTS
            if post.is_video is one
        )
        for one in (True, False)
    ]
    assert 1.3 < means[0] / means[1] < 2.2


def test_weekly_exports_are_the_same_bytes_and_a_ledger_takes_each(tmp_path):
    paths = write_weekly(POSTS, FIRST, tmp_path)
    first = {path.name: path.read_bytes() for path in paths}
    assert {path.name: path.read_bytes() for path in write_weekly(POSTS, FIRST, tmp_path)} == first
    entry = read_entry(tmp_path / "x-weekly.zip", Asked(zone={"": zone_named("UTC")}))
    own = {post.published for post in POSTS if post.channel == "x"}
    assert set(entry.posts.column("published").to_pylist()) <= own  # X's ids tell the minute
    assert len(set(entry.snapshots.column("taken").to_pylist())) > 50
    assert entry.skipped.all() == []
