"""What is wrong with files of people, and what is said about it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchword.base.errors import InputError

KNOWN = {"channel": "facebook", "account": "northbank"}
HEADER = "id,published,text,reactions,reach"
DAY = "2026-09-01 10:00"


def skipped(entry):
    return [str(note) for note in entry.skipped.all()]


@pytest.mark.parametrize("written", ["5.69587E+17", "5,69587E+17", "1.22E18"])
def test_an_id_that_a_spreadsheet_rounded_is_refused_with_what_to_do(folder, written):
    rows = [["1", DAY, "a", "1", "2"], [written, DAY, "b", "1", "2"]]
    path = folder.table("t.csv", HEADER, *rows)
    with pytest.raises(InputError) as caught:
        folder.enter(path, **KNOWN)
    assert f'line 3, column "id": {written}' in caught.value.message
    assert "as it was downloaded" in caught.value.hint
    assert caught.value.code == "input-damaged-id"


def test_ids_that_all_end_in_zeros_were_rounded_too(folder, numbers):
    rows = [[f"{number}000", DAY, "a", "1", "2"] for number in (569587123456789, 569587123456790)]
    with pytest.raises(InputError, match='line 2, column "id": 569587123456789000 was an id'):
        folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    rows.append(["569587123456789012", DAY, "a", "1", "2"])
    assert len(numbers(folder.enter(folder.table("t", HEADER, *rows), **KNOWN))) == 3


def test_a_long_id_in_a_cell_of_numbers_is_refused_too(folder):
    rows = [["Post ID", "Likes"], [569587123456789012, 3]]
    path = folder.book("t.xlsx", {"Posts": rows})
    with pytest.raises(InputError, match='line 2, column "Post ID"'):
        folder.enter(path, **KNOWN)


def test_ids_with_tabs_and_apostrophes_are_cleaned(folder, numbers):
    rows = [["569587\t", DAY, "a", "1", ""], ["'569588", DAY, "b", "2", ""]]
    entry = folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    assert sorted(numbers(entry)) == ["569587", "569588"]


def test_a_line_of_totals_is_left_out(folder, numbers):
    rows = [["1", DAY, "a", "1", "2"], ["", "", "Total", "9", "9"], ["Total", "", "", "9", "9"]]
    entry = folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    assert sorted(numbers(entry)) == ["1"]
    assert [note.line for note in entry.skipped.all() if "totals" in note.message] == [3, 4]


def test_two_header_rows_with_merged_cells_tell_columns_of_one_name_apart(folder, numbers):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Post", None, "Organic", None, "Paid", None])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("E1:F1")
    sheet.append(["Post ID", "Message", "Impressions", "Reach", "Impressions", "Reach"])
    sheet.append(["1", "Open day", 10, 9, 2, 1])
    path = folder.root / "t.xlsx"
    book.save(path)
    assert numbers(folder.enter(path, **KNOWN)) == {
        "1": {
            "impressions_organic": 10,
            "reach_organic": 9,
            "impressions_paid": 2,
            "reach_paid": 1,
        }
    }


def test_a_merged_cell_of_numbers_counts_for_its_first_row_only(folder, numbers):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (["Post ID", "Likes"], ["1", 5], ["2", None], [None, 7]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    path = folder.root / "t.xlsx"
    book.save(path)
    entry = folder.enter(path, **KNOWN)
    assert numbers(entry) == {"1": {"reactions": 5}}
    assert skipped(entry) == [
        "line 4: a line without a post (totals, definitions, nothing) was skipped"
    ]


def test_a_workbook_with_a_password_says_so(folder):
    # a compound file with the stream that an encrypted package is kept in
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    data = start + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480
    with pytest.raises(InputError, match="is protected by a password"):
        folder.enter(folder.file("t.xlsx", data), **KNOWN)


def test_formulas_are_text_and_no_numbers(folder, numbers):
    rows = [["1", DAY, "=HYPERLINK(1)", "=1+2", "@SUM(A1)"], ["2", DAY, "+1", "3", "4"]]
    entry = folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    assert numbers(entry) == {"2": {"reactions": 3, "reach": 4}}
    assert set(entry.posts.column("text").to_pylist()) == {"=HYPERLINK(1)", "+1"}
    said = [str(note) for note in entry.notes.all() if "not a number" in note.message]
    assert said[0] == "line 2: '=1+2' in \"reactions\" is not a number; it was left out"


def test_a_thousand_columns_are_read_and_those_not_known_are_listed(folder, numbers):
    names = [f"Question {number}" for number in range(1000)]
    header = ",".join(["id", "reach", *names])
    entry = folder.enter(folder.table("t", header, ["1", "5", *["x"] * 1000]), **KNOWN)
    assert numbers(entry) == {"1": {"reach": 5}}
    assert entry.match.unknown == tuple(names)


def test_numbers_from_before_publication_are_left_out(folder, numbers):
    rows = [["1", "2026-11-02 10:00", "a", "1", "2"], ["2", DAY, "b", "3", "4"]]
    entry = folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    assert numbers(entry) == {"2": {"reactions": 3, "reach": 4}}
    assert entry.posts.num_rows == 2
    assert skipped(entry) == [
        "line 2: its numbers were taken before it was published; they were left out"
    ]


def test_counts_that_fall_are_kept_as_a_correction_of_the_network(folder):
    rows = [["1", "2026-09-02", "10"], ["1", "2026-09-03", "8"], ["1", "2026-09-04", "12"]]
    entry = folder.enter(folder.table("t", "id,snapshot date,reach", *rows), **KNOWN)
    assert entry.snapshots.column("value").to_pylist() == [10, 8, 12]
    assert any("1 numbers fell with time: kept" in str(note) for note in entry.notes.all())


def test_one_id_twice_with_other_numbers_is_a_conflict_and_the_later_line_counts(folder, numbers):
    rows = [["1", DAY, "a", "5", "9"], ["1", DAY, "b", "7", "9"], ["1", DAY, "b", "7", "9"]]
    entry = folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    assert numbers(entry) == {"1": {"reactions": 7, "reach": 9}}
    assert entry.posts.column("text").to_pylist() == ["b"]
    said = [str(note) for note in entry.conflicts.all()]
    assert said == [
        "line 4: post 1, text: the same post came twice and says otherwise; the later line counts",
        "line 3: reactions is 7 here and 5 on line 2 for the same post and time; the later line counts",
    ]


def test_a_column_that_is_missing_gives_nothing_and_never_zero(folder, numbers):
    rows = [["1", DAY, "a", "", "2"], ["2", DAY, "b", "0", "n/a"]]
    entry = folder.enter(folder.table("t", HEADER, *rows), **KNOWN)
    assert numbers(entry) == {"1": {"reach": 2}, "2": {"reactions": 0}}


def test_percent_and_fraction_are_told_by_header_sign_and_range_and_said(folder, numbers):
    def rate(header, *cells):
        rows = [[str(number), cell] for number, cell in enumerate(cells)]
        entry = folder.enter(folder.table("t", f'id,"{header}"', *rows), **KNOWN)
        values = [one["engagement_rate_reported"] for one in numbers(entry).values()]
        return sorted(values), [str(note) for note in entry.notes.all()]

    assert rate("Engagement rate (%)", "0.5", "0.7")[0] == pytest.approx([0.005, 0.007])
    assert rate("Engagement rate", "50%", "0.7%")[0] == pytest.approx([0.007, 0.5])
    assert rate("Engagement rate", "0,05", "0,07") == (
        pytest.approx([0.05, 0.07]),
        ['"Engagement rate" was read as fraction, by the range of its values'],
    )
    assert rate("Engagement rate", "5.1", "0.7") == (
        pytest.approx([0.007, 0.051]),
        ['"Engagement rate" was read as percent, by the range of its values'],
    )


def test_dates_of_every_order_are_the_same_day(folder):
    for written in ("13/09/2026 10:00", "09/13/2026 10:00", "2026-09-13T10:00", "13.09.2026 10:00"):
        path = folder.table("t", HEADER, ["1", written, "a", "1", "2"])
        entry = folder.enter(path, **KNOWN)
        assert entry.posts.column("published").to_pylist() == [
            datetime(2026, 9, 13, 10, tzinfo=UTC)
        ]


def test_what_the_file_does_not_say_is_asked_at_once(folder):
    path = folder.table("t.csv", HEADER, ["1", DAY, "a", "1", "2"])
    with pytest.raises(InputError) as caught:
        folder.enter(path, zone="")
    assert caught.value.message == (
        "t.csv does not say which network its posts are on, and does not name the account that "
        "posted, and has times without a zone, such as '2026-09-01 10:00' (Table)"
    )
    assert "--channel facebook --account NAME --zone Europe/London" in caught.value.hint


def test_one_name_is_not_given_to_several_accounts(folder):
    header = "id,channel,account name,published,reach"
    rows = [["1", "x", "north", DAY, "1"], ["2", "x", "south", DAY, "2"]]
    path = folder.table("t", header, *rows)
    assert set(folder.enter(path).posts.column("account").to_pylist()) == {"north", "south"}
    with pytest.raises(InputError, match="several accounts: north, south"):
        folder.enter(path, account="north")


def test_the_hour_that_comes_twice_and_the_one_that_never_was_are_said(folder):
    rows = [
        ["1", "2026-10-25 01:30", "a", "1", "1"],  # London: twice
        ["2", "2026-03-29 01:30", "b", "1", "1"],  # London: never
        ["3", "2026-07-01 01:30", "c", "1", "1"],
        ["4", "2026-07-01T01:30:00+05:30", "d", "1", "1"],  # zones may be mixed
    ]
    entry = folder.enter(folder.table("t", HEADER, *rows), zone="Europe/London", **KNOWN)
    published = dict(
        zip(
            entry.posts.column("native_id").to_pylist(),
            entry.posts.column("published").to_pylist(),
            strict=True,
        )
    )
    assert published == {
        "1": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "2": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        "3": datetime(2026, 7, 1, 0, 30, tzinfo=UTC),
        "4": datetime(2026, 6, 30, 20, 0, tzinfo=UTC),
    }
    lines = {note.line: note.message for note in entry.notes.all() if note.line}
    assert "came twice" in lines[2]
    assert "did not exist" in lines[3]


def test_a_zone_that_is_none_is_refused():
    from watchword.archive.readers.zones import zone_named

    with pytest.raises(InputError, match="'London' is not a time zone"):
        zone_named("London")


def test_numbers_are_of_the_files_own_change_when_nobody_says_otherwise(folder):
    path = folder.table("t.csv", HEADER, ["1", DAY, "a", "1", "2"])
    moment = datetime(2026, 9, 20, 12, tzinfo=UTC)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    entry = folder.enter(path, taken=None, **KNOWN)
    assert set(entry.snapshots.column("taken").to_pylist()) == {moment}
    assert "the file's own time of change" in entry.taken[0].why


def test_a_member_of_a_zip_file_has_a_date_of_its_own(folder, as_csv):
    import zipfile

    path = folder.root / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("posts.csv", (2026, 9, 20, 12, 0, 0))
        archive.writestr(member, as_csv(HEADER, ["1", DAY, "a", "1", "2"]))
    entry = folder.enter(path, taken=None, zone="Europe/London", **KNOWN)
    assert set(entry.snapshots.column("taken").to_pylist()) == {
        datetime(2026, 9, 20, 11, tzinfo=UTC)
    }


def test_what_the_caller_says_counts_before_the_files_own_dates(folder):
    path = folder.table("t", HEADER, ["1", DAY, "a", "1", "2"], before="Until 2026-09-30\n")
    given_ = datetime(2026, 10, 5, tzinfo=UTC)
    entry = folder.enter(path, taken=given_, **KNOWN)
    assert set(entry.snapshots.column("taken").to_pylist()) == {given_}


def test_a_file_that_nobody_knows_is_refused_by_its_columns(folder):
    with pytest.raises(InputError, match="'Colour', 'Weight'"):
        folder.enter(folder.table("t", "Colour,Weight", ["red", "3"]))
    with pytest.raises(InputError, match="none of the formats"):
        folder.enter(folder.file("t.js", "window.YTD.something.part0 = []"))


def test_a_day_of_nobody_is_left_out(folder):
    rows = [["2026-09-01", "", "northbank", "5"], ["2026-09-01", "X", "", "6"]]
    entry = folder.enter(folder.table("t", "Date,Network,Account,Followers", *rows))
    assert entry.audience.num_rows == 0
    lines = [note.line for note in entry.notes.all() if "names no network" in note.message]
    assert lines == [2, 3]


def test_drafts_to_schedule_are_no_posts_of_a_ledger(folder):
    data = "10/25/2026 09:05,Flu clinics open,https://example.org/flu\n10/26/2026 09:05,Bye,\n"
    with pytest.raises(InputError):
        folder.enter(folder.file("bulk.csv", data), **KNOWN)


@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.integers(-(10**6), 10**12), st.integers(0, 400)),
        min_size=1,
        max_size=30,
    )
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_numbers_come_back_as_they_were_written_once_a_post_and_moment(folder, rows):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    written = [[f"{one}", f"{start + timedelta(days=day)}", f"{n:,}"] for one, n, day in rows]
    path = folder.table("t", "id,snapshot date,impressions", *written)
    entry = folder.enter(path, zone="", **KNOWN)
    ids = dict(
        zip(
            entry.posts.column("post").to_pylist(),
            entry.posts.column("native_id").to_pylist(),
            strict=True,
        )
    )
    found = {(ids[row["post"]], row["taken"]): row["value"] for row in entry.snapshots.to_pylist()}
    last = {(f"{one}", start + timedelta(days=day)): float(n) for one, n, day in rows}
    assert found == last
    assert entry.snapshots.num_rows == len(last)


@given(st.binary(min_size=1, max_size=300))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_taken_in_or_refused_never_worse(folder, data):
    try:
        entry = folder.enter(folder.file("t", data), **KNOWN)
    except InputError:
        return
    assert entry.snapshots.num_rows >= 0


META = "Post ID,Page name,Title,Publish time,Permalink,Post type,Reach,Reactions,Comments"


def entered_meta(folder, *times):
    rows = [
        [str(place), "Northbank", "a", time, "https://e/1", "Photos", "5", "5", "0"]
        for place, time in enumerate(times, 1)
    ]
    return folder.enter(folder.table("t", META, *rows), zone="UTC")


def test_days_and_months_in_both_orders_are_said(folder):
    entry = entered_meta(folder, "13/02/2026 10:00", "02/13/2026 10:00", "02/03/2026 10:00")
    said = [str(note) for note in entry.notes.all() if "both orders" in note.message]
    assert len(said) == 1
    assert "'13/02/2026 10:00' and '02/13/2026 10:00'" in said[0]
    assert "read with the month first" in said[0]
    published = {one["native_id"]: one["published"] for one in entry.posts.to_pylist()}
    assert published["3"] == datetime(2026, 2, 3, 10, tzinfo=UTC)


def test_an_order_that_is_not_the_formats_own_is_said(folder):
    entry = entered_meta(folder, "13/02/2026 10:00", "02/03/2026 10:00")
    assert any("this format has the month first" in str(note) for note in entry.notes.all())
    published = {one["native_id"]: one["published"] for one in entry.posts.to_pylist()}
    assert published["2"] == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_dates_in_the_formats_own_order_need_no_word(folder):
    entry = entered_meta(folder, "02/13/2026 10:00", "02/03/2026 10:00")
    assert not any("first" in str(note) for note in entry.notes.all())


def test_a_file_whose_columns_cannot_even_be_named_is_refused_with_a_whole_sentence(folder):
    header = ",".join([META, *(f"c{place}" for place in range(20_000))])
    with pytest.raises(InputError) as caught:
        folder.enter(folder.table("t", header, ["1"]), zone="UTC")
    assert "no line with names of columns was found" in caught.value.message
