"""A handbook before it has a format: chapters with prose and rules, in their order."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from watchword.policy.header import Section
from watchword.policy.import_.outline import outline as usual_sections
from watchword.policy.import_.outline import section_of
from watchword.policy.model import Policy
from watchword.policy.overlay import EffectiveRule
from watchword.policy.render.entry import Entry, draw_entry
from watchword.policy.render.front import (
    accounts_table,
    badge_table,
    contacts_list,
    control_list,
    reading_prose,
)
from watchword.policy.render.links import Links
from watchword.policy.render.prose import Kind, Nodes, heading, read_prose
from watchword.policy.render.scope import shown_rules
from watchword.terms.facts import Facts

CHAPTER_LEVEL = 2
KEY_CHANGES = "key-changes"
CONSULTATION = "consultation"
READING = "how-to-read"
CONTACTS = "contacts"
_FRONT = (Section.CONTROL, Section.PURPOSE, Section.SCOPE, Section.DEFINITIONS)
_KEPT_IN_EXTRACT = {*_FRONT, KEY_CHANGES, READING, CONTACTS}
_HEADINGS = Path(__file__).with_name("headings.csv")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A section of the handbook.

    Attributes:
        anchor: Where links to it lead; also the name of its page in a site.
        title: For people.
        prose: What is said besides rules.
        entries: Its rules, then its guidelines, each in the order of ids.
    """

    anchor: str
    title: str
    prose: Nodes
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A handbook before it has a format.

    Attributes:
        title: Title of the policy.
        organisation: Whose it is.
        language: Language tag, such as en-GB.
        edition: Number and digest.
        revised: Day of its revision, ISO 8601.
        facts: For whom this is an extract; "" for the whole policy.
        opening: What stands before the first section.
        chapters: In order.
    """

    title: str
    organisation: str
    language: str
    edition: str
    revised: str
    facts: str
    opening: Nodes
    chapters: tuple[Chapter, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every rule and guideline that is shown."""
        return tuple(one for chapter in self.chapters for one in chapter.entries)


@dataclass(slots=True)
class _Plan:
    """A chapter while its texts are gathered: heading and Markdown, and the file they are of."""

    slug: str
    title: str
    anchor: str
    texts: list[tuple[str, str]] = field(default_factory=list)
    rules: list[EffectiveRule] = field(default_factory=list)
    file: Path = Path("policy.md")
    is_own: bool = False


def draw_outline(policy: Policy, facts: Facts) -> Outline:
    """The handbook of a policy, or with facts the extract that concerns their reader."""
    rules = shown_rules(policy, facts)
    plans = [one for one in _plans(policy, rules, facts) if _is_shown(one, policy, facts)]
    places = [
        (one.anchor, title, one.file)
        for one in plans
        for title in (one.title, *(title for title, _ in one.texts))
    ]
    links = Links.of(policy, places, rules)
    header = policy.header
    opening = read_prose(policy.page.before, links.resolver(Path("policy.md")), top=CHAPTER_LEVEL)
    if opening and opening[0].kind is Kind.HEADING:
        opening = opening[1:]
    return Outline(
        title=header.title,
        organisation=header.organisation,
        language=header.language,
        edition=policy.edition,
        revised=header.revised.isoformat(),
        facts=str(facts),
        opening=opening,
        chapters=tuple(_draw_chapter(policy, one, facts, links, rules) for one in plans),
    )


def _is_shown(plan: _Plan, policy: Policy, facts: Facts) -> bool:
    if facts and plan.slug not in _KEPT_IN_EXTRACT and not plan.rules:
        return False
    if plan.slug == CONTACTS:
        return bool(policy.header.contacts)
    has_accounts = plan.slug == Section.ACCOUNTS and bool(policy.accounts)
    is_made = plan.slug in (Section.CONTROL, READING)
    return bool(plan.texts or plan.rules or has_accounts or is_made)


def _plans(policy: Policy, rules: tuple[EffectiveRule, ...], facts: Facts) -> list[_Plan]:
    """Every chapter there could be, in order, with what belongs to it."""
    plans = {slug: _Plan(slug, title, slug) for slug, title in _titles()}
    order = list(plans.values())
    taken = set(plans)
    last = plans[CONSULTATION]
    for title, text, _ in policy.page.sections:
        slug = _slug_of(title)
        if slug in plans:
            last = plans[slug]
            last.texts.append((title, text))
        else:
            anchor = _unique(title, taken)
            own = _Plan("", title, anchor, [(title, text)], is_own=True)
            order.insert(order.index(last) + 1, own)
            last = own
    for one in rules:
        plans[one.rule.header.section or Section.REFERENCES].rules.append(one)
    if not facts:
        contacts = order.pop()
        order += [*_leaf_plans(policy, taken), contacts]
    for plan in plans.values():
        if len(plan.texts) == 1:
            plan.title = plan.texts[0][0]
        plan.rules.sort(key=lambda one: (one.rule.is_guideline, one.rule.id))
    return order


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Slug and title of the chapters that a handbook may have, in order."""
    named = {one.slug: one.title for one in usual_sections()}
    after = {
        Section.CONTROL: [(KEY_CHANGES, named[KEY_CHANGES]), (CONSULTATION, "Consultation")],
        Section.DEFINITIONS: [(READING, "How to read the rules")],
    }
    chapters = []
    for section in Section:
        chapters += [(str(section), named[section]), *after.get(section, [])]
    return (*chapters, (CONTACTS, "Who to ask"))


def _slug_of(title: str) -> str:
    """The chapter that a heading of policy.md belongs to, or ""."""
    lower = title.lower()
    for slug, words in _heading_words():
        if any(word in lower for word in words):
            return slug
    return section_of([title])


@cache
def _heading_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with _HEADINGS.open(encoding="utf-8", newline="") as file:
        return tuple((row["slug"], tuple(row["words"].split(";"))) for row in csv.DictReader(file))


def _leaf_plans(policy: Policy, taken: set[str]) -> Iterator[_Plan]:
    """Chapters of the plans that stand beside the policy: crisis, goals, protocols."""
    answers = _Plan("", "How we answer", "", file=Path("protocols"))
    for leaf in policy.leaves:
        texts = [("", leaf.page.before), *((title, text) for title, text, _ in leaf.page.sections)]
        if leaf.kind == "protocols":
            answers.texts += [(leaf.title, _without_title(leaf.page.before)), *texts[1:]]
        elif len(leaf.file.parts) == 1:
            first = leaf.page.before.partition("\n")[0]
            title = first.removeprefix("# ") if first.startswith("# ") else leaf.title
            texts[0] = ("", _without_title(leaf.page.before))
            yield _Plan("", title, _unique(title, taken), texts, file=leaf.file, is_own=True)
    if answers.texts:
        answers.anchor = _unique(answers.title, taken)
        yield answers


def _without_title(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if first.startswith("# ") else text


def _unique(title: str, taken: set[str]) -> str:
    """An anchor of plain letters that no other chapter has."""
    flat = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    parts = "".join(char if char.isalnum() else " " for char in flat).split()
    base = "-".join(parts) or "chapter"
    anchor, number = base, 1
    while anchor in taken or anchor == "index":
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


def _draw_chapter(
    policy: Policy, plan: _Plan, facts: Facts, links: Links, rules: tuple[EffectiveRule, ...]
) -> Chapter:
    resolve = links.resolver(plan.file)
    only = len(plan.texts) == 1 or plan.is_own
    prose: list[Nodes] = [_made(policy, plan.slug, facts, rules)]
    for title, text in plan.texts:
        is_titled = bool(title) and not (only and title == plan.title)
        top = CHAPTER_LEVEL + 1 + is_titled
        written = read_prose(text, resolve, top=top)
        if plan.slug == KEY_CHANGES:
            written = links.with_rule_links(written)
        prose += [(heading(title, CHAPTER_LEVEL + 1),) if is_titled else (), written]
    return Chapter(
        anchor=plan.anchor,
        title=plan.title,
        prose=tuple(_flat(prose)),
        entries=tuple(
            draw_entry(policy, one, facts, links.resolver(one.rule.file), links.rules[one.rule.id])
            for one in plan.rules
        ),
    )


def _flat(many: Iterable[Nodes]) -> Nodes:
    return tuple(one for nodes in many for one in nodes)


def _made(policy: Policy, slug: str, facts: Facts, rules: tuple[EffectiveRule, ...]) -> Nodes:
    """What the header, not the page, has to say in a chapter."""
    if slug == Section.CONTROL:
        return control_list(policy)
    if slug == READING:
        shown = [one.rule for one in rules]
        return (*reading_prose(policy, shown, facts), badge_table(shown))
    if slug == CONTACTS:
        return contacts_list(policy)
    if slug == Section.ACCOUNTS:
        return accounts_table(policy, facts)
    return ()
