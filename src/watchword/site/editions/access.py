"""Who may see and do what with editions."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.models import Edition, State
from watchword.site.kit.deed import may
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

READ = right("edition.read", _("Read the policy in force and older editions"), Role.EMPLOYEE)
READ_DRAFT = right(
    "edition.read-draft",
    _("Read drafts of the policy"),
    Role.EDITOR,
    Role.OWNER,
    Role.APPROVER,
    Role.COMPLIANCE,
)
WRITE = right("edition.write", _("Write in a draft"), Role.EDITOR, Role.OWNER)
START = right("edition.start", _("Start a draft, import or give one up"), Role.EDITOR, Role.OWNER)
EXPORT = right(
    "edition.export", _("Take the policy out as a folder"), Role.EDITOR, Role.OWNER, Role.COMPLIANCE
)
DECIDE = right("edition.decide", _("Decide what a change asks of people"), Role.OWNER)
APPROVE = right("edition.approve", _("Approve a draft for publishing"), Role.APPROVER)
PUBLISH = right("edition.publish", _("Publish an edition"), Role.OWNER)
SET_TERMS = right(
    "edition.set-terms",
    _("Say who must approve an edition"),
    Role.COMPLIANCE,
    Role.ADMINISTRATOR,
)

place(area="settings", page="approval-terms", words=_("Approvals"), right=SET_TERMS, order=40)
place(area="policy", page="policy-home", words=_("The policy"), right=READ, order=10)


def access_edition(person: Person, pk: int) -> Edition:
    """The edition or draft of that key.

    Raises:
        NotThere: There is none, or it is a draft that the person may not read.
    """
    edition = Edition.objects.filter(pk=pk).first()
    if edition is None:
        raise NotThere
    if edition.state == State.PUBLISHED and may(person, READ):
        return edition
    if may(person, READ_DRAFT):
        return edition
    raise NotThere


def access_in_force(person: Person) -> Edition | None:
    """The edition in force, for whoever may read the policy; None before the first."""
    return Edition.objects.in_force(timezone.localdate()) if may(person, READ) else None
