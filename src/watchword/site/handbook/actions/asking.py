"""Questions about rules, and their answers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.editions.models import Edition
from watchword.site.handbook import access
from watchword.site.handbook.models import Question
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person


@deed(access.ASK)
def ask(actor: Person, edition: Edition, *, words: str, rule: str = "") -> Question:
    """Ask the owner about a rule, or about the policy."""
    if not words.strip():
        raise Invalid(_("The question is empty."), fields={"words": _("Write your question.")})
    made = Question.objects.create(person=actor, edition=edition, rule=rule, words=words.strip())
    record(actor, Deed(name="ask", subject=f"question:{made.pk}", title=rule))
    return made


@deed(access.ANSWER)
def answer_question(actor: Person, question: Question, *, words: str, is_public: bool) -> Question:
    """Answer a question; with ``is_public`` for everybody, without the asker's name."""
    if not words.strip():
        raise Invalid(_("The answer is empty."), fields={"words": _("Write your answer.")})
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
    return question
