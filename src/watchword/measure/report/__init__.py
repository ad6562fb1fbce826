"""The monthly report: a month gathered from a ledger, a model of it, one renderer a form.

    Ledger ── gather ──> Month ── draw_board | draw_team ──> Report ──> HTML | PDF | DOCX | XLSX

The same ledger and the same words give the same bytes in every form.
"""

from __future__ import annotations

from enum import StrEnum

from watchword.measure.report.board import draw_board
from watchword.measure.report.gather import gather
from watchword.measure.report.model import Audience, Report
from watchword.measure.report.month import Month
from watchword.measure.report.team import draw_team
from watchword.measure.report.words import read_words

__all__ = ["Audience", "Month", "ReportForm", "draw_report", "gather", "read_words", "render"]


WORD_IS_LONGER = 3
"""Steps of brevity that a Word document needs beyond the PDF: its lines are higher, and the fonts
of the machine that opens it are not known here."""


class ReportForm(StrEnum):
    """What a report is written as."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


def draw_report(month: Month, audience: Audience, brevity: int = 0) -> Report:
    """The report of a month for the board or the team; see ``draw_board``."""
    draw = draw_board if audience is Audience.BOARD else draw_team
    return draw(month, brevity)


def render(month: Month, audience: Audience, form: ReportForm) -> bytes:
    """A report in a form: on paper as full as its pages hold, elsewhere in full.

    Raises:
        DocumentError: It cannot be set on paper, or even its briefest form is too long.
    """
    if form is ReportForm.HTML:
        from watchword.measure.report.page import render_html

        return render_html(draw_report(month, audience))
    if form is ReportForm.XLSX:
        from watchword.measure.report.book import render_book

        return render_book(draw_report(month, audience), month)
    from watchword.measure.report.paper import fitted

    brevity, made = fitted(lambda brevity: draw_report(month, audience, brevity))
    if form is ReportForm.PDF:
        return made
    from watchword.measure.report.word import render_word

    return render_word(draw_report(month, audience, brevity + WORD_IS_LONGER))
