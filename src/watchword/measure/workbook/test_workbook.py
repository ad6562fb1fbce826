from __future__ import annotations

import io
import random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.errors import InputError
from watchword.base.output import FORMULA_STARTS
from watchword.measure.workbook import Take, edited_posts, write_csv, write_xlsx
from watchword.measure.workbook.same import clean, is_same

SPRING = {"campaign": "Spring", "is_video": True, "own": [("Region", "North")]}


def test_a_workbook_given_back_as_it_was_changes_nothing(posts_with, exported, given_back):
    posts = posts_with(SPRING, {}, {"is_paid": False})
    back = given_back(exported(posts), posts)
    assert back.settled.rows == 3
    assert not back.edits
    assert not back.conflicts
    assert not back.notes


@given(
    texts=st.lists(st.text(max_size=120), min_size=1, max_size=4),
    own=st.text(max_size=90),
    campaign=st.text(max_size=20),
)
def test_whatever_posts_say_comes_back_unchanged(texts, own, campaign):
    # the functions behind the fixtures, which hypothesis cannot be given
    import csv
    from datetime import UTC, datetime

    import pyarrow as pa

    from watchword.measure.latest import LATEST
    from watchword.measure.schema import POSTS, post_number
    from watchword.measure.workbook import Reading, heading_of, results_sheet, settle

    posts = pa.Table.from_pylist(
        [
            {
                "post": post_number("x", "northbank", str(place)),
                "channel": "x",
                "account": "northbank",
                "native_id": str(place),
                "published": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
                "text": text,
                "campaign": campaign,
                "own": [("Note", own)],
            }
            for place, text in enumerate(texts)
        ],
        POSTS,
    )
    sheet = results_sheet(posts, LATEST.empty_table(), {}, zone="Europe/London")
    out, book = io.BytesIO(), io.BytesIO()
    write_csv(sheet, out)
    write_xlsx(sheet, book)
    of_csv = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    page = openpyxl.load_workbook(io.BytesIO(book.getvalue()))["Posts"]
    of_book = [
        [None if one.value is None else str(one.value) for one in row] for row in page.iter_rows()
    ]
    for rows in (of_csv, of_book):
        reading = Reading(heading=heading_of([title or "" for title in rows[0]]))
        settled = settle(reading.rows(enumerate(rows[1:], 2)), posts)
        assert settled.rows == len(texts)
        assert not settled.edits
        assert not settled.conflicts


def test_the_same_sheet_gives_the_same_bytes(posts_with, sheet_of):
    made = []
    for _ in range(2):
        out = io.BytesIO()
        write_xlsx(sheet_of(posts_with(SPRING, {})), out)
        made.append(out.getvalue())
    assert made[0] == made[1]


def test_no_cell_is_a_formula(posts_with, sheet_of):
    evil = "=cmd|' /C calc'!A0"
    posts = posts_with({"text": evil, "campaign": "+1", "own": [("=Own", "@sum")], "kind": "-a"})
    out, text = io.BytesIO(), io.BytesIO()
    write_xlsx(sheet_of(posts), out)
    write_csv(sheet_of(posts), text)
    for page in openpyxl.load_workbook(out):
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
                    assert cell.quotePrefix or cell.row == 1
    assert "'=cmd" in text.getvalue().decode("utf-8-sig")
    assert "'@sum" in text.getvalue().decode("utf-8-sig")


def test_ids_are_text_and_lists_are_offered(posts_with, sheet_of):
    posts = posts_with(SPRING, {"pillar": "Services"})
    out = io.BytesIO()
    write_xlsx(sheet_of(posts, choices={"pillar": ["People"]}), out)
    book = openpyxl.load_workbook(out)
    page = book["Posts"]
    titles = [cell.value for cell in page[1]]
    native = page.cell(2, titles.index("Id") + 1)
    assert native.value == "178412345678900000"
    assert native.data_type == "s"
    assert native.number_format == "@"
    lists = {
        row[0].value: [one.value for one in row[1:] if one.value] for row in book["Lists"].columns
    }
    assert lists["Pillar"] == ["People", "Services"]
    assert lists["Video style"] == ["live action", "animated"]
    assert len(page.data_validations.dataValidation) == 5
    assert page.freeze_panes == "C2"
    assert page.column_dimensions[openpyxl.utils.get_column_letter(len(titles))].hidden


def test_edits_and_new_columns_are_found(posts_with, exported, given_back, put):
    posts = posts_with(SPRING, {}, {})
    rows = exported(posts)
    put(rows, 1, "Campaign", "Spring clean")
    put(rows, 1, "Region", "")
    put(rows, 2, "Video", "TRUE")
    put(rows, 3, "Agency", "Harbour & Sons")
    back = given_back(rows, posts)
    assert back.edits == {
        "campaign": "Spring clean",
        "own:region": "",
        "is_video": "yes",
        "own:agency": "Harbour & Sons",
    }
    made = edited_posts(back.settled, posts, back.heading.titles).to_pylist()
    assert [(one["campaign"], one["is_video"], one["own"], one["cleared"]) for one in made] == [
        ("Spring clean", None, None, ["own.Region"]),
        (None, True, None, None),
        (None, None, [("Agency", "Harbour & Sons")], None),
    ]
    assert all(one["text"] is None for one in made)  # what was not edited is not said


def test_own_columns_that_differ_in_case_become_one(posts_with, exported, given_back, put):
    posts = posts_with({"own": [("Region", "North"), ("region", "north")]}, {})
    rows = exported(posts)
    assert [title for title in rows[0] if title.lower() == "region"] == ["Region"]
    put(rows, 1, "Region", "South")
    back = given_back(rows, posts)
    (made,) = edited_posts(back.settled, posts, back.heading.titles).to_pylist()
    assert made["own"] == [("Region", "South")]
    assert made["cleared"] == ["own.region"]


def test_what_the_ledger_changed_meanwhile_is_a_conflict(posts_with, exported, given_back, put):
    rows = exported(posts_with(SPRING))
    put(rows, 1, "Campaign", "Summer")
    now = posts_with({**SPRING, "campaign": "Easter"})
    (conflict,) = given_back(rows, now).conflicts
    assert (conflict.exported, conflict.ledger) == ("Spring", "Easter")
    assert conflict.workbook == ((2, "Summer"),)
    assert given_back(rows, now, Take.WORKBOOK).edits == {"campaign": "Summer"}
    assert not given_back(rows, now, Take.LEDGER).edits
    assert not given_back(rows, now, Take.LEDGER).conflicts


def test_what_only_the_ledger_changed_stays(posts_with, exported, given_back):
    rows = exported(posts_with(SPRING))
    back = given_back(rows, posts_with({**SPRING, "campaign": "Easter"}))
    assert not back.edits
    assert not back.conflicts


def test_an_edit_that_the_ledger_has_already_is_none(posts_with, exported, given_back, put):
    rows = exported(posts_with(SPRING))
    put(rows, 1, "Campaign", "Easter")
    back = given_back(rows, posts_with({**SPRING, "campaign": "Easter"}))
    assert not back.edits
    assert not back.conflicts


def test_two_rows_of_a_post_that_differ_are_a_conflict_whoever_is_right(
    posts_with, exported, given_back, put
):
    posts = posts_with(SPRING)
    rows = exported(posts)
    rows.append(list(rows[1]))
    assert not given_back(rows, posts).conflicts
    put(rows, 2, "Campaign", "Summer")
    for take in (None, Take.WORKBOOK):
        (conflict,) = given_back(rows, posts, take).conflicts
        assert conflict.workbook == ((2, "Spring"), (3, "Summer"))
        assert conflict.is_within
    assert not given_back(rows, posts, Take.LEDGER).edits


def as_a_web_spreadsheet(rows, seed=1):
    """What a web spreadsheet with a German locale makes of the sheet when it saves CSV."""
    shown = [list(rows[0])]
    for row in rows[1:]:
        line = [cell.removeprefix("'") for cell in row]
        for place, title in enumerate(rows[0]):
            if title.startswith(("Published", "Numbers")) and line[place]:
                day, time = line[place].split(" ")
                line[place] = ".".join(reversed(day.split("-"))) + f" {time}:00"
            elif title == "Reach":
                line[place] = "12.345"
            elif title == "Click-through rate as the network gives it":
                line[place] = "3,5%"
            elif title == "Reactions: CrowdTangle score":
                line[place] = "1,3"
            elif title == "Video":
                line[place] = {"yes": "TRUE", "no": "FALSE"}.get(line[place], "")
        shown.append(line)
    chance = random.Random(seed)
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    body = shown[2:]  # one row is gone
    chance.shuffle(body)
    return [[line[place] for place in order] for line in (shown[0], *body)]


def test_a_web_spreadsheets_csv_brings_back_only_what_was_edited(
    posts_with, exported, given_back, put
):
    own = [("Region", "North"), ("Cost", "007"), ("Day", "2026-03-01"), ("Sum", "1200.50")]
    posts = posts_with(*({**SPRING, "own": own} for _ in range(4)))
    rows = exported(posts, zone="Europe/Berlin")
    for row in (1, 2, 3, 4):
        put(rows, row, "Cost", "7")
        put(rows, row, "Day", "01.03.2026")
        put(rows, row, "Sum", "1.200,50")
    put(rows, 3, "Region", "South")
    back = given_back(as_a_web_spreadsheet(rows), posts)
    assert back.settled.rows == 3
    assert back.edits == {"own:region": "South"}
    assert not back.notes


def test_damaged_ids_do_no_harm_and_are_said(posts_with, exported, given_back, put):
    posts = posts_with(SPRING)
    rows = exported(posts)
    put(rows, 1, "Id", "1.78412E+17")
    put(rows, 1, "Campaign", "Summer")
    back = given_back(rows, posts)
    assert back.edits == {"campaign": "Summer"}
    assert back.notes == [
        "the id 178412345678900000 became 1.78412E+17; the post was found by its mark"
    ]


def test_changed_figures_are_said_and_not_taken(posts_with, exported, given_back, put):
    posts = posts_with(SPRING)
    rows = exported(posts)
    put(rows, 1, "Reach", "99999")
    back = given_back(rows, posts)
    assert not back.edits
    assert back.notes == ["Reach: 12345 became 99999; not taken"]


def test_one_column_sorted_without_the_others_is_noticed(posts_with, exported, given_back):
    posts = posts_with(SPRING, {})
    rows = exported(posts)
    mark = rows[0].index("Watchword post")
    rows[1][mark], rows[2][mark] = rows[2][mark], rows[1][mark]
    back = given_back(rows, posts)
    assert back.settled.rows == 0
    assert len(back.notes) == 2


def test_without_the_hidden_column_only_empty_cells_of_the_ledger_are_filled(
    posts_with, exported, given_back, put
):
    posts = posts_with(SPRING, {})
    rows = [row[:-1] for row in exported(posts)]
    put(rows, 1, "Campaign", "Summer")
    put(rows, 1, "Region", "")
    put(rows, 2, "Campaign", "Summer")
    back = given_back(rows, posts)
    assert back.edits == {"campaign": "Summer"}
    (conflict,) = back.conflicts
    assert (conflict.exported, conflict.ledger, conflict.workbook) == (
        None,
        "Spring",
        ((2, "Summer"),),
    )


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (["Text", "Id"], "no column 'Watchword post'"),
        (["Watchword post", "Area", "area "], "columns B and C have the same header"),
    ],
)
def test_headings_that_cannot_be_told_apart_are_refused(given_back, titles, words):
    with pytest.raises(InputError, match=words):
        given_back([titles], None)


def test_odd_cells_are_left_out_and_said(posts_with, exported, given_back, put):
    posts = posts_with({}, {})
    rows = exported(posts)
    put(rows, 1, "Video", "maybe")
    put(rows, 1, "Video style", "claymation")
    put(rows, 2, "Campaign", "#REF!")
    back = given_back(rows, posts)
    assert not back.edits
    assert back.notes == [
        "Video: 'maybe' is not yes or no; the cell was left out",
        "Video style: 'claymation' is not live action or animated; the cell was left out",
        "Campaign: #REF!",
    ]


@pytest.mark.parametrize(
    ("exported", "shown"),
    [
        ("007", "7"),
        ("1200", "1,200"),
        ("1200.5", "1.200,50"),
        ("5%", "0.05"),
        ("2026-03-01", "01.03.2026"),
        ("2026-03-01 21:30", "3/1/2026 9:30 PM"),
        ("2026-03-01 09:30", "2026-03-01 09:30:00"),
        ("01/03/2026", "1/3/2026"),
        ("true", "TRUE"),
        ("Łódź", "?ód?"),
    ],
)
def test_a_spreadsheets_way_of_showing_is_no_edit(exported, shown):
    assert is_same(exported, shown)


@pytest.mark.parametrize(
    ("exported", "shown"),
    [
        ("Spring 07", "Spring 7"),
        ("spring", "Spring"),
        ("01/03/2026", "03/01/2026"),
        ("2026-03-01", "2026-01-03"),
        ("1200", "12"),
        ("1,5", "15"),
        ("Zurich", "Zürich"),
        ("", "0"),
        ("0", ""),
    ],
)
def test_an_edit_is_an_edit(exported, shown):
    assert not is_same(exported, shown)


@given(text=st.text())
def test_a_cleaned_cell_is_clean_and_the_same(text):
    once = clean(text)
    assert is_same(once, once)
