"""What a handbook says from headers: control, badges, contacts, the register of accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from watchword.policy.header import Status
from watchword.policy.model import BADGES, PEOPLE, Policy, Rule
from watchword.policy.render.prose import Kind, Node, Nodes, pairs, paragraph, table, words
from watchword.policy.render.words import BADGE_MEANINGS, channel_words, date_words, joined
from watchword.terms.facts import Facts


def control_list(policy: Policy) -> Nodes:
    """Edition, dates and names of those who answer for the policy."""
    header = policy.header
    rows = [
        ("Organisation", header.organisation),
        ("Edition", f"{header.edition}, digest {policy.digest[:12]}"),
        ("Revised", date_words(header.revised)),
        ("Next review", f"{date_words(policy.next_review())} (every {header.review_every})"),
        ("Owner", header.owner),
        ("Approved by", header.approved_by),
        ("Who signs", joined(header.signs)),
    ]
    return (pairs((label, text) for label, text in rows if text),)


def reading_prose(policy: Policy, shown: Sequence[Rule], facts: Facts) -> Nodes:
    """What rules, guidelines and badges are, and how many rules no machine keeps."""
    duties = [one for one in shown if not one.is_guideline]
    advice = len(shown) - len(duties)
    by_people = sum(one.kept_by is PEOPLE for one in duties)
    waiting = sum(one.header.status is not Status.ACTIVE for one in policy.rules)
    kinds = (
        "A rule is a duty, and people sign it. A guideline is advice: nobody is ever in trouble "
        "over one. Each stands beside its reason."
    )
    numbers = (
        f"Here are {_count(len(duties), 'rule')} and {_count(advice, 'guideline')}. "
        f"A badge says how each is kept. {_count(by_people, 'rule').capitalize()} "
        f"{'is' if by_people == 1 else 'are'} kept by people alone: there is no software "
        "behind them, only us."
    )
    said = [kinds, numbers]
    if facts:
        said.append(
            f"This is an extract for: {facts}. What depends on anything else, such as a crisis, "
            "is shown with its condition."
        )
    if waiting:
        said.append(
            f"{_count(waiting, 'rule').capitalize()} in draft, on trial or retired "
            f"{'is' if waiting == 1 else 'are'} not shown."
        )
    return tuple(paragraph(one) for one in said)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def badge_table(shown: Sequence[Rule]) -> Node:
    """Each badge with its meaning and the number of rules and guidelines that carry it."""
    rules = Counter(one.kept_by.name for one in shown if not one.is_guideline)
    advice = Counter(one.kept_by.name for one in shown if one.is_guideline)
    head: tuple[str | Node, ...] = ("Badge", "What it means", "Rules", "Guidelines")
    rows = [
        (
            Node(Kind.BADGE, text=badge.words, target=badge.name),
            BADGE_MEANINGS[badge.name],
            str(rules[badge.name]),
            str(advice[badge.name]),
        )
        for badge in BADGES
    ]
    return table([head, *rows])


def contacts_list(policy: Policy) -> Nodes:
    """Whom to ask, how to reach them and for what."""
    head: tuple[str | Node, ...] = ("Who", "Where", "For what")
    rows = []
    for contact in policy.header.contacts:
        who, where, what = ([part.strip() for part in contact.split("|", 2)] + ["", ""])[:3]
        rows.append((who, _address(where), what[:1].upper() + what[1:]))
    return (table([head, *rows]),)


def _address(where: str) -> Node:
    """An e-mail address as a link; anything else as it stands."""
    name, sign, host = where.partition("@")
    if (
        sign
        and name
        and "." in host
        and not any(char.isspace() or char in "<>?&," for char in where)
    ):
        return Node(Kind.LINK, (words(where),), target=f"mailto:{where}")
    return words(where)


def accounts_table(policy: Policy, facts: Facts) -> Nodes:
    """The register of official accounts."""
    channels = facts.get("channel")
    kinds = facts.get("account")
    head = ("Channel", "Name", "What it is for", "Owner")
    rows = [
        (channel_words(one.header.channel), one.header.handle, one.header.purpose, one.header.owner)
        for one in policy.accounts
        if (channels is None or one.header.channel in channels)
        and (kinds is None or one.header.kind in kinds)
    ]
    return (paragraph("Our official accounts:"), table([head, *rows])) if rows else ()
