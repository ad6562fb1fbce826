"""The summary as an HTML page that prints on one sheet."""

from __future__ import annotations

from importlib.resources import files

from watchword.base.paper.markup import Html, element
from watchword.policy.render.html_page import edition_words
from watchword.policy.render.summary import Line, Summary


def render_summary_page(summary: Summary) -> str:
    """The page."""
    look = files("watchword.policy.render").joinpath("summary.css").read_text(encoding="utf-8")
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="generator", content="Watchword"),
            element("title", f"{summary.title} on one page, {summary.organisation}"),
            element("style", Html(f"\n{look}")),
        ),
        element(
            "body",
            element(
                "header",
                element("p", summary.organisation, class_="organisation"),
                element("h1", f"{summary.title} on one page"),
                element("p", f"for: {summary.facts}", class_="for") if summary.facts else "",
            ),
            element(
                "main",
                _column("do", "Do", summary.do),
                _column("never", "Never", summary.never),
            ),
            element(
                "footer",
                element("p", summary.rest),
                element("p", f"{edition_words(summary)}."),
            ),
        ),
        lang=summary.language,
    )
    return f"<!doctype html>\n{page}"


def _column(name: str, title: str, lines: tuple[Line, ...]) -> Html:
    return element(
        "section",
        element("h2", title, id=name),
        element(
            "ul",
            (
                element("li", element("span", one.text), " ", element("span", one.id, class_="id"))
                for one in lines
            ),
        )
        if lines
        else element("p", "Nothing in particular."),
        class_=name,
        aria_labelledby=name,
    )
