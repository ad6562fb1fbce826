"""Who may see the record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.people.roles import Role, right

SEE = right(
    "audit.see",
    _("Read and export the audit record"),
    Role.COMPLIANCE,
    Role.ADMINISTRATOR,
    Role.OWNER,
)

place(area="assurance", page="audit", words=_("Audit record"), right=SEE, order=90)
