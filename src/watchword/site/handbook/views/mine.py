"""A person's own page: what applies to me, what changed, and saying so."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from watchword.policy.model import Policy, Rule
from watchword.site.editions.access import access_in_force
from watchword.site.editions.languages import choices_of
from watchword.site.editions.reach import reader_of, rules_for
from watchword.site.handbook import access, actions, queries
from watchword.site.handbook.models import Assignment
from watchword.site.handbook.quiz import QuizQuestion, quiz_of
from watchword.site.handbook.views.language import read_policy
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import NotThere
from watchword.site.people.readiness import readiness_of
from watchword.site.waivers.queries import in_force_for


@door(access.READ, help="handbook/my-rules")
def my_rules(request: PersonRequest) -> HttpResponse:
    """What applies to me, changed first."""
    return _page(request)


def _page(
    request: PersonRequest, wrong: tuple[QuizQuestion, ...] = (), status: int = 200
) -> HttpResponse:
    person = request.user
    mine = queries.own_assignments(person)
    waiting = mine.filter(done_at__isnull=True).first()
    edition = waiting.edition if waiting else access_in_force(person)
    if edition is None:
        return render(request, "handbook/none.html")
    policy, reader = read_policy(request, edition), reader_of(person)
    facts = reader.facts
    applies = [one.id for one in rules_for(policy, reader)]
    changed = waiting.reading.changed if waiting else []
    given = {
        "edition": edition,
        "policy": policy,
        "languages": choices_of(policy),
        "waived": in_force_for(person, timezone.localdate()),
        "waiting": waiting,
        "changed": queries.rules_shown(policy, facts, changed),
        "quiz": _quiz(policy, waiting, wrong) if waiting else (),
        "others": queries.rules_shown(
            policy, facts, [one for one in applies if one not in set(changed)]
        ),
        "receipts": mine.filter(done_at__isnull=False).order_by("-done_at"),
        "minutes": queries.minutes(policy, changed),
        "speaks": reader.speaks,
        "is_wrong": bool(wrong),
        "readiness": readiness_of([person], timezone.localdate())[person.pk],
    }
    return render(request, "handbook/my_rules.html", given, status=status)


def _quiz(
    policy: Policy, waiting: Assignment, wrong: tuple[QuizQuestion, ...]
) -> list[tuple[QuizQuestion, bool, Rule | None]]:
    """Questions, each with whether it is answered, and its rule when it was just answered wrongly."""
    right = set(waiting.answers.filter(is_right=True).values_list("question", flat=True))
    return [
        (one, one.key in right, policy.rule(one.rule) if one in wrong else None)
        for one in quiz_of(waiting)
    ]


@door(access.ACKNOWLEDGE)
@require_POST
def acknowledge(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer the questions and say "I have read and understood"."""
    assignment = access.access_own_assignment(request.user, pk)
    answers = {
        name.removeprefix("q-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("q-")
    }
    wrong = actions.answer_quiz(request.user, assignment, answers)
    if wrong:
        return _page(request, wrong, status=422)
    done = actions.acknowledge(request.user, assignment)
    messages.success(
        request, _("Thank you. You have acknowledged %(edition)s.") % {"edition": done.edition}
    )
    return redirect(reverse("receipt", args=[done.pk]))


@door(access.READ, help="handbook/receipt")
def receipt(request: PersonRequest, pk: int) -> HttpResponse:
    """What I said, when, about which state."""
    found = access.access_own_assignment(request.user, pk)
    if found.done_at is None:
        raise NotThere
    return render(request, "handbook/receipt.html", {"one": found})
