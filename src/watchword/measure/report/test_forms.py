"""Reports as HTML, PDF, Word and workbooks."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from watchword.base.errors import DocumentError
from watchword.measure.report import Audience, ReportForm, render
from watchword.measure.report.model import MOST_PAGES, Block, Run

BOTH = pytest.mark.parametrize("audience", list(Audience))
FORMS = pytest.mark.parametrize("form", list(ReportForm))

HOSTILE = "<script>alert('x')</script> =1+1 ]]> {{7*7}} #set \x07"


def pdf(month, audience) -> PdfReader:
    return PdfReader(io.BytesIO(render(month, audience, ReportForm.PDF)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def word(month, audience):
    return docx.Document(io.BytesIO(render(month, audience, ReportForm.DOCX)))


def book(month, audience=Audience.TEAM):
    return openpyxl.load_workbook(io.BytesIO(render(month, audience, ReportForm.XLSX)))


def html(month, audience) -> str:
    return render(month, audience, ReportForm.HTML).decode()


@BOTH
@pytest.mark.parametrize("name", ["full", "crowded", "empty", "spoken"])
def test_a_pdf_is_a4_and_no_longer_than_it_may_be(request, audience, name) -> None:
    reader = pdf(request.getfixturevalue(name), audience)
    assert 1 <= len(reader.pages) <= MOST_PAGES[audience]
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


@BOTH
def test_a_pdf_is_tagged_with_title_language_and_words_for_charts(full, audience) -> None:
    reader = pdf(full, audience)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Social media in February 2026, Glenmarrow Health Board"
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()
    alts = _alts(root["/StructTreeRoot"])
    assert any(alt.startswith("A line over 13 months.") for alt in alts)


def _alts(node) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [alt for one in node for alt in _alts(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (_alts(node["/K"]) if "/K" in node else [])


def test_a_pdf_says_what_the_report_says(full) -> None:
    text = text_of(pdf(full, Audience.BOARD))
    for words in (
        "14 of the 29 that can be judged",
        "short of target",
        "Better than 98 of 100 comparable posts at 7 days (85-99)",
        "unexplained",
        "Feb 26",
        "Nobody has written here yet",
        "interactions ÷ reach, sum over sum",
    ):
        assert words in " ".join(text.split()), words


def test_words_that_no_page_holds_are_refused_or_cut(make_month) -> None:
    long = tuple(Block(runs=(Run(text=f"Paragraph {at} " + "word " * 60),)) for at in range(60))
    text = text_of(pdf(make_month(words=long), Audience.TEAM))
    assert "The words go on" in text
    assert "Paragraph 59" not in text
    assert "Paragraph 59" in html(make_month(words=long), Audience.TEAM)


def test_what_no_page_holds_is_refused_with_what_to_do(make_month) -> None:
    month = make_month(accounts=(), organisation="Board " * 4_000)
    with pytest.raises(DocumentError, match="may have 1") as caught:
        render(month, Audience.BOARD, ReportForm.PDF)
    assert "HTML" in caught.value.hint


@BOTH
def test_html_needs_nothing_else(full, audience) -> None:
    page = html(full, audience)
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#|https://social\.example/)""", page)
    assert "url(" not in page.replace("url(#", "")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(ids)


def test_html_has_a_table_under_each_chart(full) -> None:
    page = html(full, Audience.TEAM)
    figures = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert len(figures) == 3
    for figure in figures:
        assert 'role="img" aria-label="' in figure
        assert "<table>" in figure


@BOTH
def test_word_has_real_headings_tables_with_heads_and_words_for_charts(full, audience) -> None:
    document = word(full, audience)
    body = document.element.body
    styles = [one.get(qn("w:val")) for one in body.iter(qn("w:pStyle"))]
    assert styles.count("Heading1") >= 7
    assert "Title" in styles
    described = [one.get("descr") for one in body.iter(qn("wp:docPr"))]
    assert described
    assert all(described)
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    targets = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert targets
    assert targets <= places
    assert document.core_properties.title.startswith("Social media in February 2026")


def test_tables_that_touch_stay_apart_in_word(full) -> None:
    body = word(full, Audience.BOARD).element.body
    tags = [one.tag for one in body]
    assert all((first, second) != (qn("w:tbl"),) * 2 for first, second in pairwise(tags))


def test_a_workbook_has_numbers_as_numbers_and_frozen_heads(full) -> None:
    made = book(full)
    posts = made["Posts"]
    assert posts.freeze_panes == "B2"
    assert posts.max_row == 35
    heads = [cell.value for cell in posts[1]]
    first = dict(zip(heads, posts[2], strict=True))
    assert isinstance(first["Number"].value, int | float)
    assert isinstance(first["Better than, of 100"].value, int | float)
    assert first["Published (UTC)"].is_date
    kpis = made["KPIs against targets and our us"]
    assert kpis["B3"].value == pytest.approx(0.0262)
    assert kpis["B3"].number_format == "0.0%"


def test_what_is_missing_is_an_empty_field_beside_a_reason_where_a_chart_reads_it(full) -> None:
    sheet = book(full)["Interactions of the middle post"]
    row = next(one for one in sheet.iter_rows(min_row=2) if one[4].value == 0)
    assert row[1].value is None
    assert "no post with a number" in row[5].value
    assert sheet._charts


def test_a_workbook_never_runs_what_a_post_says(make_month, make_post) -> None:
    texts = ['=HYPERLINK("http://x.example")', "+1", "-2+3", "@SUM(A1)", "\tx", "=1+1"]
    month = make_month(
        results=tuple(make_post(at + 10, 90.0 - at, one) for at, one in enumerate(texts))
    )
    made = book(month)
    for sheet in made:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert made["Posts"]["A2"].value == texts[0]
    assert made["Posts"]["A2"].quotePrefix


@BOTH
@FORMS
def test_no_text_breaks_a_form(make_month, make_post, audience, form) -> None:
    hostile = make_post(11, 90.0, HOSTILE)
    hostile = dataclasses.replace(hostile, link="javascript:alert(1)", account=HOSTILE)
    groups = tuple(
        dataclasses.replace(one, name=f"{HOSTILE} {at}")
        for at, one in enumerate(make_month().accounts)
    )
    month = make_month(
        results=(hostile, make_post(12, 10.0, "עברית العربية 日本語 ไทย " * 30)),
        accounts=groups,
        campaigns=groups,
        pillars=groups,
        organisation=HOSTILE,
        words=(Block(runs=(Run(text=HOSTILE),)),),
    )
    made = render(month, audience, form)
    assert b"javascript:" not in made
    if form is ReportForm.HTML:
        assert b"<script" not in made


_CODE = """
import hashlib, importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("samples", sys.argv[1])
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
from watchword.measure.report import Audience, ReportForm, render
for audience in Audience:
    for form in ReportForm:
        made = render(samples.month(words=samples.WORDS), audience, form)
        print(audience, form, hashlib.sha256(made).hexdigest())
"""


def test_two_processes_write_the_same_bytes_in_every_form() -> None:
    samples = Path(__file__).with_name("conftest.py")
    runs = [
        subprocess.run(
            [sys.executable, "-c", _CODE, str(samples)],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch},
        ).stdout
        for seed, zone, epoch in (("1", "UTC", "0"), ("2", "Asia/Tokyo", "1000000000"))
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == 8


@pytest.mark.parametrize("form", [ReportForm.DOCX, ReportForm.XLSX])
def test_no_file_holds_the_time_of_writing(full, form) -> None:
    with zipfile.ZipFile(io.BytesIO(render(full, Audience.BOARD, form))) as made:
        assert {one.date_time[0] for one in made.infolist()} == {1980}


def test_another_month_gives_other_bytes(full, make_month) -> None:
    other = make_month(posts=33)
    digests = {
        hashlib.sha256(render(one, Audience.BOARD, ReportForm.PDF)).hexdigest()
        for one in (full, other)
    }
    assert len(digests) == 2
