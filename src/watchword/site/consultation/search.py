"""What the search finds in consultations."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.consultation import access
from watchword.site.consultation.models import Comment, Round
from watchword.site.kit.search import Asked, Hit, Hits, Rows, matching, searched
from watchword.site.people.models import Person


@searched("rounds", _("Consultations"), right=access.SEE, order=30)
def rounds(person: Person, wanted: Asked) -> Hits:
    """Rounds of asking."""
    del person  # the right to see is the same for all of them
    return Rows(matching(Round.objects.all(), wanted, "title", "words"), _round)


@searched("comments", _("Comments and their answers"), right=access.SEE, order=35)
def comments(person: Person, wanted: Asked) -> Hits:
    """What was said, and what became of it."""
    del person
    rows = Comment.objects.select_related("round", "consultee__group", "disposition")
    fields = ("words", "rule", "consultee__name", "disposition__because")
    return Rows(matching(rows.order_by("-said_at"), wanted, *fields), _comment)


def _round(one: Round) -> Hit:
    state = _("closed") if one.closed_at else _("open")
    return Hit(
        title=one.title, address=reverse("round", args=[one.pk]), words=one.words, notes=(state,)
    )


def _comment(one: Comment) -> Hit:
    made = getattr(one, "disposition", None)
    about = one.rule or _("The draft as a whole")
    # a reply stands below what it answers
    address = f"{reverse('round', args=[one.round.pk])}#comment-{one.answers_id or one.pk}"
    return Hit(
        title=f"{one.consultee.name}, {one.consultee.group.name}",
        address=address,
        words=f"{one.words} {made.because if made else ''}",
        notes=(about, one.round.title),
    )
