"""What the search finds in the handbook: rules in force, questions with their answers."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchword.policy.model import Policy
from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.editions.languages import chosen_language, policy_in
from watchword.site.handbook import access
from watchword.site.handbook.models import Question
from watchword.site.handbook.queries import outline_of
from watchword.site.kit.listing import listing_address
from watchword.site.kit.search import (
    Asked,
    Hit,
    Hits,
    Rows,
    folded,
    matching,
    plain_words,
    searched,
)
from watchword.site.people.models import Person
from watchword.terms.facts import Facts


@lru_cache(maxsize=32)
def _read(policy: Policy) -> tuple[tuple[Hit, str], ...]:
    """Every rule that the handbook shows, with its words as they are compared."""
    shown = {one.id: one for one in outline_of(policy, Facts({})).entries}
    found = []
    for one in policy.rules:
        if one.id not in shown:
            continue
        kind = gettext_lazy("guideline") if one.is_guideline else gettext_lazy("rule")
        words = plain_words("\n".join(text for _, text, _ in one.page.sections))
        hit = Hit(
            title=one.title,
            address=f"{reverse('handbook')}#{shown[one.id].anchor}",
            words=words,
            notes=(one.id, kind),
        )
        found.append((hit, folded(f"{one.id} {one.title} {words}")))
    return tuple(found)


@searched("rules", gettext_lazy("Rules and guidelines"), right=access.READ, order=10)
def rules(person: Person, wanted: Asked) -> Hits:
    """Rules and guidelines of the edition in force, in the reader's language."""
    edition = access_in_force(person)
    if edition is None:
        return []
    language = chosen_language(policy_of(edition), person.language)
    every = _read(policy_in(edition, language))
    found = [hit for hit, words in every if all(one in words for one in wanted.words)]
    return sorted(found, key=lambda one: (wanted.ranked(one.title), str(one.notes[0])))


@searched("questions", gettext_lazy("Questions and answers"), right=access.READ, order=20)
def questions(person: Person, wanted: Asked) -> Hits:
    """Questions that the person may read: everybody's where public, and one's own."""
    rows = matching(access.access_questions(person), wanted, "words", "answer", "rule")
    return Rows(rows, _question)


def _question(one: Question) -> Hit:
    state = _("answered") if one.answered_at else _("waiting for an answer")
    notes = (one.rule, state) if one.rule else (state,)
    # the page shows the latest ones; asked for by its words, an old one is among them
    address = f"{listing_address('questions', q=one.words[:100].strip())}#question-{one.pk}"
    return Hit(title=one.words, address=address, words=one.answer, notes=notes)
