"""A handbook as one page and as a site."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from watchword.base.errors import DocumentError, OutputError
from watchword.base.paper.markup import VOID, element
from watchword.policy.load import load
from watchword.policy.model import Policy
from watchword.policy.render import render_handbook
from watchword.policy.render.html_prose import prose_html
from watchword.policy.render.prose import read_prose
from watchword.terms.facts import Facts

STARTER = Path(__file__).parents[4] / "policies" / "health-board"


class Page(HTMLParser):
    """What a page is made of; fails on elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if tag[0] == "h" and tag[1:].isdigit()]


def page(policy: Policy, folder: Path, facts: Facts | None = None, **settings: bool) -> str:
    [path] = render_handbook(policy, folder / "book.html", facts=facts or Facts(), **settings)
    return path.read_text(encoding="utf-8")


def is_in_order(levels: list[int]) -> bool:
    pairs = pairwise(levels)
    return levels[0] == 1 and all(after <= before + 1 for before, after in pairs)


def test_no_text_of_a_policy_becomes_an_element(policy: Policy, tmp_path: Path) -> None:
    text = page(policy, tmp_path)
    made = Page(text)
    assert not made.all("script")
    assert not made.all("img")
    assert not made.all("b")
    assert "javascript:" not in "".join(str(one.get("href")) for one in made.all("a"))
    assert (
        text.count("&lt;script&gt;alert(&#x27;x&#x27;)") + text.count("&lt;script&gt;alert('x')")
        >= 4
    )


def test_a_page_needs_nothing_from_anywhere(policy: Policy, tmp_path: Path) -> None:
    made = Page(page(policy, tmp_path))
    assert not made.all("link")
    assert not [one for _, one in made.tags if "src" in one]
    assert "url(" not in page(policy, tmp_path)
    assert "@import" not in page(policy, tmp_path)


def test_each_rule_is_an_article_with_its_reason_badge_and_action(
    policy: Policy, tmp_path: Path
) -> None:
    text = page(policy, tmp_path)
    made = Page(text)
    assert [one["id"] for one in made.all("article")] == [
        "rule-ls-102",
        "rule-ls-201",
        "rule-ls-101",
        "rule-ls-103",
        "rule-ls-104",
    ]
    rule = text[text.index('id="rule-ls-101"') : text.index('id="rule-ls-103"')]
    for words in (
        "checked automatically",
        "stops the post",
        "Never name a patient. Not even kindly.",
        "A name cannot be taken back.",
        "Contract &lt;clause 4&gt;",
        "<mark>Tamarind</mark> says hello",
        "No unit, channel or account may loosen this rule.",
        "Nicknames too.",
    ):
        assert words in rule
    assert 'class="rule guideline"' in text[text.index('id="rule-ls-201"') - 20 :][:200]


def test_headings_never_skip_a_level_and_ids_are_unique(policy: Policy, tmp_path: Path) -> None:
    made = Page(page(policy, tmp_path))
    assert is_in_order(made.levels)
    assert made.levels.count(1) == 1
    assert len(made.ids) == len(set(made.ids))


def test_links_within_a_page_lead_somewhere(policy: Policy, tmp_path: Path) -> None:
    made = Page(page(policy, tmp_path))
    targets = [str(one["href"]) for one in made.all("a")]
    inner = [target[1:] for target in targets if target.startswith("#")]
    assert len(inner) > 20
    assert set(inner) <= set(made.ids)
    assert [one for one in targets if not one.startswith("#")] == ["mailto:desk@larch.example"]


def test_an_extract_says_for_whom_it_is(policy: Policy, tmp_path: Path) -> None:
    facts = Facts({"channel": "instagram", "account": "personal"})
    assert "for: account = personal; channel = instagram" in page(policy, tmp_path, facts)
    assert "for:" not in page(policy, tmp_path)


def test_a_site_has_a_page_for_each_section_and_links_that_work(
    policy: Policy, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    written = render_handbook(policy, folder)
    assert {path.name for path in written} == {path.name for path in folder.iterdir()}
    pages = {path.name: Page(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}
    assert len(pages) == 15
    for name, made in pages.items():
        assert is_in_order(made.levels), name
        assert len(made.ids) == len(set(made.ids)), name
        assert len([one for one in made.all("a") if one.get("aria-current") == "page"]) == 2, name
        assert made.all("a")[0] == {"href": "#text", "class": "skip"}
        for one in made.all("a"):
            target, _, place = str(one["href"]).partition("#")
            if not target.startswith("mailto:"):
                assert not place or place in pages[target or name].ids, (name, one)
                assert not target or target in pages
    articles = [one["id"] for made in pages.values() for one in made.all("article")]
    assert len(articles) == len(set(articles)) == 5


def test_a_site_is_not_written_into_a_policy_folder(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("---\n")
    with pytest.raises(OutputError, match="is a policy folder"):
        render_handbook(policy, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["policy.md"]


@pytest.mark.parametrize("name", ["book.txt", "book.html.zip"])
def test_an_unknown_format_is_named(policy: Policy, tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="a handbook cannot be drawn as"):
        render_handbook(policy, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_summary_is_no_site(policy: Policy, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="one page"):
        render_handbook(policy, tmp_path / "site", summary=True)


def test_a_folder_that_is_not_there_is_named(policy: Policy, tmp_path: Path) -> None:
    for name in ("gone/book.html", "gone/site"):
        with pytest.raises(OutputError, match="there is no folder"):
            render_handbook(policy, tmp_path / name)


def test_the_same_policy_gives_the_same_bytes(policy: Policy, tmp_path: Path) -> None:
    for name in ("a.html", "a.pdf", "a.docx", "site"):
        first = [path.read_bytes() for path in render_handbook(policy, tmp_path / name)]
        again = [path.read_bytes() for path in render_handbook(policy, tmp_path / name)]
        assert first == again


def test_the_summary_forbids_on_one_side_and_asks_on_the_other(
    policy: Policy, tmp_path: Path
) -> None:
    text = page(policy, tmp_path, summary=True)
    do, never = text.split('<section class="do"')[1].split('<section class="never"')
    assert "Use at most six hashtags." in do
    assert "Hear the person first." in do
    assert "Never name a patient." in never
    assert "Not even kindly" not in text
    assert "While a crisis lasts, do not post." in never
    assert "1 guideline more, with all reasons and examples: see the handbook." in text


def test_a_whole_starter_policy_can_be_drawn(tmp_path: Path) -> None:
    policy = load(STARTER)
    made = Page(page(policy, tmp_path))
    assert is_in_order(made.levels)
    assert len(made.all("article")) == sum(one.header.status == "active" for one in policy.rules)
    assert {str(one["href"])[1:] for one in made.all("a") if str(one["href"])[0] == "#"} <= set(
        made.ids
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("1. a\n2. b", "<ol><li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
        ("> a", "<blockquote><p>a</p>\n</blockquote>\n"),
        ("```\n<i>\n```", "<pre><code>&lt;i&gt;\n</code></pre>\n"),
        ("a  \nb\nc", "<p>a<br>b c</p>\n"),
        ("---", "<hr>\n"),
        ("![words](https://example.org/a.png)", "<p>words</p>\n"),
        (
            "[a](https://example.org/?a=1&b=%22)",
            '<p><a href="https://example.org/?a=1&amp;b=%22">a</a></p>\n',
        ),
        ("[a](ftp://example.org)", "<p>a</p>\n"),
    ],
)
def test_markdown_becomes_html_and_html_stays_words(markdown: str, html: str) -> None:
    def resolve(target: str) -> str:
        return target if target.startswith("https:") else ""

    assert prose_html(read_prose(markdown, resolve, top=3), str) == html


def test_attributes_are_escaped_and_control_characters_dropped() -> None:
    made = element("a", "x\x00\x1b<", href='"><script>', hidden=True, title=None)
    assert made == '<a href="&quot;&gt;&lt;script&gt;" hidden>x&lt;</a>'
