"""The crisis plan, ``crisis.md``: who speaks on what, and the lines approved in advance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from watchword.policy.model import Leaf, Policy

FILE = "crisis.md"
_SPEAK = ("who speaks", "spokespeople")
_COLUMNS = 2
_TITLE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """Who speaks on a subject.

    Attributes:
        subject: On what: "Any incident".
        job: The spokesperson's job.
        deputy: The job of whoever stands in; "" for nobody.
    """

    subject: str
    job: str
    deputy: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A text approved in advance; what stands in brackets is filled in."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CrisisPlan:
    """What a crisis plan says that software can use; the page itself says the rest."""

    speakers: tuple[Speaker, ...] = ()
    lines: tuple[Line, ...] = ()


def crisis_plan(policy: Policy) -> CrisisPlan:
    """The crisis plan of a policy; empty without one.

    Speakers are the rows of the table under "Who speaks" or "Spokespeople": subject, spokesperson,
    deputy. Lines are the list under "Holding lines"; bold words at the start are a line's title.
    """
    page = next((one for one in policy.leaves if one.file.name == FILE), None)
    if page is None:
        return CrisisPlan()
    return CrisisPlan(speakers=tuple(_speakers(page)), lines=tuple(_lines(page)))


def _speakers(page: Leaf) -> Iterator[Speaker]:
    for heading in _SPEAK:
        tree = _tree(page.page.section(heading))
        for row in (one for one in tree.walk() if one.type == "tr"):
            cells = [_words(one) for one in row.children if one.type == "td"]
            if len(cells) >= _COLUMNS and cells[1]:
                deputy = cells[2] if len(cells) > _COLUMNS else ""
                yield Speaker(subject=cells[0], job=cells[1], deputy=deputy)


def _lines(page: Leaf) -> Iterator[Line]:
    tree = _tree(page.page.section("Holding lines"))
    for one in tree.walk():
        if one.type == "list_item":
            whole = _words(one)
            bold = next((_words(each) for each in one.walk() if each.type == "strong"), "")
            text = whole.removeprefix(bold).strip() if bold else whole
            title = bold.rstrip(".:") or whole[:_TITLE]
            if text:
                yield Line(title=title, text=text.strip('"“”'))


def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text))


def _words(node: SyntaxTreeNode) -> str:
    """The words of a node without their marks; a line that is wrapped is one line."""
    parts = [
        " " if one.type in ("softbreak", "hardbreak") else one.content
        for one in node.walk()
        if one.type in ("text", "code_inline", "softbreak", "hardbreak")
    ]
    return "".join(parts).strip()
