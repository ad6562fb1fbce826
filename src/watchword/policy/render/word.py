"""A handbook, or its summary, as a Word document with real styles, headings and contents."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from watchword.base.paper.markup import clean
from watchword.base.paper.steady import steady_zip
from watchword.base.paper.word_style import dress
from watchword.policy.render.entry import Entry
from watchword.policy.render.html_page import edition_words
from watchword.policy.render.outline import Chapter, Outline
from watchword.policy.render.summary import Line, Summary
from watchword.policy.render.word_prose import Pen

if TYPE_CHECKING:
    from docx.document import Document


def render_word(outline: Outline) -> bytes:
    """The handbook as a DOCX."""
    pen = Pen(_document(outline))
    pen.line(outline.organisation, "Organisation")
    pen.line(outline.title, "Title")
    pen.line(edition_words(outline), "Subtitle")
    if outline.facts:
        pen.line(f"for: {outline.facts}", "Subtitle")
    pen.write(outline.opening)
    pen.contents([(one.title, one.anchor) for one in outline.chapters])
    for chapter in outline.chapters:
        _write_chapter(pen, chapter)
    return _saved(pen.document)


def render_summary_word(summary: Summary) -> bytes:
    """The summary as a DOCX of one page."""
    document = _document(summary, margin_mm=14)
    pen = Pen(document)
    pen.line(summary.organisation, "Organisation")
    pen.heading(f"{summary.title} on one page", 1)
    if summary.facts:
        pen.line(f"for: {summary.facts}", "Small")
    pen.columns(
        ("Do", "Never"), (_lines(summary.do), _lines(summary.never)), "Small", row_may_split=True
    )
    pen.line(summary.rest, "Small")
    pen.line(f"{edition_words(summary)}.", "Small")
    return _saved(document)


def _lines(lines: Iterable[Line]) -> list[str]:
    return [f"{one.text} ({one.id})" for one in lines] or ["Nothing in particular."]


def _document(source: Outline | Summary, margin_mm: int = 22) -> Document:
    import docx

    document = docx.Document()
    dress(document, source.language, margin_mm)
    about = document.core_properties
    about.title = clean(f"{source.organisation}: {source.title}")
    about.author = about.last_modified_by = clean(source.organisation)
    about.language = source.language
    about.comments = clean(edition_words(source))
    about.created = about.modified = datetime.combine(
        date.fromisoformat(source.revised), datetime.min.time()
    )
    return document


def _write_chapter(pen: Pen, chapter: Chapter) -> None:
    pen.heading(chapter.title, 1, chapter.anchor)
    pen.write(chapter.prose)
    for entry in chapter.entries:
        _write_entry(pen, entry)


def _write_entry(pen: Pen, entry: Entry) -> None:
    pen.heading(f"{entry.id}  {entry.title}", 2, entry.anchor)
    pen.marks(entry.badge, "" if entry.is_guideline else entry.action, is_advice=entry.is_guideline)
    duty = "The guideline" if entry.is_guideline else "The rule"
    pen.beside((duty, entry.sentence, "Sentence"), ("Why", entry.why, "Reason"))
    for is_bad, label in ((True, "Not like this"), (False, "Like this")):
        shown = next((one for one in entry.examples if one.is_bad is is_bad), None)
        if shown is not None:
            pen.example(f"{label}: {shown.name}", shown.text, is_bad=is_bad)
    for title, nodes in entry.more:
        pen.heading(title, 3)
        pen.write(nodes)
    rests_on = [("Rests on", entry.rests_on)] if entry.rests_on else []
    for label, nodes in (*entry.notes, *rests_on):
        pen.note(label, nodes)


def _saved(document: Document) -> bytes:
    """The document's bytes, the same for the same text: entries in order, without a clock."""
    raw = io.BytesIO()
    document.save(raw)
    return steady_zip(raw)
