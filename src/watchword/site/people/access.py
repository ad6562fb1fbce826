"""Who may see and do what with people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.people.roles import Role, right

SEE = right(
    "people.see", _("See people, teams and roles"), Role.ADMINISTRATOR, Role.COMPLIANCE, Role.OWNER
)
CHANGE = right("people.change", _("Add, change and import people"), Role.ADMINISTRATOR)
GRANT = right("people.grant", _("Give and take roles"), Role.ADMINISTRATOR)
SEE_RIGHTS = right("people.see-rights", _("See what each role may do"), Role.EMPLOYEE)
OWN = right("people.own-settings", _("Change one's own settings"), Role.EMPLOYEE)

place(area="settings", page="rights", words=_("Roles and rights"), right=SEE_RIGHTS, order=30)
