"""What is stopped now, and who may speak meanwhile; everything that goes out asks here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.accounts.models import Account
from watchword.site.crisis.models import Situation, Spokesperson, Stop
from watchword.site.kit.refusal import Refusal
from watchword.site.people.models import Person


class Frozen(Refusal):
    """A freeze stops an account.

    Attributes:
        situation: Which one.
    """

    def __init__(self, situation: Situation, account: Account) -> None:
        super().__init__(
            _("Nothing goes out from %(account)s: %(situation)s.")
            % {"account": account, "situation": situation},
            _("Only the named spokespeople post now, each post tied to the incident."),
        )
        self.situation = situation


def stopping(account: Account) -> Situation | None:
    """The situation that stops an account now; the latest when there are several."""
    rows = Stop.objects.filter(Q(account=account) | Q(account=None), is_on=True)
    found = rows.select_related("situation").order_by("-situation__starts_at").first()
    return found.situation if found else None


def may_speak(person: Person, situation: Situation) -> bool:
    """Whether somebody is among those who speak in a crisis, or stands in for one."""
    del situation  # who speaks is named for all of them
    return Spokesperson.objects.filter(person=person).exists()


def refuse_stopped(
    accounts: Iterable[Account], person: Person | None, situation: Situation | None
) -> None:
    """Refuse what a freeze stops: all but posts of spokespeople that are tied to the incident.

    Args:
        accounts: Where it would go out.
        person: Who speaks; None for what nobody answers for.
        situation: The incident that the post is tied to.

    Raises:
        Frozen: An account is stopped.
    """
    for account in accounts:
        found = stopping(account)
        if found is None:
            continue
        is_tied = situation is not None and situation.pk == found.pk
        if not is_tied or person is None or not may_speak(person, found):
            raise Frozen(found, account)


def situation_facts(account: Account, now: datetime | None = None) -> dict[str, str]:
    """The facts ``situation`` and ``calendar`` as they are for an account."""
    here = Q(is_for_all=True) | Q(stops__account=account)
    return _facts(Situation.objects.on(now or timezone.now()).filter(here))


def site_facts(now: datetime | None = None) -> dict[str, str]:
    """The same facts for somebody who posts from an account of their own, whatever is stopped."""
    return _facts(Situation.objects.on(now or timezone.now()))


def _facts(on: QuerySet[Situation]) -> dict[str, str]:
    kinds = set(on.filter(is_drill=False).values_list("kind", flat=True))
    return {
        "situation": "crisis" if Situation.Kind.CRISIS in kinds else "normal",
        "calendar": "pre-election" if Situation.Kind.ELECTION in kinds else "normal",
    }
