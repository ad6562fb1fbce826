"""What is told to a ledger is kept, can be corrected, and can be undone."""

from __future__ import annotations

import hashlib

import pytest

from watchword.base.errors import LedgerError
from watchword.measure.ledger import Counts, Ledger, Source
from watchword.measure.schema import post_number

FILE = Source(name="a.csv")
NUMBER = post_number("x", "northbank", "1")


def test_an_empty_ledger_has_its_tables(ledger):
    assert len(ledger.posts()) == len(ledger.snapshots()) == len(ledger.audience()) == 0
    assert not ledger.path.exists()


def test_what_is_added_is_there_for_whoever_opens_it(ledger, invented):
    made = ledger.add(invented.posts("1", "2"), invented.numbers({"1": 5, "2": 7}), source=FILE)
    assert (made.number, made.posts, made.snapshots) == (1, Counts(new=2), Counts(new=2))
    again = Ledger.open(ledger.path)
    assert again.imports() == (made,)
    assert again.posts().column("text").to_pylist() == ["Flu clinic 1", "Flu clinic 2"]
    assert sorted(again.snapshots().column("value").to_pylist()) == [5, 7]


def test_the_same_file_adds_nothing(ledger, invented, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,likes\n1,5\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = Source(name="a.csv", sha256=digest, match="likes from likes", original=path)
    tables = invented.posts("1"), invented.numbers({"1": 5})
    first = ledger.add(*tables, source=source)
    second = ledger.add(*tables, source=source)
    assert second.is_repeat
    assert second.number == first.number
    assert second.posts == second.snapshots == Counts(unchanged=1)
    assert len(ledger.imports()) == 1
    assert (ledger.path / "files" / f"{digest}.csv").read_bytes() == path.read_bytes()


def test_the_same_rows_of_another_file_are_nothing_new(ledger, invented):
    tables = invented.posts("1"), invented.numbers({"1": 5})
    ledger.add(*tables, source=FILE)
    second = ledger.add(*tables, source=Source(name="b.csv"))
    assert second.posts == second.snapshots == Counts(unchanged=1)
    ledger.undo(1)
    assert ledger.snapshots().column("value").to_pylist() == [5]


def test_a_correction_counts_and_what_stood_before_stays_readable(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    made = ledger.add(invented.posts("1"), invented.numbers({"1": 4}), source=FILE)
    assert made.snapshots == Counts(updated=1)
    assert ledger.snapshots().column("value").to_pylist() == [4]
    history = ledger.history(NUMBER, "reactions")
    assert history.column("value").to_pylist() == [5, 4]
    assert history.column("import").to_pylist() == [1, 2]
    ledger.undo(2)
    assert ledger.snapshots().column("value").to_pylist() == [5]


def test_an_import_that_does_not_say_something_leaves_it(ledger, invented):
    nothing = invented.numbers({})
    own = [("author", "Morag"), ("tone", "warm")]
    ledger.add(invented.posts("1", campaign="flu", own=own), nothing, source=FILE)
    told = invented.posts("1", text=None, pillar="clinics", own=[("tone", "dry")])
    made = ledger.add(told, nothing, source=FILE)
    assert made.posts == Counts(updated=1)
    (post,) = ledger.posts().to_pylist()
    assert (post["text"], post["campaign"], post["pillar"]) == ("Flu clinic 1", "flu", "clinics")
    assert dict(post["own"]) == {"author": "Morag", "tone": "dry"}


def test_details_can_be_emptied_and_filled_again(ledger, invented):
    nothing = invented.numbers({})
    ledger.add(invented.posts("1", campaign="flu", own=[("tone", "dry")]), nothing, source=FILE)
    cleared = invented.posts("1", cleared=["campaign", "own.tone"])
    assert ledger.add(cleared, nothing, source=FILE).posts == Counts(updated=1)
    (post,) = ledger.posts().to_pylist()
    assert post["campaign"] is None
    assert not post["own"]
    ledger.add(invented.posts("1", campaign="winter"), nothing, source=FILE)
    assert ledger.posts().column("campaign").to_pylist() == ["winter"]
    ledger.undo(3)
    ledger.undo(2)
    assert ledger.posts().column("campaign").to_pylist() == ["flu"]


def test_an_open_ledger_stays_as_it_was_opened(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    reader = Ledger.open(ledger.path)
    ledger.add(invented.posts("2"), invented.numbers({"2": 6}), source=FILE)
    assert len(reader.posts()) == 1
    assert len(Ledger.open(ledger.path).posts()) == 2


def test_undoing_twice_or_nothing_is_refused(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    ledger.undo(1)
    assert len(ledger.posts()) == 0
    with pytest.raises(LedgerError, match="undone already"):
        ledger.undo(1)
    with pytest.raises(LedgerError, match="no import 9"):
        ledger.undo(9)


@pytest.mark.parametrize(
    ("posts", "numbers", "words"),
    [
        (("1", "1"), {}, "post occurs twice"),
        (("1",), {"9": 5}, "nobody told of"),
        (("1",), {"1": float("nan")}, "not finite"),
    ],
)
def test_rows_that_cannot_be_kept_are_refused_whole(ledger, invented, posts, numbers, words):
    with pytest.raises(LedgerError, match=words):
        ledger.add(invented.posts(*posts), invented.numbers(numbers), source=FILE)
    assert len(Ledger.open(ledger.path).posts()) == 0


def test_numbers_from_before_publication_are_refused(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 0}, day=-1), source=FILE)
    with pytest.raises(LedgerError, match="before the post was published"):
        ledger.add(invented.posts("2"), invented.numbers({"2": 5}, day=-2), source=FILE)


def test_settings_are_kept(ledger):
    ledger.set("zones", {"meta": "Europe/London"})
    assert Ledger.open(ledger.path).settings == {"zones": {"meta": "Europe/London"}}


def test_a_folder_that_is_no_ledger_is_left_alone(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger.open(tmp_path)
    with pytest.raises(LedgerError, match="is a file"):
        Ledger.open(tmp_path / "holiday.jpg")


def test_damage_and_newer_versions_are_told_apart(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    state = ledger.path / "ledger.json"
    whole = state.read_text()
    state.write_text(whole.replace('"format": 1', '"format": 99'))
    with pytest.raises(LedgerError, match="version 99"):
        Ledger.open(ledger.path)
    state.write_text(whole[:-20])
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(ledger.path)


def test_a_file_that_changes_while_it_is_read_is_not_taken(ledger, invented, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,likes\n1,5\n")
    source = Source(name="a.csv", sha256="0" * 64, original=path)
    with pytest.raises(LedgerError, match=r"a\.csv has changed while it was read"):
        ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=source)
    path.unlink()
    with pytest.raises(LedgerError, match="can no longer be read"):
        ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=source)
    assert Ledger.open(ledger.path).imports() == ()
    assert not list((ledger.path / "files").iterdir())


def test_after_an_undo_the_same_file_can_be_imported_again(ledger, invented):
    source = Source(name="a.csv", sha256="0" * 64)
    tables = invented.posts("1"), invented.numbers({"1": 5})
    ledger.add(*tables, source=source)
    ledger.undo(1)
    again = ledger.add(*tables, source=source)
    assert (again.number, again.posts) == (2, Counts(new=1))
    assert [one.undone is None for one in ledger.imports()] == [False, True]


def test_the_same_file_read_otherwise_is_another_import(ledger, invented):
    tables = invented.posts("1"), invented.numbers({"1": 5})
    first = Source(name="a.csv", sha256="0" * 64, match="zone Europe/London")
    ledger.add(*tables, source=first)
    other = Source(name="a.csv", sha256="0" * 64, match="zone UTC")
    assert not ledger.add(*tables, source=other).is_repeat


def test_numbers_alone_may_be_of_posts_that_the_ledger_has(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    made = ledger.add(invented.posts(), invented.numbers({"1": 6}, day=2), source=FILE)
    assert made.snapshots == Counts(new=1)
    ledger.undo(1)  # the post stays known by its key, as the second import speaks of it
    (post,) = ledger.posts().to_pylist()
    assert (post["native_id"], post["text"], post["published"]) == ("1", None, None)
    assert ledger.snapshots().column("value").to_pylist() == [6]


def test_what_cannot_be_emptied_is_said(ledger, invented):
    with pytest.raises(LedgerError, match="'text' cannot be emptied"):
        ledger.add(invented.posts("1", cleared=["text"]), invented.numbers({}), source=FILE)


@pytest.mark.parametrize("missing", ["post", "native_id"])
def test_tables_that_are_not_as_the_schema_says_are_refused(ledger, invented, missing):
    posts = invented.posts("1")
    with pytest.raises(LedgerError, match="posts are not as the ledger keeps them"):
        ledger.add(posts.drop_columns([missing]), invented.numbers({}), source=FILE)
    with pytest.raises(LedgerError, match="numbers of accounts"):
        ledger.add(posts, invented.numbers({}), posts, source=FILE)
