"""Accounts as the policy names them, who writes for them, and their connections."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from watchword.policy.model import Policy
from watchword.site.accounts import access
from watchword.site.accounts.models import Account, Connection, Seat
from watchword.site.accounts.vault import add_key, drop_old_keys, seal, sealed_anew
from watchword.site.audit.actions import Deed, System, record
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import slug
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person

_CLOCK = System()
_FIELDS = ("channel", "handle", "kind", "purpose", "pillars", "plan", "owner", "administrators")


def take_over_accounts(edition: Edition) -> list[Account]:
    """Take the accounts of an edition over into the register; new ones among them.

    Whoever holds a new account's jobs (owner, administrators) may write for it at once; accounts
    that the edition names no longer are closed, and keep their history.
    """
    policy = policy_of(edition)
    with transaction.atomic():
        found = {one.key: one for one in Account.objects.all()}
        new = []
        for key, said in _said(policy).items():
            row = found.pop(key, None) or Account(key=key)
            before = {name: getattr(row, name) for name in _FIELDS} if row.pk else {}
            if before == said and row.is_open:
                continue
            is_new = row.pk is None
            for name, value in said.items():
                setattr(row, name, value)
            row.is_open = True
            row.save()
            if is_new:
                new.append(row)
            _record(row, "add-account" if is_new else "change-account", before, said)
        for row in found.values():
            if row.is_open:
                row.is_open = False
                row.save(update_fields=["is_open"])
                _record(row, "close-account", {}, {"edition": str(edition)})
        for row in new:
            _seat_by_job(row)
    return new


def _said(policy: Policy) -> dict[str, dict[str, object]]:
    """What a policy says of each of its accounts, by key."""
    return {
        f"{one.header.channel}-{one.header.handle.lstrip('@').lower()}"[:200]: {
            "channel": one.header.channel,
            "handle": one.header.handle,
            "kind": one.header.kind,
            "purpose": one.header.purpose,
            "pillars": list(one.header.pillars),
            "plan": dict(one.header.plan.by_name),
            "owner": one.header.owner,
            "administrators": list(one.header.administrators),
        }
        for one in policy.accounts
    }


def _seat_by_job(account: Account) -> None:
    jobs = {slug(one) for one in (account.owner, *account.administrators)}
    for person in Person.objects.filter(is_active=True).exclude(job=""):
        if slug(person.job) in jobs:
            Seat.objects.get_or_create(account=account, person=person)


@deed(access.SEAT)
def set_seats(actor: Person, account: Account, people: Sequence[Person]) -> None:
    """Say who may write for an account."""
    before = {one.person_id: one for one in account.seats.select_related("person")}
    wanted = {one.pk: one for one in people}
    Seat.objects.filter(account=account).exclude(person__in=wanted).delete()
    Seat.objects.bulk_create(
        Seat(account=account, person=one) for key, one in wanted.items() if key not in before
    )
    record(
        actor,
        Deed(
            name="seat-people",
            subject=f"account:{account.pk}",
            title=str(account),
            before={"people": sorted(str(one.person) for one in before.values())},
            after={"people": sorted(map(str, wanted.values()))},
        ),
    )


@deed(access.SEAT)
def set_area(actor: Person, account: Account, area: str) -> None:
    """Say which site or service an account speaks for."""
    before, account.area = account.area, area.strip()[:100]
    account.save(update_fields=["area"])
    _record(account, "set-area", {"area": before}, {"area": account.area}, actor)


@deed(access.JOIN)
def join(actor: Person, account: Account, *, server: str, identity: str, secret: str) -> Connection:
    """Join an account to its network; the secret is encrypted and never shown again.

    Raises:
        Invalid: There is no secret.
    """
    if not secret.strip():
        raise Invalid(_("Without a token the account cannot be joined."))
    Connection.objects.filter(account=account).delete()
    made = Connection.objects.create(
        account=account,
        server=server,
        identity=identity,
        token=seal(settings.CONFIGURATION.home, secret.strip()),
        joined_by=actor,
    )
    _record(account, "join-account", {}, {"server": server, "identity": identity}, actor)
    return made


@deed(access.JOIN)
def part(actor: Person, account: Account) -> None:
    """Forget an account's token; its posts go out by hand from now on."""
    Connection.objects.filter(account=account).delete()
    _record(account, "part-account", {}, {}, actor)


def renew_token_key() -> int:
    """Encrypt every token under a new key, whole or not at all; how many there are.

    The new key is written before anything is encrypted with it, and the old ones go last: dying at
    any moment leaves every token readable.

    Raises:
        SiteError: A token cannot be opened with the keys that are here.
    """
    home = settings.CONFIGURATION.home
    add_key(home)
    with transaction.atomic():
        rows = list(Connection.objects.select_for_update())
        for one in rows:
            one.token = sealed_anew(home, bytes(one.token))
            one.session = sealed_anew(home, bytes(one.session)) if one.session else b""
            one.save(update_fields=["token", "session"])
        after: dict[str, object] = {"tokens": len(rows)}
        record(_CLOCK, Deed(name="renew-token-key", subject="site:tokens", after=after))
    drop_old_keys(home)
    return len(rows)


def _record(
    account: Account,
    name: str,
    before: dict[str, object],
    after: dict[str, object],
    actor: Person | None = None,
) -> None:
    record(
        actor or _CLOCK,
        Deed(
            name=name,
            subject=f"account:{account.pk}",
            title=str(account),
            before=before,
            after=after,
        ),
    )
