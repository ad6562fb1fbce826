"""A handbook as a small site: a page of contents, and a page for each chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from watchword.base.paper.markup import Html, element, together
from watchword.policy.render.html_page import (
    chapter_html,
    colophon,
    contents_html,
    document,
    masthead,
    style,
)
from watchword.policy.render.html_prose import Href, prose_html
from watchword.policy.render.links import TOP
from watchword.policy.render.outline import Chapter, Outline
from watchword.policy.render.prose import raised

INDEX = "index.html"
STYLE = "style.css"


def render_site(outline: Outline) -> Iterator[tuple[str, str]]:
    """Name and text of each file of the site."""
    yield STYLE, style()
    yield INDEX, _index(outline)
    href = _href(outline)
    for number, chapter in enumerate(outline.chapters):
        before = outline.chapters[number - 1] if number else None
        after = outline.chapters[number + 1] if number + 1 < len(outline.chapters) else None
        main = element(
            "main",
            _chapter(chapter, href),
            _turn(before, after),
            id="text",
            tabindex="-1",
        )
        yield f"{chapter.anchor}.html", _page(outline, chapter, main)


def _href(outline: Outline) -> Href:
    """Where an anchor is: on the page of its chapter."""
    pages = {f"#{TOP}": INDEX}
    for chapter in outline.chapters:
        pages[f"#{chapter.anchor}"] = f"{chapter.anchor}.html"
        for entry in chapter.entries:
            pages[f"#{entry.anchor}"] = f"{chapter.anchor}.html#{entry.anchor}"
    return lambda target: pages.get(target, target)


def _page(outline: Outline, chapter: Chapter | None, main: Html) -> str:
    links = [
        element(
            "li",
            element(
                "a",
                title,
                href=page,
                aria_current="page" if page == _name(chapter) else None,
            ),
        )
        for page, title in (
            (INDEX, "All sections"),
            *((f"{one.anchor}.html", one.title) for one in outline.chapters),
        )
    ]
    body = together(
        element("a", "Skip to the text", href="#text", class_="skip"),
        masthead(outline, INDEX if chapter else ""),
        element("div", contents_html(links), main, class_="sheet"),
        colophon(outline),
    )
    look = element("link", rel="stylesheet", href=STYLE)
    title = f"{chapter.title}: {outline.title}" if chapter else outline.title
    return document(outline, title, element("div", body, class_="site" if chapter else None), look)


def _name(chapter: Chapter | None) -> str:
    return f"{chapter.anchor}.html" if chapter else INDEX


def _chapter(chapter: Chapter, href: Href) -> Html:
    """A chapter that is a page: its title is the page's, so each heading moves up by one."""
    entries = tuple(
        replace(
            one,
            sentence=raised(one.sentence),
            why=raised(one.why),
            more=tuple((title, raised(nodes)) for title, nodes in one.more),
        )
        for one in chapter.entries
    )
    return chapter_html(replace(chapter, prose=raised(chapter.prose), entries=entries), href, 1)


def _index(outline: Outline) -> str:
    about = [one for one in outline.chapters if not one.entries]
    ruling = [one for one in outline.chapters if one.entries]
    main = element(
        "main",
        element("div", prose_html(outline.opening, _href(outline)), class_="opening prose"),
        _listing("About this policy", [element("ul", (_link(one) for one in about))])
        if about
        else "",
        _listing("Rules by section", [_with_rules(one) for one in ruling]),
        id="text",
        tabindex="-1",
    )
    return _page(outline, None, main)


def _listing(title: str, parts: list[Html]) -> Html:
    return element("section", element("h2", title), parts, class_="listing")


def _link(chapter: Chapter) -> Html:
    return element("li", element("a", chapter.title, href=f"{chapter.anchor}.html"))


def _with_rules(chapter: Chapter) -> Html:
    page = f"{chapter.anchor}.html"
    links = (
        element("li", element("a", f"{one.id} {one.title}", href=f"{page}#{one.anchor}"))
        for one in chapter.entries
    )
    return together(element("h3", element("a", chapter.title, href=page)), element("ul", links))


def _turn(before: Chapter | None, after: Chapter | None) -> Html:
    links = [
        element("p", element("a", f"{word}: {one.title}", href=f"{one.anchor}.html", rel=rel))
        for word, rel, one in (("Before", "prev", before), ("Next", "next", after))
        if one is not None
    ]
    return element("nav", links, class_="turn", aria_label="Before and next") if links else Html()
