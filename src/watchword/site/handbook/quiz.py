"""Questions tied to rules, from the training modules of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchword.site.editions.folder import policy_of
from watchword.site.training.modules import ModuleQuestion, modules_of

if TYPE_CHECKING:
    from watchword.site.handbook.models import Assignment

MOST_QUESTIONS = 2
"""Questions before an acknowledgement: four minutes are all that there are."""

QuizQuestion = ModuleQuestion


def quiz_of(assignment: Assignment) -> tuple[QuizQuestion, ...]:
    """The questions of a reading: about changed rules, the first of each, two at most."""
    changed = set(assignment.reading.changed)
    found: dict[str, QuizQuestion] = {}
    for module in modules_of(policy_of(assignment.edition)):
        for one in module.questions:
            if one.rule in changed and len(one.choices) > 1:
                found.setdefault(one.rule, one)
    return tuple(found.values())[:MOST_QUESTIONS]
