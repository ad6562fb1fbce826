"""What headers say, in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from watchword.policy.diff import FIELD_WORDS
from watchword.policy.header import Change, Exemption, RuleHeader, To
from watchword.policy.model import AUTOMATIC, EVIDENCE, FLAGGED, PEOPLE, RECORDS, Rule
from watchword.rules.condition import Atom, Condition
from watchword.terms.finding import Action

BADGE_MEANINGS = {
    AUTOMATIC.name: "Software reads every draft. What it finds is final, or is only advice.",
    FLAGGED.name: "Software notices, and a person decides.",
    RECORDS.name: "Our own records show whether it was done.",
    EVIDENCE.name: "Dated proof shows it, such as training taken or a second factor confirmed.",
    PEOPLE.name: "No machine can judge it. We keep it because we understand the reason.",
}

CHANNEL_NAMES = {
    "x": "X",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "google-business": "Google Business",
    "whatsapp": "WhatsApp",
    "web": "the web",
}
"""Names that are not simply capitalised."""

_TO = {
    To.DRAFTS: "drafts",
    To.PUBLISHED: "published posts",
    To.INBOUND: "messages to us",
}
_ACTIONS = {
    Action.NOTE: "makes a note",
    Action.WARN: "warns the author",
    Action.HOLD: "holds the post",
    Action.BLOCK: "stops the post",
}


def date_words(day: date) -> str:
    """A date as it is written out: 2 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def channel_words(name: str) -> str:
    """A channel's name as people write it."""
    return CHANNEL_NAMES.get(name, name.replace("-", " ").capitalize())


def role_words(name: str) -> str:
    """A role's name: ``duty-editor`` becomes duty editor."""
    return name.replace("-", " ").replace("_", " ")


def joined(names: Sequence[str], last: str = "and") -> str:
    """Names in a row: a, b and c."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joining
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def action_words(rule: Rule) -> str:
    """What follows when a post goes against the rule; "" for what no machine looks at."""
    if rule.is_guideline:
        return "advice"
    if rule.check is None:
        return ""
    header = rule.header
    if header.applies.to == (To.INBOUND,):
        return "marks the message"
    said = _ACTIONS[header.action]
    if header.action is Action.HOLD and header.approver:
        said += f" for {role_words(header.approver)}"
    return said


def condition_words(condition: Condition) -> str:
    """A condition: the channel is Instagram or X and the account is official."""
    return " and ".join(_group_words(group) for group in condition.groups if group)


def _group_words(group: Sequence[Atom]) -> str:
    values: dict[str, list[str]] = {}
    for atom in group:
        values.setdefault(atom.name, []).append(_value_of(atom))
    parts = []
    for name, many in values.items():
        said = joined(many, "or")
        if not name:
            parts.append(f"the text names one of our {said}")
        elif set(many) <= {"yes", "no"}:
            parts.append(f"‘{role_words(name)}’ is {said}")
        else:
            parts.append(f"the {role_words(name)} is {said}")
    return joined(parts, "or")


def _value_of(atom: Atom) -> str:
    if atom.is_mention:
        return role_words(atom.value.removeprefix("lists/").removesuffix(".csv"))
    if atom.name == "channel":
        return channel_words(atom.value)
    return role_words(atom.value) if atom.name == "person" else atom.value


def scope_words(rule: Rule) -> str:
    """Where a rule applies, as one sentence without a full stop."""
    applies = rule.header.applies
    channels, accounts, people = applies.channels, applies.accounts, applies.people
    parts = []
    if rule.check is not None:
        parts.append(joined([_TO[one] for one in applies.to]))
    elif channels.is_all and accounts.is_all and people.is_all:
        return "everywhere"
    if accounts.is_all:
        parts.append("every account")
    else:
        kinds = [role_words(one) for one in accounts.names]
        parts.append(f"{joined(kinds, 'or')} accounts")
    names = [channel_words(one) for one in channels.names]
    parts.append(f"on {joined(names, 'or')}" if names else "every channel")
    if not people.is_all:
        parts.append(f"for {joined([role_words(one) for one in people.names], 'or')}")
    return "; ".join(parts)


def exemption_words(one: Exemption) -> str:
    """An exception with its end, its reason and who granted it."""
    where = condition_words(one.where)
    return (
        f"Until {date_words(one.until)}, where {where}. {sentence(one.because)} "
        f"Granted by {one.approved_by}."
    )


def change_words(change: Change) -> str:
    """What an overlay changes in a rule, and why; starts with a small letter."""
    parts = []
    for way, raw in (("", change.set), ("also ", change.add), ("without ", change.remove)):
        written = raw.node.value if raw else {}
        if isinstance(written, dict):
            for path, value in written.items():
                name = FIELD_WORDS.get(path, role_words(path))
                parts.append(f"{name}: {way}{_value_words(path, value.plain())}")
    return f"{sentence('; '.join(parts))} {sentence(change.because)}".strip()


def _value_words(path: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_value_words(path, one) for one in value)
    text = role_words(str(value)) if path in ("approver", "applies.people") else str(value)
    return _ACTIONS[Action(text)] if text in set(Action) else text


def when_words(header: RuleHeader) -> str:
    """When a rule holds and when it does not; "" for always."""
    said = []
    if header.when.groups:
        said.append(f"only when {condition_words(header.when)}")
    if any(header.unless.groups):
        said.append(f"not when {condition_words(header.unless)}")
    return "; ".join(said)


def capital(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With a full stop at the end, unless it ends already."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:" else f"{text}."
