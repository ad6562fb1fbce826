"""What a file gives beside what the ledger has."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchword.archive.entry import add_entry
from watchword.archive.entry.identity import kind_named
from watchword.measure.ledger import Counts, Ledger

NOW = datetime(2026, 11, 2, tzinfo=UTC)
KNOWN = {"channel": "facebook", "account": "northbank"}


def add(folder, ledger, name, header, *rows, **asked):
    entry = folder.enter(folder.table(name, header, *rows), **KNOWN, **asked)
    return add_entry(ledger, entry, when=NOW)


def test_numbers_from_before_a_publication_that_only_the_ledger_knows_are_left_out(folder):
    ledger = Ledger.open(folder.root / "ledger")
    add(folder, ledger, "a", "id,published,reach", ["1", "2026-09-10 10:00", "5"])
    added = add(
        folder,
        ledger,
        "b",
        "id,snapshot date,reach",
        ["1", "2026-09-09", "1"],
        ["1", "2026-09-12", "3"],
    )
    assert added.made.snapshots == Counts(new=1)
    assert ["before it was published" in str(note) for note in added.skipped.all()] == [True]


def test_a_table_of_details_adds_them_and_leaves_the_rest_alone(folder):
    ledger = Ledger.open(folder.root / "ledger")
    add(folder, ledger, "a", "id,published,text,reach", ["1", "2026-09-10 10:00", "Open", "5"])
    added = add(
        folder,
        ledger,
        "b",
        "Post ID,Campaign,Content pillar,Video style,Paid",
        ["1", "Winter", "People", "Animated", "yes"],
    )
    assert added.made.posts == Counts(updated=1)
    (post,) = ledger.posts().to_pylist()
    assert (post["campaign"], post["pillar"], post["style"], post["is_paid"]) == (
        *("Winter", "People", "animated"),
        True,
    )
    assert post["text"] == "Open"
    assert ledger.snapshots().column("value").to_pylist() == [5]


def test_the_same_file_read_otherwise_names_its_earlier_import(folder):
    ledger = Ledger.open(folder.root / "ledger")
    rows = ("id,published,reach", ["1", "2026-09-10T10:00Z", "5"])
    assert add(folder, ledger, "a", *rows).earlier == 0
    again = add(folder, ledger, "a", *rows, columns={"impressions": "reach", "reach": "-"})
    assert (again.earlier, again.made.is_repeat) == (1, False)


def test_kinds_that_exports_write_in_two_ways_are_one():
    pairs = [("Photos", "photo"), ("IG reel", "reel"), ("native_video", "native video"), ("X", "x")]
    assert [kind_named(written) for written, _ in pairs] == [named for _, named in pairs]


@given(
    st.dictionaries(
        st.integers(1, 10**15).map(str),
        st.tuples(st.integers(-5, 10**9), st.text("ab=+,;\n\"'\u00e9", max_size=12)),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_imported_is_unchanged_when_it_comes_again(
    tmp_path_factory, folder, rows, delimiter, codec
):
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "published", "text", "impressions"])
    for id_, (count, text) in rows.items():
        writer.writerow([id_, "2026-09-10T10:00:00Z", text, f"{count:,}"])
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    first, second = (
        folder.enter(folder.file(name, (out.getvalue() + more).encode(codec)), **KNOWN)
        for name, more in (("a", ""), ("b", "\r\n"))
    )
    made = add_entry(ledger, first, when=NOW).made
    assert (made.posts.new, made.snapshots.new) == (len(rows), len(rows))
    again = add_entry(ledger, second, when=NOW).made
    assert again.posts == again.snapshots == Counts(unchanged=len(rows))
    values = dict(
        zip(
            ledger.posts().column("native_id").to_pylist(),
            ledger.posts().column("text").to_pylist(),
            strict=True,
        )
    )
    assert {id_: (text or "").strip() for id_, text in values.items()} == {
        id_: text.replace("\r\n", "\n").strip() for id_, (_, text) in rows.items()
    }
