"""A report as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from itertools import groupby

from watchword.base.paper.markup import Html, element, together
from watchword.measure.charts import render_svg
from watchword.measure.report import model
from watchword.measure.report.model import Report, Section
from watchword.measure.report.number import Number

MARKS = {
    model.Status.GOOD: "▲",
    model.Status.POOR: "▼",
    model.Status.PLAIN: "●",
    model.Status.UNKNOWN: "○",
}
"""Signs beside the words of a status: a shape each, for who sees no colours."""


def render_html(report: Report) -> bytes:
    """The page, in UTF-8."""
    css = files("watchword.measure.report").joinpath("report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content="Watchword"),
        element("title", report.full_title),
        element("style", Html(f"\n{css}")),
    )
    body = element(
        "body",
        element("a", "Skip to the report", href="#report", class_="skip"),
        element(
            "header",
            element("p", report.organisation, class_="organisation") if report.organisation else "",
            element("h1", report.title),
            element("p", report.about, class_="about"),
        ),
        element("main", _sections(report), id="report", tabindex="-1"),
        element("footer", element("p", f"{report.full_title}. Made by Watchword.")),
        class_=str(report.audience),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en-GB')}".encode()


def _sections(report: Report) -> Html:
    """Sections one under the other; halves in pairs beside each other."""
    made = []
    for is_half, run in groupby(report.sections, key=lambda one: one.is_half):
        drawn = [_section(one) for one in run]
        if is_half:
            pairs = [drawn[at : at + 2] for at in range(0, len(drawn), 2)]
            made += [element("div", *pair, class_="pair") for pair in pairs]
        else:
            made += drawn
    return together(*made)


def _section(section: Section) -> Html:
    parts = [
        _DRAWN[type(part)](part, f"{section.anchor}-{at}") for at, part in enumerate(section.parts)
    ]
    if not section.title:
        return element("div", *parts, class_="opening")
    title = element("h2", section.title, id=f"{section.anchor}-title")
    return element(
        "section", title, *parts, id=section.anchor, aria_labelledby=f"{section.anchor}-title"
    )


def _lead(part: model.Lead, name: str) -> Html:
    del name
    return element("p", part.text, class_="lead")


def _text(part: model.Text, name: str) -> Html:
    del name
    return element("p", part.text, class_="soft" if part.is_soft else None)


def _note(method: int) -> Html | str:
    """A link to a method."""
    if not method:
        return ""
    words = element("span", "how it comes about: note ", class_="unseen")
    return together(" ", element("a", words, str(method), href=f"#method-{method}", class_="note"))


def _tiles(part: model.Tiles, name: str) -> Html:
    del name
    return element("ul", (_tile(one) for one in part.tiles), class_="tiles")


def _tile(one: model.Tile) -> Html:
    mark = element("span", MARKS[one.status], aria_hidden="true")
    return element(
        "li",
        element("h3", one.title, _note(one.method)),
        element("p", one.number.words, class_="missing" if one.number.value is None else "number"),
        element("p", mark, f" {one.verdict}", class_="verdict"),
        (element("p", line) for line in one.lines),
        class_=str(one.status),
    )


def _cards(part: model.Cards, name: str) -> Html:
    del name
    return element("ol", (_card(one) for one in part.cards), class_="cards")


def _card(one: model.Card) -> Html:
    words: Html | str = one.text
    if one.link.startswith(("https://", "http://")):
        words = element("a", one.text, href=one.link)
    return element(
        "li",
        element("p", words, class_="post", dir="auto"),
        element("p", one.about, class_="soft"),
        element("p", one.standing, class_="standing"),
        (element("p", line) for line in one.why),
    )


def _table(part: model.Table, name: str) -> Html:
    numbers = [part.is_number(at) for at in range(len(part.columns))]
    heads = [
        element("th", head, scope="col", class_="n" if is_number else None)
        for head, is_number in zip(part.columns, numbers, strict=True)
    ]
    rows = [
        element("tr", (_cell(part, at, cell) for at, cell in enumerate(row))) for row in part.rows
    ]
    return element(
        "div",
        element(
            "table",
            element("caption", part.title, _note(part.method), id=name),
            element("thead", element("tr", heads)),
            element("tbody", rows),
        ),
        class_="scroll",
        role="region",
        tabindex="0",
        aria_labelledby=name,
    )


def _cell(table: model.Table, at: int, cell: model.Cell) -> Html:
    head = table.columns[at]
    if at == 0:
        note = _note(cell.method) if isinstance(cell, model.Noted) else ""
        return element("th", _words(cell), note, scope="row", dir="auto")
    if isinstance(cell, Number):
        why = cell.why if cell.value is None else ""
        remark = element("span", f": {why}", class_="unseen") if why else ""
        named = "n none" if cell.value is None else "n"
        return element("td", cell.words, remark, class_=named, data_head=head, title=why or None)
    return element("td", _words(cell), data_head=head, dir="auto")


def _words(cell: model.Cell) -> str:
    if isinstance(cell, model.Noted):
        return cell.text
    return cell if isinstance(cell, str) else cell.words


def _figure(part: model.Figure, name: str) -> Html:
    return element(
        "figure",
        element("figcaption", part.title, _note(part.method)),
        Html(_svg(part, name)),
        element("p", part.reading) if part.reading else "",
        element(
            "details", element("summary", "The figures of this chart"), _table(part.table, name)
        ),
    )


_ID = re.compile(r'(id="|url\(#|href="#)')


def _svg(part: model.Figure, name: str) -> str:
    """The chart as a picture with words; its colours follow the page's, its ids its own name."""
    drawn = render_svg(part.chart, font="inherit")
    drawn = _ID.sub(lambda found: f"{found.group(1)}{name}-", drawn)
    start = drawn.index("<svg") + len("<svg")
    shown = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", drawn[start:])
    label = element("x", aria_label=part.chart.alt).removeprefix("<x ").split(">")[0]
    return f'<svg role="img" {label}{shown}\n'


def _methods(part: model.Methods, name: str) -> Html:
    del name
    return element(
        "ol",
        (
            element("li", element("strong", one.title), f": {one.words}", id=f"method-{number}")
            for number, one in enumerate(part.methods, 1)
        ),
        class_="methods",
    )


def _own_words(part: model.Words, name: str) -> Html:
    del name
    if not part.blocks:
        return element("p", part.empty, class_="empty")
    made = []
    for is_point, run in groupby(part.blocks, key=lambda one: one.is_point):
        drawn = [_block(one) for one in run]
        made.append(element("ul", drawn) if is_point else together(*drawn))
    return element("div", *made, class_="words")


def _block(block: model.Block) -> Html:
    runs = [_run(one) for one in block.runs]
    if block.is_point:
        return element("li", *runs)
    return element("h3" if block.is_heading else "p", *runs)


def _run(run: model.Run) -> Html | str:
    if run.is_strong:
        return element("strong", run.text)
    return element("em", run.text) if run.is_emphasised else run.text


_DRAWN: dict[type, Callable[..., Html]] = {
    model.Lead: _lead,
    model.Text: _text,
    model.Tiles: _tiles,
    model.Cards: _cards,
    model.Table: _table,
    model.Figure: _figure,
    model.Methods: _methods,
    model.Words: _own_words,
}
