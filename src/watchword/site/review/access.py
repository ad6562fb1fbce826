"""Who may check, write, approve and see drafts."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.deed import may
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.links import made_link, read_link
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.review.models import (
    Appointment,
    Comment,
    Draft,
    LibraryFile,
    OutsideApprover,
    PostTemplate,
    Request,
)

CHECK = right("review.check", _("Check a draft; nothing of it is kept"), Role.EMPLOYEE)
WRITE = right(
    "draft.write", _("Write posts for accounts, and ask for approval"), Role.AUTHOR, Role.DUTY
)
SEE_ALL = right(
    "draft.see-all",
    _("See every draft and its approvals"),
    Role.REVIEWER,
    Role.DUTY,
    Role.OWNER,
    Role.COMPLIANCE,
)
ANSWER = right(
    "draft.answer",
    _("Say yes or no to a post that one did not write, in a role that is asked"),
    Role.REVIEWER,
    Role.DUTY,
    Role.OWNER,
    Role.APPROVER,
    Role.EMPLOYEE,
)
COMMENT = right("draft.comment", _("Comment on drafts that one may see"), Role.EMPLOYEE)
APPOINT = right(
    "draft.appoint",
    _("Say who holds the roles that rules and tiers name, and who stands in"),
    Role.OWNER,
    Role.ADMINISTRATOR,
)

LONGEST = timedelta(days=60)
"""How long a link to one request works; what was answered can be read as long."""

place(area="posts", page="check-draft", words=_("Check a draft"), right=CHECK, order=5)
place(area="posts", page="post-drafts", words=_("Drafts"), right=CHECK, order=10)
place(area="posts", page="post-templates", words=_("Templates"), right=WRITE, order=45)
place(area="posts", page="library", words=_("Pictures"), right=WRITE, order=40)
place(area="posts", page="approvals", words=_("Approvals"), right=CHECK, order=20)
place(area="posts", page="approvers", words=_("Who approves"), right=APPOINT, order=65)


def access_drafts(person: Person) -> QuerySet[Draft]:
    """Drafts that a person may see: their own, those of their accounts, those they are asked about."""
    rows = Draft.objects.filter(is_gone=False)
    if may(person, SEE_ALL):
        return rows
    if not may(person, WRITE):
        return rows.filter(requests__in=access_requests(person)).distinct()
    mine = Q(author=person) | Q(deliveries__account__seats__person=person)
    return rows.filter(mine | Q(requests__in=access_requests(person))).distinct()


def access_draft(person: Person, pk: int) -> Draft:
    """One draft.

    Raises:
        NotThere: There is none, or none that this person may see.
    """
    found = access_drafts(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_comment(person: Person, pk: int) -> Comment:
    """One comment on a draft that the person may see.

    Raises:
        NotThere: There is none, or none that this person may see.
    """
    found = Comment.objects.select_related("draft__author", "author").filter(pk=pk).first()
    if found is None:
        raise NotThere
    access_draft(person, found.draft_id)
    return found


def access_requests(person: Person) -> QuerySet[Request]:
    """Requests that a person may see: all, or those that ask one of their roles."""
    rows = Request.objects.select_related("revision", "draft", "asked_by", "edition")
    if may(person, SEE_ALL):
        return rows
    from watchword.site.review.standing import roles_of

    keys = [
        one.pk
        for one in rows.filter(state=Request.State.OPEN)
        if roles_of(person)
        & {role for step in one.steps for many in step.values() for role in many}
    ]
    return rows.filter(Q(pk__in=keys) | Q(asked_by=person))


def access_request(person: Person, pk: int) -> Request:
    """One request for approval.

    Raises:
        NotThere: There is none, or none that this person may see.
    """
    found = access_requests(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_library(person: Person) -> QuerySet[LibraryFile]:
    """The library, for whoever writes or sees drafts; nothing of it for others."""
    if may(person, WRITE) or may(person, SEE_ALL):
        return LibraryFile.objects.filter(is_gone=False)
    return LibraryFile.objects.none()


def access_file(person: Person, digest: str) -> LibraryFile:
    """One file of the library, also one that was taken out: posts still show it.

    Raises:
        NotThere: There is none, or the person may not see it.
    """
    rows = LibraryFile.objects.filter(digest=digest)
    if not (may(person, WRITE) or may(person, SEE_ALL) or access_requests(person).exists()):
        raise NotThere
    found = rows.first()
    if found is None:
        raise NotThere
    return found


def access_templates(person: Person) -> QuerySet[PostTemplate]:
    """Templates of posts, for whoever writes posts; none for others."""
    if may(person, WRITE):
        return PostTemplate.objects.filter(is_gone=False)
    return PostTemplate.objects.none()


def access_template(person: Person, pk: int) -> PostTemplate:
    """One template.

    Raises:
        NotThere: There is none, or the person writes no posts.
    """
    found = access_templates(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_appointment(person: Person, pk: int) -> Appointment:
    """One appointment.

    Raises:
        NotThere: There is none, or the person appoints nobody.
    """
    found = Appointment.objects.filter(pk=pk).first() if may(person, APPOINT) else None
    if found is None:
        raise NotThere
    return found


def access_outsider(person: Person, pk: int) -> OutsideApprover:
    """One approver outside.

    Raises:
        NotThere: There is none, or the person appoints nobody.
    """
    found = OutsideApprover.objects.filter(pk=pk).first() if may(person, APPOINT) else None
    if found is None:
        raise NotThere
    return found


def link_for(outsider: OutsideApprover, request: Request) -> str:
    """The path of the link by which somebody outside answers one request."""
    token = made_link(f"approval.{request.pk}", outsider.pk, outsider.key)
    return reverse("asked-outside", args=[request.pk, token])


def access_by_link(pk: int, token: str) -> tuple[OutsideApprover, Request]:
    """Whoever a link belongs to, and the request that it opens.

    Raises:
        NotThere: The link is damaged, too old or was taken back.
    """
    key = read_link(f"approval.{pk}", token, _key_of, LONGEST)
    found = Request.objects.select_related("revision", "draft", "edition").filter(pk=pk).first()
    outsider = OutsideApprover.objects.filter(pk=key).first() if key is not None else None
    if found is None or outsider is None or not outsider.is_asked_on(timezone.localdate()):
        raise NotThere(
            _("This link does not work (any more)."),
            _("Ask whoever sent it to you for a new one."),
        )
    return outsider, found


def _key_of(pk: int) -> str | None:
    return OutsideApprover.objects.filter(pk=pk).values_list("key", flat=True).first()
