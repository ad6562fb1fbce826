"""What changed in a draft since an approver last looked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from watchword.site.people.models import Person
from watchword.site.review.content import Content
from watchword.site.review.models import Approval, Request, Revision


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words: as it was, as it is, or both."""

    text: str
    kind: str = "same"


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One text that changed.

    Attributes:
        name: Which: "" for the shared one, otherwise an account's key.
        stretches: What stayed, what went (``gone``), what came (``new``).
    """

    name: str
    stretches: tuple[Stretch, ...]


def compare(person: Person, request: Request) -> list[Changed]:
    """What changed since a person last answered about this draft, or since the last approval."""
    before = _last_seen(person, request)
    return changes(before.content, request.revision.content) if before else []


def changes(before: Content, after: Content) -> list[Changed]:
    """Texts that differ between two contents, with the words that do."""
    old, new = _texts(before), _texts(after)
    return [
        Changed(name=name, stretches=tuple(_stretches(old.get(name, ""), new.get(name, ""))))
        for name in dict.fromkeys([*new, *old])
        if old.get(name, "") != new.get(name, "")
    ]


def _last_seen(person: Person, request: Request) -> Revision | None:
    rows = Approval.objects.filter(
        request__draft=request.draft_id, revision__number__lt=request.revision.number
    )
    mine = rows.filter(person=person).order_by("-pk").select_related("revision").first()
    any_yes = (
        rows.filter(answer=Approval.Answer.YES).order_by("-pk").select_related("revision").first()
    )
    found = mine or any_yes
    return found.revision if found else None


def _texts(content: Content) -> dict[str, str]:
    found = {"": content.text}
    for one in content.variants:
        found[one.account] = "\n\n".join(content.words_of(one.account))
    for number, medium in enumerate(content.media, 1):
        found[f"{number}"] = medium.description
    return found


def _stretches(old: str, new: str) -> list[Stretch]:
    before, after = old.split(" "), new.split(" ")
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch(" ".join(after[c:d])))
            continue
        if b > a:
            found.append(Stretch(" ".join(before[a:b]), "gone"))
        if d > c:
            found.append(Stretch(" ".join(after[c:d]), "new"))
    return found
