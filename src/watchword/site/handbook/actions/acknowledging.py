"""Saying that one has read and understood."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.handbook import access
from watchword.site.handbook.models import Answer, Assignment
from watchword.site.handbook.quiz import QuizQuestion, quiz_of
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import NotThere, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@deed(access.ACKNOWLEDGE)
def answer_quiz(
    actor: Person, assignment: Assignment, answers: Mapping[str, str]
) -> tuple[QuizQuestion, ...]:
    """Answer the questions of a reading; those that were wrong come back, with their rules."""
    if assignment.person_id != actor.pk:
        raise NotThere
    wrong = []
    for question in quiz_of(assignment):
        given = answers.get(question.key)
        if given is None:
            continue
        is_right = given == question.right_key
        Answer.objects.update_or_create(
            assignment=assignment, question=question.key, defaults={"is_right": is_right}
        )
        if not is_right:
            wrong.append(question)
    return tuple(wrong)


@deed(access.ACKNOWLEDGE)
def acknowledge(actor: Person, assignment: Assignment) -> Assignment:
    """Say that one has read and understood; binding to the edition and its rules.

    Raises:
        NotThere: It is somebody else's.
        Refusal: A question is still open, or the assignment was called off.
    """
    if assignment.person_id != actor.pk:
        raise NotThere
    assignment = (
        Assignment.objects.select_for_update()
        .select_related("edition", "reading")
        .get(pk=assignment.pk)
    )
    if assignment.done_at is not None:
        return assignment
    if assignment.is_off:
        raise Refusal(
            _("A newer edition has taken the place of this one."), _("Open your rules again.")
        )
    right = set(assignment.answers.filter(is_right=True).values_list("question", flat=True))
    if any(one.key not in right for one in quiz_of(assignment)):
        raise Refusal(_("A question is still open."), _("Answer it, then acknowledge."))
    assignment.done_at = timezone.now()
    assignment.edition_digest = assignment.edition.digest
    assignment.receipt = "-".join(
        "".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(2)
    )
    assignment.save(update_fields=["done_at", "edition_digest", "receipt"])
    assignment.answers.all().delete()
    record(
        actor,
        Deed(
            name="acknowledge",
            subject=f"edition:{assignment.edition_id}",
            title=str(assignment.edition),
            after={
                "digest": assignment.edition_digest,
                "rules": assignment.reading.rules,
                "changed": assignment.reading.changed,
                "receipt": assignment.receipt,
            },
        ),
    )
    tell([_receipt(assignment)])
    return assignment


def _receipt(done: Assignment) -> Words:
    """The copy of a receipt that goes out by mail."""
    address = settings.CONFIGURATION.address + reverse("receipt", args=[done.pk])
    body = _(
        "Hello %(name)s,\n\nthank you. You have read and acknowledged %(edition)s: %(rules)s.\n\n"
        "Receipt %(receipt)s\nState of the edition (SHA-256) %(digest)s\n\n%(address)s\n"
    ) % {
        "name": done.person.given_name,
        "edition": done.edition,
        "rules": ", ".join(done.reading.changed),
        "receipt": done.receipt,
        "digest": done.edition_digest,
        "address": address,
    }
    return Words(
        person=done.person,
        to=done.person.email,
        kind="receipt",
        about=f"receipt:{done.pk}",
        subject=_("Your receipt %(receipt)s") % {"receipt": done.receipt},
        body=body,
    )
