"""The content plan: what each account is for, what was posted, what is planned, and the gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Max

from watchword.base.share import share_interval
from watchword.site.accounts.models import Account
from watchword.site.people.models import Person
from watchword.site.publishing.access import access_deliveries, access_posts
from watchword.site.publishing.models import Delivery
from watchword.site.publishing.month import start_of

ON_ITS_WAY = (
    Delivery.State.DRAFT,
    Delivery.State.IN_APPROVAL,
    Delivery.State.SCHEDULED,
    Delivery.State.HELD,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PillarRow:
    """One pillar of one account in one month.

    Attributes:
        name: The pillar; "" for posts without one.
        posted: Posts that are out.
        planned: Deliveries on their way that month.
        share: Part of everything posted and planned, a fraction of one; None without any.
        aim: Part that the policy plans, a fraction of one; None where it plans none.
        is_short: Whether the part is smaller than planned, beyond chance (90 %, Wilson).
        last: When something of it was last posted, in any month; None for never.
    """

    name: str
    posted: int
    planned: int
    share: float | None
    aim: float | None
    is_short: bool
    last: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of it, out or planned, though the policy names it."""
        return bool(self.name) and not self.posted and not self.planned


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountPlan:
    """One account in one month."""

    account: Account
    rows: tuple[PillarRow, ...]
    posted: int
    planned: int

    @property
    def gaps(self) -> tuple[PillarRow, ...]:
        """Pillars of which there is nothing, or too little."""
        return tuple(one for one in self.rows if one.is_empty or one.is_short)


def plans(person: Person, first: date) -> list[AccountPlan]:
    """Every account that the policy in force names, in the month that begins with ``first``."""
    begin, end = _span(first)
    rows = access_posts(person).filter(published_at__gte=begin, published_at__lt=end)
    out = _counted(rows.values_list("account", "revision__body__details__pillar"))
    coming = access_deliveries(person).filter(planned_at__gte=begin, planned_at__lt=end)
    newest = coming.filter(state__in=ON_ITS_WAY, draft__revisions__number=F("draft__latest"))
    planned = _counted(newest.values_list("account", "draft__revisions__body__details__pillar"))
    accounts = list(Account.objects.open())
    last = _last(person, accounts)
    return [_plan(one, out, planned, last) for one in accounts]


def _plan(
    account: Account,
    out: Counter[tuple[int, str]],
    planned: Counter[tuple[int, str]],
    last: dict[tuple[int, str], datetime],
) -> AccountPlan:
    names = dict.fromkeys([*account.pillars, *account.plan])
    there = [name for key, name in [*out, *planned] if key == account.pk]
    names |= dict.fromkeys(name for name in there if name) | dict.fromkeys(
        name for name in there if not name
    )
    keys = [(account.pk, name) for name in names]
    whole = sum(out[key] + planned[key] for key in keys)
    rows = tuple(
        _row(key, out[key], planned[key], whole, account.plan.get(key[1]), last.get(key))
        for key in keys
    )
    return AccountPlan(
        account=account,
        rows=rows,
        posted=sum(out[key] for key in keys),
        planned=sum(planned[key] for key in keys),
    )


def _row(
    key: tuple[int, str],
    posted: int,
    planned: int,
    whole: int,
    aim: float | None,
    last: datetime | None,
) -> PillarRow:
    part = posted + planned
    is_short = bool(aim and whole and share_interval(part, whole)[1] < aim)
    return PillarRow(
        name=key[1],
        posted=posted,
        planned=planned,
        share=part / whole if whole else None,
        aim=aim,
        is_short=is_short,
        last=last,
    )


def _counted(rows: Iterable[tuple[int, str | None]]) -> Counter[tuple[int, str]]:
    return Counter((account, pillar or "") for account, pillar in rows)


def _last(person: Person, accounts: Sequence[Account]) -> dict[tuple[int, str], datetime]:
    """When each pillar of each account was last posted."""
    rows = access_posts(person).filter(account__in=accounts).exclude(revision=None).order_by()
    found = rows.values_list("account", "revision__body__details__pillar")
    return {
        (account, pillar or ""): at
        for account, pillar, at in found.annotate(last=Max("published_at"))
    }


def _span(first: date) -> tuple[datetime, datetime]:
    after = (first + timedelta(days=32)).replace(day=1)
    return start_of(first), start_of(after)
