"""Who may check a draft: everybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.people.roles import Role, right

CHECK = right("review.check", _("Check a draft; nothing of it is kept"), Role.EMPLOYEE)

place(area="posts", page="check-draft", words=_("Check a draft"), right=CHECK, order=5)
