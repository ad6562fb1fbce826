"""What people are here for, and what each may do.

A *role* is held by a person; a *right* is one thing that may be done. Apps declare their rights
beside their deeds (``access.py``), each with the roles that hold it, so the table that the
product shows is the table that the product obeys.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Roles; the label is what people read."""

    EMPLOYEE = "employee", _("Employee")
    MANAGER = "manager", _("Team manager")
    AUTHOR = "author", _("Author of posts")
    REVIEWER = "reviewer", _("Post approver")
    DUTY = "duty", _("Duty officer")
    EDITOR = "editor", _("Policy editor")
    OWNER = "owner", _("Policy owner")
    APPROVER = "approver", _("Edition approver")
    TRAINER = "trainer", _("Trainer")
    COMPLIANCE = "compliance", _("Compliance officer")
    ADMINISTRATOR = "administrator", _("Administrator")


EVERYBODY = frozenset({Role.EMPLOYEE})
"""Every person who is employed holds this role without being given it."""

SPEAKS = frozenset({Role.AUTHOR, Role.REVIEWER, Role.DUTY, Role.EDITOR, Role.OWNER})
"""Who may speak from official accounts, and so reads the rules for them too."""

PURPOSE = {
    Role.EMPLOYEE: _("Reads the rules that apply, acknowledges, learns, asks, checks drafts."),
    Role.MANAGER: _("Sees how far their own team has got; held by whoever people report to."),
    Role.AUTHOR: _("Posts from official accounts, so that all rules for them apply."),
    Role.REVIEWER: _("Says yes or no to posts before they go out; never to their own."),
    Role.DUTY: _("Declares a crisis, freezes what goes out, and lets it go again."),
    Role.EDITOR: _("Writes drafts of the policy and answers comments on them."),
    Role.OWNER: _("Answers for the policy: consults, decides, publishes, grants exceptions."),
    Role.APPROVER: _("Says yes or no to an edition before it is published."),
    Role.TRAINER: _("Writes training modules and assigns them."),
    Role.COMPLIANCE: _("Reads everything that is on record, and changes none of it."),
    Role.ADMINISTRATOR: _("Looks after people, sign-in and settings; not the policy."),
}


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that may be done.

    Attributes:
        name: Stable name: ``edition.publish``.
        words: For people: "Publish an edition".
        roles: Who holds it.
    """

    name: str
    words: str | Promise
    roles: frozenset[Role]


_rights: dict[str, Right] = {}


def right(name: str, words: str | Promise, *roles: Role) -> Right:
    """Declare a right; apps do so once, in their ``access.py``."""
    made = Right(name, words, frozenset(roles))
    if _rights.setdefault(name, made) != made:
        raise ValueError(f"the right {name!r} is declared twice")
    return made


def all_rights() -> tuple[Right, ...]:
    """Every right, in the order of names."""
    return tuple(_rights[name] for name in sorted(_rights))
