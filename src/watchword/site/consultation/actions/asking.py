"""What the owner of a consultation does."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.consultation import access
from watchword.site.consultation.models import (
    Comment,
    Consultee,
    Disposition,
    Group,
    Round,
    new_key,
)
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person


@deed(access.RUN)
def start_round(
    actor: Person, edition: Edition, *, title: str, words: str, opens_on: date, closes_on: date
) -> Round:
    """Start a round about a draft.

    Raises:
        Invalid: It ends before it begins, or in the past.
        Refusal: The edition is published, or another round about it is open.
    """
    if not edition.is_draft:
        raise Refusal(_("This edition is published; a round is about a draft."))
    if edition.rounds.filter(closed_at__isnull=True).exists():
        raise Refusal(_("A round about this draft is open already."), _("Close it first."))
    if closes_on < opens_on or closes_on < timezone.localdate():
        raise Invalid(
            _("The round ends before it begins, or in the past."),
            fields={"closes_on": _("Choose a later day.")},
        )
    made = Round.objects.create(
        edition=edition,
        title=title,
        words=words,
        opens_on=opens_on,
        closes_on=closes_on,
        made_by=actor,
    )
    after = {"opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
    record(actor, Deed(name="start-round", subject=f"round:{made.pk}", title=title, after=after))
    return made


@deed(access.RUN)
def invite(
    actor: Person, round_: Round, *, group: str, name: str, email: str, may_sign: bool = True
) -> Consultee:
    """Invite somebody for a group; a mail with their own link goes out."""
    _open(round_)
    of, _made = Group.objects.get_or_create(round=round_, name=group.strip())
    found, is_new = Consultee.objects.get_or_create(
        group=of, email=email.strip().lower(), defaults={"name": name.strip(), "may_sign": may_sign}
    )
    if is_new:
        after = {"group": of.name, "name": found.name, "email": found.email}
        record(actor, Deed(name="invite", subject=f"round:{round_.pk}", title=of.name, after=after))
        tell([invitation(found, "invitation", f"consultee:{found.pk}")])
    return found


def invitation(consultee: Consultee, kind: str, about: str) -> Words:
    """The mail with somebody's own link."""
    of = consultee.group.round
    address = settings.CONFIGURATION.address + access.link_for(consultee)
    until = date_format(of.closes_on, "j F Y")
    subject = _("%(title)s: comments until %(day)s") % {"title": of.title, "day": until}
    if kind == "reminder":
        subject = _("Reminder: %(subject)s") % {"subject": subject}
    body = _(
        "Hello %(name)s,\n\n%(words)s\n\nYou are asked for: %(group)s. The page below shows what "
        "would change, and why. It needs no password; the link is yours alone, so please do not "
        "pass it on.\n\n%(address)s\n\nComments are taken until %(day)s. Each gets an answer.\n"
    ) % {
        "name": consultee.name,
        "words": of.words,
        "group": consultee.group.name,
        "address": address,
        "day": until,
    }
    return Words(
        person=None, to=consultee.email, kind=kind, about=about, subject=subject, body=body
    )


@deed(access.RUN)
def take_link_back(actor: Person, consultee: Consultee) -> None:
    """Make somebody's link stop working, and send them a new one."""
    consultee.key = new_key()
    consultee.save(update_fields=["key"])
    subject = f"round:{consultee.group.round_id}"
    record(actor, Deed(name="take-link-back", subject=subject, title=consultee.name))
    tell([invitation(consultee, "invitation", f"consultee:{consultee.pk}:{consultee.key[:8]}")])


@deed(access.ANSWER)
def decide_comment(
    actor: Person, comment: Comment, *, outcome: Disposition.Outcome, because: str
) -> Disposition:
    """Say what became of a comment, and why.

    Raises:
        Invalid: There is no reason.
        Refusal: The round is closed.
    """
    _open(comment.round)
    if not because.strip():
        raise Invalid(_("An answer needs its reason."), fields={"because": _("Say why.")})
    made, _made = Disposition.objects.update_or_create(
        comment=comment,
        defaults={
            "outcome": outcome,
            "because": because.strip(),
            "decided_at": timezone.now(),
            "decided_by": actor,
        },
    )
    after = {"outcome": outcome, "because": because.strip()}
    subject = f"comment:{comment.pk}"
    record(actor, Deed(name="decide-comment", subject=subject, title=comment.rule, after=after))
    return made


@deed(access.RUN)
def close_round(actor: Person, round_: Round) -> Round:
    """Close a round: every comment answered, and every group's stand or silence on record.

    Raises:
        Refusal: Its days are not over, or a comment has no answer yet.
    """
    _open(round_)
    if (
        timezone.localdate() <= round_.closes_on
        and round_.groups.filter(stand=Group.Stand.OPEN).exists()
    ):
        raise Refusal(
            _("Comments are taken until %(day)s.")
            % {"day": date_format(round_.closes_on, "j F Y")},
            _("It can be closed earlier once every group has said where it stands."),
        )
    waiting = round_.comments.filter(disposition__isnull=True, answers__isnull=True).count()
    if waiting:
        raise Refusal(_("%(count)d comments have no answer yet.") % {"count": waiting})
    now = timezone.now()
    round_.groups.filter(stand=Group.Stand.OPEN).update(stand=Group.Stand.SILENT, stand_at=now)
    round_.closed_at, round_.closed_by = now, actor
    round_.save(update_fields=["closed_at", "closed_by"])
    stands = {one.name: one.stand for one in round_.groups.all()}
    record(
        actor,
        Deed(name="close-round", subject=f"round:{round_.pk}", title=round_.title, after=stands),
    )
    tell(_answers(round_))
    return round_


def _answers(round_: Round) -> list[Words]:
    """To everybody who commented: their answers are there."""
    authors = (
        Consultee.objects.filter(comments__round=round_).distinct().select_related("group__round")
    )
    return [
        Words(
            person=None,
            to=one.email,
            kind="answers",
            about=f"answers:{round_.pk}:{one.pk}",
            subject=_("%(title)s: the answers to your comments") % {"title": round_.title},
            body=_(
                "Hello %(name)s,\n\nthank you. Each of your comments has an answer now:\n\n%(address)s\n"
            )
            % {"name": one.name, "address": settings.CONFIGURATION.address + access.link_for(one)},
        )
        for one in authors
    ]


def _open(round_: Round) -> None:
    """Hold a round still until the transaction ends, so that nobody comments while it closes."""
    if Round.objects.select_for_update().get(pk=round_.pk).closed_at is not None:
        raise Refusal(_("This round is closed; what was said in it stays as it is."))
