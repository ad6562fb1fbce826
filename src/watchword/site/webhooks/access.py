"""Who may tell other programs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.webhooks.models import Delivery, Receiver

MANAGE = right("webhook.manage", _("Tell other programs of deeds (webhooks)"), Role.ADMINISTRATOR)

place(area="settings", page="webhooks", words=_("Webhooks"), right=MANAGE, order=80)


def access_receiver(person: Person, pk: int) -> Receiver:
    """A receiver.

    Raises:
        NotThere: There is none.
    """
    del person  # the right to manage is the same for all of them
    found = Receiver.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_delivery(person: Person, pk: int) -> Delivery:
    """A delivery.

    Raises:
        NotThere: There is none.
    """
    del person
    found = Delivery.objects.select_related("receiver").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
