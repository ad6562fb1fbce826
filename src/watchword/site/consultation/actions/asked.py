"""What somebody who is asked does; they come by a signed link and have no account."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, System, record
from watchword.site.consultation.access import link_for
from watchword.site.consultation.models import Comment, Consultee, Group, Round
from watchword.site.consultation.queries import is_asked
from watchword.site.kit.refusal import Invalid, NotAllowed, NotThere, Refusal
from watchword.site.notices.actions import Words, tell

LONGEST = 5_000


def _as(consultee: Consultee) -> System:
    """The consultee as the record names them."""
    name = f"{consultee.name} ({consultee.group.name})"
    return System(audit_id=f"consultee:{consultee.pk}", audit_name=name)


@transaction.atomic
def see(consultee: Consultee) -> None:
    """Note that somebody opened their link, the first time."""
    if consultee.seen_at is None:
        Consultee.objects.filter(pk=consultee.pk, seen_at=None).update(seen_at=timezone.now())


@transaction.atomic
def comment(
    consultee: Consultee, *, rule: str, words: str, answers: Comment | None = None
) -> Comment:
    """Comment on a rule, on the whole draft, or on another comment; a receipt goes out by mail.

    Raises:
        Invalid: There are no words, or too many.
        Refusal: Comments are not taken now.
    """
    of = Round.objects.select_for_update().get(pk=consultee.group.round_id)
    if not of.takes_comments(timezone.localdate()):
        raise Refusal(
            _("Comments are not taken now."), _("They are taken on the days named above.")
        )
    if not words.strip() or len(words) > LONGEST:
        raise Invalid(_("Write a comment of at most 5,000 characters."))
    if answers is not None and answers.round_id != of.pk:
        raise NotThere
    if rule and not is_asked(of, rule):
        raise NotThere
    made = Comment.objects.create(
        round=of,
        consultee=consultee,
        rule=answers.rule if answers else rule,
        answers=answers,
        words=words.strip(),
        receipt=secrets.token_hex(4).upper(),
    )
    after = {"rule": made.rule, "words": made.words, "receipt": made.receipt}
    record(
        _as(consultee), Deed(name="comment", subject=f"round:{of.pk}", title=made.rule, after=after)
    )
    tell([_receipt(made)])
    return made


def _receipt(made: Comment) -> Words:
    address = settings.CONFIGURATION.address + link_for(made.consultee)
    about = made.rule or _("the whole draft")
    body = _(
        "Hello %(name)s,\n\nthank you. Your comment on %(about)s was received "
        "(receipt %(receipt)s):\n\n%(words)s\n\nIts answer will stand beside it here: %(address)s\n"
    ) % {
        "name": made.consultee.name,
        "about": about,
        "receipt": made.receipt,
        "words": made.words,
        "address": address,
    }
    return Words(
        person=None,
        to=made.consultee.email,
        kind="receipt",
        about=f"comment:{made.pk}",
        subject=_("Your comment was received (%(receipt)s)") % {"receipt": made.receipt},
        body=body,
    )


@transaction.atomic
def support(consultee: Consultee, made: Comment) -> None:
    """Support somebody else's comment; twice is the same as once."""
    of = consultee.group.round
    if made.round_id != of.pk:
        raise NotThere
    if not of.takes_comments(timezone.localdate()):
        raise Refusal(_("Comments are not taken now."))
    if made.consultee_id != consultee.pk and not made.supporters.filter(pk=consultee.pk).exists():
        made.supporters.add(consultee)
        deed = Deed(name="support", subject=f"comment:{made.pk}", title=made.rule)
        record(_as(consultee), deed)


@transaction.atomic
def stand(consultee: Consultee, *, agrees: bool, words: str) -> Group:
    """Say where the group stands; may be said anew until the round closes.

    Raises:
        NotAllowed: This consultee does not speak for the group.
        Refusal: The round is closed.
        Invalid: A no has no reason.
    """
    if not consultee.may_sign:
        raise NotAllowed(_("Somebody else speaks for your group."))
    of = consultee.group
    if Round.objects.select_for_update().get(pk=of.round_id).closed_at is not None:
        raise Refusal(_("This round is closed."))
    if not agrees and not words.strip():
        raise Invalid(_("A no needs its reason."))
    of.stand = Group.Stand.AGREES if agrees else Group.Stand.OBJECTS
    of.stand_words, of.stand_by, of.stand_at = words.strip(), consultee.name, timezone.now()
    of.save(update_fields=["stand", "stand_words", "stand_by", "stand_at"])
    after = {"stand": of.stand, "words": of.stand_words}
    deed = Deed(name="sign-off", subject=f"round:{of.round_id}", title=of.name, after=after)
    record(_as(consultee), deed)
    return of
