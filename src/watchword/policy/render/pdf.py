"""A handbook, or its summary, as a tagged PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from importlib.resources import files

from watchword.base.paper.typeset import pages, typeset
from watchword.policy.render.outline import Outline
from watchword.policy.render.summary import Summary, shortened
from watchword.policy.render.words import date_words


def render_pdf(outline: Outline) -> bytes:
    """The handbook as a PDF.

    Raises:
        DocumentError: The text cannot be set, for example for lack of a font.
    """
    written = {**asdict(outline), "revised_words": _day(outline.revised)}
    return _set("handbook.typ", written, outline.revised)


def render_summary_pdf(outline: Outline, summary: Summary) -> bytes:
    """The summary as a PDF of one page; rules are left out until it is.

    Raises:
        DocumentError: The text cannot be set.
    """
    while True:
        written = {
            **asdict(summary),
            "rest": summary.rest,
            "revised_words": _day(summary.revised),
        }
        made = _set("summary.typ", written, summary.revised)
        if pages(made) == 1 or not (summary.do or summary.never):
            return made
        summary = shortened(outline, summary)


def _day(revised: str) -> str:
    return date_words(date.fromisoformat(revised))


def _set(template: str, written: dict[str, object], revised: str) -> bytes:
    source = files("watchword.policy.render").joinpath(template).read_bytes()
    return typeset(source, written, date.fromisoformat(revised))
