"""A handbook as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from watchword.base.paper.markup import Html, element, together
from watchword.policy.render.html_prose import Href, prose_html
from watchword.policy.render.html_rule import entry_html
from watchword.policy.render.links import TOP
from watchword.policy.render.outline import Chapter, Outline
from watchword.policy.render.summary import Summary
from watchword.policy.render.words import date_words


def style() -> str:
    """The style sheet of handbooks."""
    return files("watchword.policy.render").joinpath("handbook.css").read_text(encoding="utf-8")


def render_page(outline: Outline) -> str:
    """The whole handbook as one page."""
    contents = [
        element("li", element("a", one.title, href=f"#{one.anchor}")) for one in outline.chapters
    ]
    body = together(
        element("a", "Skip to the text", href="#text", class_="skip"),
        masthead(outline),
        element(
            "div",
            contents_html(contents),
            element(
                "main",
                element("div", prose_html(outline.opening, str), class_="opening prose"),
                (chapter_html(one, str) for one in outline.chapters),
                id="text",
                tabindex="-1",
            ),
            class_="sheet",
        ),
        colophon(outline),
    )
    return document(outline, outline.title, body, element("style", Html(f"\n{style()}")))


def document(outline: Outline, title: str, body: Html, look: Html) -> str:
    """A complete HTML document."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content="Watchword"),
        element("title", f"{title}, {outline.organisation}"),
        look,
    )
    return f"<!doctype html>\n{element('html', head, element('body', body), lang=outline.language)}"


def masthead(outline: Outline, home: str = "") -> Html:
    """Whose policy it is, its title and edition, and for whom an extract is."""
    title: str = element("a", outline.title, href=home) if home else outline.title
    return element(
        "header",
        element("p", outline.organisation, class_="organisation"),
        element("p", title, class_="title") if home else element("h1", title, id=TOP),
        element("p", edition_words(outline), class_="edition"),
        for_whom(outline),
        class_="masthead",
    )


def for_whom(outline: Outline) -> Html | str:
    """For whom an extract is; "" for the whole policy."""
    return element("p", f"for: {outline.facts}", class_="for") if outline.facts else ""


def edition_words(source: Outline | Summary) -> str:
    """Edition and day of revision."""
    revised = date_words(date.fromisoformat(source.revised))
    return f"Edition {source.edition}, revised {revised}"


def contents_html(entries: list[Html]) -> Html:
    """The contents twice: beside the text on wide screens, folded above it on narrow ones."""
    listed = element("ol", entries)
    return together(
        element(
            "nav",
            element("p", "Contents", class_="label"),
            listed,
            class_="contents wide",
            aria_label="Contents",
        ),
        element(
            "nav",
            element("details", element("summary", "Contents"), listed),
            class_="contents narrow",
            aria_label="Contents",
        ),
    )


def chapter_html(chapter: Chapter, href: Href, level: int = 2) -> Html:
    """A chapter: its prose, then its rules and guidelines."""
    return element(
        "section",
        element(f"h{level}", chapter.title, id=f"{chapter.anchor}-title"),
        element("div", prose_html(chapter.prose, href), class_="prose") if chapter.prose else "",
        (entry_html(one, href, level + 1) for one in chapter.entries),
        id=chapter.anchor,
        aria_labelledby=f"{chapter.anchor}-title",
    )


def colophon(outline: Outline) -> Html:
    """The last lines of a page."""
    return element(
        "footer",
        element("p", f"{outline.organisation}. {edition_words(outline)}."),
        class_="colophon",
    )
