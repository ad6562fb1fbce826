"""What everybody may do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.people.roles import Role, right

TODAY = right("site.today", _("See one's own page"), Role.EMPLOYEE)
SEARCH = right("site.search", _("Search what one may see"), Role.EMPLOYEE)
HELP = right("site.help", _("Read the help of the site"), Role.EMPLOYEE)
KEEP_FILTER = right("site.keep-filter", _("Keep a filter of a list"), Role.EMPLOYEE)

place(area="today", page="today", words=_("Today"), right=TODAY, order=1)
