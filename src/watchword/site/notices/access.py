"""Who may see what was sent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

SEE = right(
    "notice.see",
    _("See which notices were sent, and which failed"),
    Role.OWNER,
    Role.COMPLIANCE,
    Role.ADMINISTRATOR,
)
RETRY = right("notice.retry", _("Send a failed notice again"), Role.OWNER, Role.ADMINISTRATOR)

place(area="assurance", page="notices", words=_("Notices sent"), right=SEE, order=80)


def access_notice(person: Person, pk: int) -> Notice:
    """One notice.

    Raises:
        NotThere: There is none.
    """
    del person  # the right to see is the same for all of them
    found = Notice.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
