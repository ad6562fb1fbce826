"""Questions about rules, and their answers."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.handbook import access
from watchword.site.handbook.models import Question
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person


@deed(access.ASK)
def ask(actor: Person, edition: Edition, *, words: str, rule: str = "") -> Question:
    """Ask the owner about a rule, or about the policy.

    Raises:
        Invalid: There are no words, or the edition has no such rule.
    """
    if not words.strip():
        raise Invalid(_("The question is empty."), fields={"words": _("Write your question.")})
    if rule and rule not in {one.id for one in policy_of(edition).rules}:
        raise Invalid(_("There is no rule %(id)s.") % {"id": rule[:60]})
    made = Question.objects.create(person=actor, edition=edition, rule=rule, words=words.strip())
    record(actor, Deed(name="ask", subject=f"question:{made.pk}", title=rule))
    return made


@deed(access.ANSWER)
def answer_question(actor: Person, question: Question, *, words: str, is_public: bool) -> Question:
    """Answer a question; with ``is_public`` for everybody, without the asker's name.

    Who answered may correct it; the same answer again is the same as once.

    Raises:
        Invalid: There are no words.
        Refusal: Somebody else answered it meanwhile.
    """
    if not words.strip():
        raise Invalid(_("The answer is empty."), fields={"words": _("Write your answer.")})
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.answered_at and question.answered_by_id != actor.pk:
        raise Refusal(
            _("%(who)s answered this question meanwhile.") % {"who": question.answered_by},
            _("It is told to whoever asked; look at it below."),
        )
    if question.answered_at and (question.answer, question.is_public) == (words.strip(), is_public):
        return question
    question.answer, question.is_public = words.strip(), is_public
    question.answered_at, question.answered_by = timezone.now(), actor
    question.save(update_fields=["answer", "is_public", "answered_at", "answered_by"])
    record(
        actor,
        Deed(
            name="answer-question",
            subject=f"question:{question.pk}",
            title=question.rule,
            after={"answer": question.answer, "is_public": is_public},
        ),
    )
    tell([_answered(question)])
    return question


def _answered(question: Question) -> Words:
    """The answer, to whoever asked."""
    address = settings.CONFIGURATION.address + reverse("questions")
    body = _(
        "Hello %(name)s,\n\nyou asked:\n\n%(words)s\n\nThe answer:\n\n%(answer)s\n\n%(address)s\n"
    ) % {
        "name": question.person.given_name,
        "words": question.words,
        "answer": question.answer,
        "address": address,
    }
    moment = question.answered_at
    return Words(
        person=question.person,
        to=question.person.email,
        kind="answer",
        about=f"question:{question.pk}:{moment.isoformat() if moment else ''}",
        subject=_("The answer to your question"),
        body=body,
    )
