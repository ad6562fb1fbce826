"""What the search finds in training: modules of the edition in force, and those written here."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.deed import may
from watchword.site.kit.search import Asked, Hit, Hits, plain_words, searched
from watchword.site.people.models import Person
from watchword.site.training import access, queries
from watchword.site.training.models import OwnModule
from watchword.site.training.modules import Module


@searched("modules", _("Training"), right=access.LEARN, order=40)
def modules(person: Person, wanted: Asked) -> Hits:
    """Modules of the policy and those written here; never their right answers."""
    edition = access_in_force(person)
    if edition is None:
        return []
    open_ = {one.name: one for one in queries.with_own(policy_of(edition))}
    every = dict(open_)
    if may(person, access.WRITE):  # who writes them finds those that are not open yet
        every |= {
            one.name: queries.drawn(one) for one in OwnModule.objects.all() if one.name not in open_
        }
    return [
        Hit(
            title=one.title,
            address=reverse("module", args=[name]),
            words=" ".join(_words(one)[1:]),
            notes=() if name in open_ else (_("not open yet"),),
        )
        for name, one in every.items()
        if wanted.is_in(*_words(one))
    ]


def _words(one: Module) -> tuple[str, ...]:
    asked = " ".join(question.words for question in one.questions)
    return one.title, plain_words(one.opening), plain_words(one.material), asked
