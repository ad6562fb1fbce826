"""Declaring a crisis: one button, and nothing more goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.accounts.models import Account
from watchword.site.audit.actions import Actor, Deed, System, record
from watchword.site.crisis import access
from watchword.site.crisis.models import Moment, Situation, Stop
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person
from watchword.site.publishing.actions import hold_for

LEVELS = (1, 2, 3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """What a situation stops; nothing named: every account, also ones added later.

    Attributes:
        accounts: Keys of accounts.
        channels: Networks, all of their accounts.
        areas: Sites or services, all of their accounts.
    """

    accounts: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.accounts or self.channels or self.areas)

    def __str__(self) -> str:
        return ", ".join((*self.accounts, *self.channels, *self.areas)) or _("every account")

    def rows(self) -> QuerySet[Account]:
        """The accounts of now that it covers."""
        rows = Account.objects.all()
        if self.is_all:
            return rows
        by_name = rows.filter(key__in=self.accounts) | rows.filter(channel__in=self.channels)
        return by_name | rows.filter(area__in=self.areas)


@deed(access.DECLARE)
def declare(
    actor: Person,
    *,
    title: str,
    reason: str,
    level: int = 3,
    scope: Scope = Scope(),
    declared_for: str = "",
    is_drill: bool = False,
) -> Situation:
    """Declare a crisis and freeze what it covers, in one transaction.

    Level 1 watches and stops nothing. A drill stops nothing either, and says so everywhere.

    Args:
        actor: Who presses the button.
        title: What it is called: "Fire in ward 4".
        reason: Why.
        level: 1 to 3, as the crisis plan has them.
        scope: What is stopped.
        declared_for: Who decided it, when it came by phone.
        is_drill: Whether it is a rehearsal.

    Raises:
        Invalid: There is no reason, no such level, or the scope covers nothing.
    """
    wrong = {}
    if not title.strip():
        wrong["title"] = _("Say in a few words what has happened.")
    if level not in LEVELS:
        wrong["level"] = _("The plan has the levels 1 to 3.")
    accounts = list(scope.rows())
    if not scope.is_all and not accounts:
        wrong["scope"] = _("This covers no account.")
    if wrong:
        raise Invalid(_("Nothing is frozen yet."), fields=dict(wrong))
    _one_after_the_other()
    if pressed := _pressed_twice(title.strip()[:200], str(scope)[:300], is_drill=is_drill):
        return pressed
    situation = Situation.objects.create(
        title=title.strip()[:200],
        reason=reason.strip(),
        level=level,
        is_drill=is_drill,
        is_for_all=scope.is_all,
        scope=str(scope)[:300],
        declared_by=actor,
        declared_for=declared_for.strip()[:200],
    )
    held = _stop(situation, None if scope.is_all else accounts) if level > 1 else 0
    words = _("Declared: %(title)s, level %(level)d, %(scope)s. %(held)d posts held.") % {
        "title": situation.title, "level": level, "scope": situation.scope, "held": held}  # fmt: skip
    Moment.objects.create(situation=situation, person=actor, words=words, is_decision=True)
    after = {"level": level, "scope": situation.scope, "reason": situation.reason, "held": held,
             "declared_for": situation.declared_for, "is_drill": is_drill}  # fmt: skip
    _record(actor, "declare-drill" if is_drill else "declare-crisis", situation, after)
    return situation


def _one_after_the_other() -> None:
    """Two who declare at the same moment do so one after the other, so that one sees the other.

    The lock lets posts be entered meanwhile: those look at the accounts' keys only.
    """
    rows = Account.objects.select_for_update(no_key=True).order_by("pk")
    list(rows.values_list("pk", flat=True))


@deed(access.DECLARE)
def end(actor: Person, situation: Situation, *, words: str) -> Situation:
    """End a situation; what was held stays held until somebody decides about each post.

    Raises:
        Refusal: It is over already.
        Invalid: There is no reason.
    """
    situation = Situation.objects.select_for_update(of=("self",)).get(pk=situation.pk)
    if not situation.is_on(timezone.now()):
        raise Refusal(_("This situation is not on."))
    if not words.strip():
        raise Invalid(_("Say why it is over."), fields={"words": _("Say why.")})
    situation.ended_at, situation.ended_by = timezone.now(), actor
    situation.save(update_fields=["ended_at", "ended_by"])
    Stop.objects.filter(situation=situation).update(is_on=False)
    Moment.objects.create(
        situation=situation, person=actor, words=_("Ended: %(why)s") % {"why": words.strip()},
        is_decision=True,
    )  # fmt: skip
    _record(actor, "end-situation", situation, {"words": words.strip()})
    return situation


def begin_planned(now: datetime) -> int:
    """Begin and end planned situations whose time has come; how many changed."""
    count = 0
    for one in Situation.objects.exclude(kind=Situation.Kind.CRISIS).filter(is_drill=False):
        with transaction.atomic():
            is_on = Stop.objects.filter(situation=one, is_on=True).exists()
            if one.is_on(now) and not is_on and one.stops.exists():
                held = _hold(one)
                _record(System(), "begin-situation", one, {"held": held})
            elif not one.is_on(now) and is_on:
                Stop.objects.filter(situation=one).update(is_on=False)
                _record(System(), "end-situation", one, {})
            else:
                continue
            count += 1
    return count


def _pressed_twice(title: str, scope: str, *, is_drill: bool) -> Situation | None:
    """The same situation, where it is on already: whoever presses twice means it once."""
    rows = Situation.objects.on(timezone.now()).filter(kind=Situation.Kind.CRISIS)
    return rows.filter(title=title, scope=scope, is_drill=is_drill).first()


def _stop(situation: Situation, accounts: list[Account] | None) -> int:
    """Stop accounts (None: every one), and hold what is scheduled for them; how many posts."""
    targets = [None] if accounts is None else accounts
    Stop.objects.bulk_create(Stop(situation=situation, account=one) for one in targets)
    return 0 if situation.is_drill else _hold(situation)


def _hold(situation: Situation) -> int:
    Stop.objects.filter(situation=situation).update(is_on=True)
    keys = list(situation.stops.values_list("account_id", flat=True))
    is_all = None in keys
    return hold_for(situation, None if is_all else Account.objects.filter(pk__in=keys))


def _record(actor: Actor, name: str, situation: Situation, after: dict[str, object]) -> None:
    subject = f"situation:{situation.pk}"
    record(actor, Deed(name=name, subject=subject, title=situation.title, after=after))
