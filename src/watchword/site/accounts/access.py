"""Who may see accounts, write for them, and join them to their networks."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.accounts.models import Account
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

SEE = right(
    "account.see",
    _("See the register of official accounts"),
    Role.AUTHOR,
    Role.REVIEWER,
    Role.DUTY,
    Role.EDITOR,
    Role.OWNER,
    Role.COMPLIANCE,
    Role.ADMINISTRATOR,
)
SEAT = right(
    "account.seat",
    _("Say who writes for an account, and which area it speaks for"),
    Role.OWNER,
    Role.ADMINISTRATOR,
)
JOIN = right("account.join", _("Join an account to its network, or part it"), Role.ADMINISTRATOR)

place(area="posts", page="accounts", words=_("Accounts"), right=SEE, order=60)


def access_accounts(person: Person) -> QuerySet[Account]:
    """Accounts that a person may see: all, for whoever holds the right."""
    del person
    return Account.objects.open().select_related("connection")


def access_account(person: Person, key: str) -> Account:
    """One account of the register.

    Raises:
        NotThere: There is none of that name.
    """
    found = access_accounts(person).filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def seats_of(person: Person) -> QuerySet[Account]:
    """Accounts for which a person may write."""
    return Account.objects.open().filter(seats__person=person)
