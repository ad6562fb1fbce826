"""Asking for, granting, refusing and ending waivers."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.channels.base import channel_names
from watchword.site.audit.actions import Deed, record
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import slug
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person, Team
from watchword.site.waivers import access
from watchword.site.waivers.models import Waiver

LONGEST = timedelta(days=366)
REMIND_DAYS = (14, 3, 0)
"""Days before the end on which the owner is reminded."""


@deed(access.ASK)
def ask_waiver(
    actor: Person,
    *,
    rule: str,
    because: str,
    owner: Person,
    starts_on: date,
    ends_on: date,
    person: Person | None = None,
    team: Team | None = None,
    job: str = "",
    account: str = "",
    channel: str = "",
    campaign: str = "",
) -> Waiver:
    """Ask for an exception from a rule.

    Raises:
        Invalid: There is no such rule, no reason, no end within a year, or nobody who owns it.
    """
    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    rules = {one.id for one in policy_of(edition).rules} if edition else set()
    wrong = {}
    if rule not in rules:
        wrong["rule"] = _("The edition in force has no such rule.")
    if not because.strip():
        wrong["because"] = _("Say why it is needed.")
    if ends_on < max(starts_on, today):
        wrong["ends_on"] = _("It ends before it begins, or in the past.")
    elif ends_on > starts_on + LONGEST:
        wrong["ends_on"] = _("A waiver lasts a year at most; then it is asked for again.")
    if channel and channel.lower() not in channel_names():
        wrong["channel"] = _("There is no such network.")
    if not owner.is_here(today):
        wrong["owner"] = _("Choose somebody who works here.")
    if wrong:
        raise Invalid(_("This waiver cannot be asked for."), fields=dict(wrong))
    made = Waiver.objects.create(
        rule=rule,
        because=because.strip(),
        owner=owner,
        starts_on=starts_on,
        ends_on=ends_on,
        person=person,
        team=team,
        job=slug(job),
        account=account.strip().lower(),
        channel=channel.strip().lower(),
        campaign=campaign.strip().lower(),
        asked_by=actor,
    )
    after = {
        "rule": rule,
        "whom": made.whom,
        "because": made.because,
        "owner": owner.audit_id,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
    }
    record(actor, _deed(made, "ask-waiver", after))
    return made


@deed(access.GRANT)
def decide_waiver(actor: Person, waiver: Waiver, *, is_yes: bool, words: str) -> Waiver:
    """Grant or refuse a waiver; never one's own.

    Raises:
        Refusal: It is decided already, or the actor asked for it or owns it.
        Invalid: A refusal has no reason.
    """
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.state != Waiver.State.ASKED:
        raise Refusal(_("This waiver is decided already."))
    if actor.pk in (waiver.asked_by_id, waiver.owner_id, waiver.person_id):
        raise Refusal(
            _("You asked for this waiver, own it or are named in it, so somebody else decides."),
            _("Ask another policy owner."),
        )
    if not is_yes and not words.strip():
        raise Invalid(_("A refusal needs a reason."), fields={"words": _("Say why not.")})
    if is_yes and waiver.ends_on < timezone.localdate():
        raise Refusal(_("Its last day has passed."), _("It is asked for again."))
    waiver.state = Waiver.State.GRANTED if is_yes else Waiver.State.REFUSED
    _decided(actor, waiver, words)
    record(
        actor,
        _deed(waiver, "grant-waiver" if is_yes else "refuse-waiver", {"words": words.strip()}),
    )
    tell([_notice(waiver, waiver.asked_by, "decided")])
    return waiver


@deed(access.GRANT)
def end_waiver(actor: Person, waiver: Waiver, *, words: str) -> Waiver:
    """End a granted waiver before its day.

    Raises:
        Refusal: It is not in force.
        Invalid: There is no reason.
    """
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.state != Waiver.State.GRANTED or waiver.ends_on < timezone.localdate():
        raise Refusal(_("This waiver is not in force."))
    if not words.strip():
        raise Invalid(_("Ending it early needs a reason."), fields={"words": _("Say why.")})
    waiver.state = Waiver.State.ENDED
    _decided(actor, waiver, words)
    record(actor, _deed(waiver, "end-waiver", {"words": words.strip()}))
    tell([_notice(waiver, waiver.owner, "ended")])
    return waiver


def remind(today: date) -> int:
    """Tell owners whose waivers end soon; how many are told."""
    found = []
    for days in REMIND_DAYS:
        day = today + timedelta(days=days)
        rows = Waiver.objects.in_force(today).filter(ends_on=day).select_related("owner")
        found += [_notice(one, one.owner, f"ends-{days}") for one in rows]
    return tell(found)


def _decided(actor: Person, waiver: Waiver, words: str) -> None:
    waiver.decided_by, waiver.decided_at = actor, timezone.now()
    waiver.decided_words = words.strip()
    waiver.save(update_fields=["state", "decided_by", "decided_at", "decided_words"])


def _deed(waiver: Waiver, name: str, after: dict[str, str]) -> Deed:
    return Deed(name=name, subject=f"waiver:{waiver.pk}", title=str(waiver), after=after)


def _notice(waiver: Waiver, to: Person, kind: str) -> Words:
    day = date_format(waiver.ends_on, "j F Y")
    subject = {
        "decided": _("Your waiver for %(rule)s is %(state)s"),
        "ended": _("The waiver for %(rule)s has ended early"),
        "ends-0": _("The waiver for %(rule)s ends today"),
    }.get(kind, _("The waiver for %(rule)s ends on %(day)s"))
    given = {"rule": waiver.rule, "state": waiver.get_state_display(), "day": day}
    more = {
        "name": to.given_name,
        "whom": waiver.whom,
        "words": waiver.decided_words,
        "address": settings.CONFIGURATION.address + reverse("waiver", args=[waiver.pk]),
    }
    body = _(
        "Hello %(name)s,\n\nthe waiver for %(rule)s (%(whom)s) is %(state)s, its last day is "
        "%(day)s.\n\n%(words)s\n\n%(address)s\n"
    ) % (given | more)
    return Words(
        person=to,
        to=to.email,
        kind="waiver",
        about=f"waiver:{waiver.pk}:{kind}",
        subject=subject % given,
        body=body,
    )
