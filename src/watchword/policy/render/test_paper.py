"""A handbook as PDF and Word."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from watchword.base.paper.word_xml import LONGEST_BOOKMARK, bookmark_name
from watchword.policy.body import Example
from watchword.policy.load import load
from watchword.policy.model import PEOPLE, Policy
from watchword.policy.render import render_handbook
from watchword.policy.render.entry import Entry
from watchword.policy.render.outline import Chapter, Outline, draw_outline
from watchword.policy.render.pdf import render_pdf, render_summary_pdf
from watchword.policy.render.prose import paragraph
from watchword.policy.render.summary import draw_summary, first_sentence, forbids
from watchword.policy.render.word import render_word
from watchword.terms.facts import Facts
from watchword.terms.finding import Severity

STARTER = Path(__file__).parents[4] / "policies" / "health-board"


def pdf(policy: Policy, folder: Path, *, summary: bool = False) -> PdfReader:
    [path] = render_handbook(policy, folder / "book.pdf", summary=summary)
    return PdfReader(io.BytesIO(path.read_bytes()))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_pdf_is_tagged_and_has_title_language_and_bookmarks(
    policy: Policy, tmp_path: Path
) -> None:
    reader = pdf(policy, tmp_path)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()
    assert reader.metadata.title == "Larch <b>Street</b> Clinic: Policy & practice"
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles[:2] == ["Document control", "Key changes"]


def test_a_pdf_holds_every_rule_with_its_reason(policy: Policy, tmp_path: Path) -> None:
    text = text_of(pdf(policy, tmp_path))
    for words in (
        "LS-101",
        "LS-201",
        "No names <script>alert('x')</script>",
        "A name cannot be taken back.",
        "Use at most six hashtags.",
        "checked automatically",
        "Granted by Head of Fairs.",
        "desk@larch.example",
        "Stay calm.",
    ):
        assert words in text


def test_a_pdf_names_the_signs_that_no_font_shows(policy: Policy, tmp_path: Path) -> None:
    assert "hello [party popper]" in text_of(pdf(policy, tmp_path))


def test_a_pdf_summary_is_one_page(policy: Policy, tmp_path: Path) -> None:
    reader = pdf(policy, tmp_path, summary=True)
    assert len(reader.pages) == 1
    assert "Never name a patient. LS-101" in text_of(reader)


def test_the_summary_of_a_long_policy_still_fits_and_says_what_is_missing(tmp_path: Path) -> None:
    policy = load(STARTER)
    reader = pdf(policy, tmp_path, summary=True)
    assert len(reader.pages) == 1
    made = draw_summary(draw_outline(policy, Facts()))
    assert made.rules_left_out > 0
    assert made.rest in text_of(reader)
    shown = {one.id for one in (*made.do, *made.never)}
    assert {one.id for one in policy.rules if one.header.severity == "critical"} <= shown


def test_rules_are_left_out_until_the_page_holds_them(policy: Policy) -> None:
    outline = draw_outline(policy, Facts())
    chapter = outline.chapters[6]
    wide = dataclasses.replace(chapter.entries[0], sentence=(paragraph("Wait " + "W" * 90),))
    many = tuple(dataclasses.replace(wide, id=f"LS-{number}") for number in range(400, 500))
    crowded = dataclasses.replace(outline, chapters=(dataclasses.replace(chapter, entries=many),))
    summary = draw_summary(crowded, lines=400)
    assert len(summary.do) == 100
    made = PdfReader(io.BytesIO(render_summary_pdf(crowded, summary)))
    assert len(made.pages) == 1
    assert "rules more" not in summary.rest
    assert "with all reasons and examples: see the handbook." in text_of(made)


@pytest.mark.parametrize(
    ("duty", "is_never"),
    [
        ("Never post a name.", True),
        ("Do not post a name.", True),
        ("In a public answer, never confirm it.", True),
        ("While a case is live, say nothing about it.", True),
        ("On your own accounts, tell no stories.", True),
        ("Nobody posts alone.", True),
        ("Disagree with ideas, and never insult people.", False),
        ("Post only from the register.", False),
        ("Before you post, read it.", False),
        ("Notice who is shown.", False),
        ("", False),
    ],
)
def test_a_duty_forbids_by_its_main_clause(duty: str, is_never: bool) -> None:
    assert forbids(duty) is is_never


def test_the_first_sentence_of_a_duty_stands_for_it() -> None:
    assert first_sentence("Use No. 3 or\nv2.1 only. Never more.") == "Use No. 3 or v2.1 only."
    assert first_sentence("Wait") == "Wait"


def word(policy: Policy, folder: Path, *, summary: bool = False) -> docx.document.Document:
    [path] = render_handbook(policy, folder / "book.docx", summary=summary)
    return docx.Document(str(path))


def test_a_word_file_has_real_headings_in_order(policy: Policy, tmp_path: Path) -> None:
    document = word(policy, tmp_path)
    headings = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "Document control") in headings
    assert ("Heading 2", "LS-101  No names <script>alert('x')</script>") in headings
    assert ("Heading 3", "What counts") in headings
    assert len([one for one in headings if one[1].startswith("LS-")]) == 5
    levels = [int(name[-1]) for name, _ in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert document.core_properties.title == "Larch <b>Street</b> Clinic: Policy & practice"


def test_a_word_file_has_contents_that_lead_to_its_headings(policy: Policy, tmp_path: Path) -> None:
    body = word(policy, tmp_path).element.body
    assert [one.text for one in body.iter(qn("w:instrText"))] == [' TOC \\o "1-2" \\h \\z \\u ']
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    targets = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert len(targets) >= 14
    assert targets <= places
    numbers = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


def test_a_word_file_has_the_reason_beside_the_rule_and_named_columns(
    policy: Policy, tmp_path: Path
) -> None:
    tables = word(policy, tmp_path).tables
    rules = [
        [cell.text for cell in table.rows[1].cells]
        for table in tables
        if table.cell(0, 0).text == "The rule"
    ]
    assert ["Hear the person first.", "You may be wrong."] in rules
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_word_summary_is_two_columns(policy: Policy, tmp_path: Path) -> None:
    document = word(policy, tmp_path, summary=True)
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Do", "Never"]
    assert "Never name a patient. (LS-101)" in table.cell(1, 1).text
    assert document.paragraphs[-1].text.startswith("Edition 3")


def test_a_word_file_holds_no_time_of_writing(policy: Policy, tmp_path: Path) -> None:
    word(policy, tmp_path)
    with zipfile.ZipFile(tmp_path / "book.docx") as made:
        assert {one.date_time[0] for one in made.infolist()} == {1980}


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60)
def test_bookmarks_are_short_plain_and_distinct(one: str, other: str) -> None:
    name = bookmark_name(f"rule-{one}")
    assert len(name) <= LONGEST_BOOKMARK
    assert name.replace("_", "a").isalnum()
    long = "x" * 50
    assert bookmark_name(long + one) == bookmark_name(long + other) or one != other


@given(st.text(max_size=60))
@example("0\u1ab0 and 1\ufe0f\u20e3")
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_a_format(text: str) -> None:
    text = f"a {text}"  # a title is never empty: the loader asks for it
    nodes = (paragraph(text),)
    entry = Entry(
        id="LS-1",
        anchor="rule-ls-1",
        title=text,
        is_guideline=False,
        badge=PEOPLE,
        action="",
        severity=Severity.LOW,
        sentence=nodes,
        why=nodes,
        examples=(Example(is_bad=True, name=text, given=Facts(), text=text),),
        rests_on=nodes,
        notes=((text, nodes),),
        more=((text, nodes),),
    )
    outline = Outline(
        title=text,
        organisation=text,
        language="en-GB",
        edition="1",
        revised="2026-11-02",
        facts=text,
        opening=nodes,
        chapters=(Chapter(anchor="purpose", title=text, prose=nodes, entries=(entry,)),),
    )
    assert len(docx.Document(io.BytesIO(render_word(outline))).tables) == 1
    assert PdfReader(io.BytesIO(render_pdf(outline))).pages
