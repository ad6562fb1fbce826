"""Who may ask, see, comment and answer."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.consultation.models import Comment, Consultee, Round
from watchword.site.kit.refusal import NotThere
from watchword.site.people.links import made_link, read_link
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

LONGEST = timedelta(days=400)
"""A link works as long as its author may come back for the answer."""

SEE = right(
    "consultation.see",
    _("See consultations, comments and answers"),
    Role.OWNER,
    Role.EDITOR,
    Role.APPROVER,
    Role.COMPLIANCE,
)
RUN = right("consultation.run", _("Start, invite to and close a consultation"), Role.OWNER)
ANSWER = right("consultation.answer", _("Answer comments"), Role.OWNER, Role.EDITOR)


def access_round(person: Person, pk: int) -> Round:
    """A round.

    Raises:
        NotThere: There is none.
    """
    del person  # the right to see is the same for all of them
    found = Round.objects.select_related("edition").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_comment(person: Person, pk: int) -> Comment:
    """A comment.

    Raises:
        NotThere: There is none.
    """
    del person
    found = Comment.objects.select_related("round", "consultee").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def link_for(consultee: Consultee) -> str:
    """The path of a consultee's own link."""
    return reverse("consult", args=[made_link("consultation", consultee.pk, consultee.key)])


def access_by_link(token: str) -> Consultee:
    """Whoever a link belongs to.

    Raises:
        NotThere: The link is damaged, too old or was taken back.
    """
    pk = read_link("consultation", token, _key_of, LONGEST)
    if pk is None:
        raise NotThere(
            _("This link does not work (any more)."),
            _("Ask whoever sent it to you for a new one."),
        )
    return Consultee.objects.select_related("group__round__edition").get(pk=pk)


def _key_of(pk: int) -> str | None:
    return Consultee.objects.filter(pk=pk).values_list("key", flat=True).first()
