"""What the search finds in training: modules of the edition in force, and those written here."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.search import Asked, Hit, Hits, plain_words, searched
from watchword.site.people.models import Person
from watchword.site.training import access
from watchword.site.training.modules import Module
from watchword.site.training.queries import with_own


@searched("modules", _("Training"), right=access.LEARN, order=40)
def modules(person: Person, wanted: Asked) -> Hits:
    """Modules; never their right answers."""
    edition = access_in_force(person)
    if edition is None:
        return []
    found = [one for one in with_own(policy_of(edition)) if wanted.is_in(*_words(one))]
    return [
        Hit(
            title=one.title,
            address=reverse("module", args=[one.name]),
            words=" ".join(_words(one)[1:]),
        )
        for one in found
    ]


def _words(one: Module) -> tuple[str, ...]:
    asked = " ".join(question.words for question in one.questions)
    return one.title, plain_words(one.opening), plain_words(one.material), asked
