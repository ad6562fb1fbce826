"""Whether people have acknowledged what they were asked to: a part of their readiness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import Reader, rules_for, slug
from watchword.site.handbook.models import Assignment
from watchword.site.people.models import Grant, Person
from watchword.site.people.readiness import Missing, Part, part
from watchword.site.people.roles import SPEAKS


@part("acknowledged", 10)
def acknowledged(people: Sequence[Person], today: date) -> Mapping[int, Part]:
    """Who has acknowledged: an edition at some time, and nothing is past its date.

    Who has acknowledged an earlier edition stays ready while there is time to read the next. Who
    was never asked is ready only when no rule applies to them.
    """
    rows = Assignment.objects.filter(person__in=people, is_off=False).select_related("edition")
    # an edition's key changes are long, and only its number is said
    rows = rows.only("person", "due_on", "done_at", "edition__number")
    held: dict[int, list[Assignment]] = {}
    for row in rows.order_by("due_on", "pk"):
        held.setdefault(row.person_id, []).append(row)
    new = [one for one in people if one.pk not in held]
    waiting = _with_rules(new, today) if new else set()
    return {one.pk: _part(held.get(one.pk, []), one.pk in waiting, today) for one in people}


def _part(rows: Sequence[Assignment], is_to_be_asked: bool, today: date) -> Part:
    done = [one for one in rows if one.done_at is not None]
    still = [one for one in rows if one.done_at is None]
    words = _("Acknowledged")
    late = [one for one in still if not done or one.is_late(today)]
    if is_to_be_asked:
        return Part("acknowledged", words, (_missing(_("The policy, for the first time")),))
    if late:
        sentence = _("%(edition)s, by %(day)s")
        said = (
            sentence % {"edition": one.edition, "day": date_format(one.due_on, "j F")}
            for one in late
        )
        return Part("acknowledged", words, tuple(map(_missing, said)))
    note = str(max(done, key=lambda one: one.edition.number or 0).edition) if done else ""
    if still:
        note = _("%(edition)s; the next by %(day)s") % {
            "edition": note,
            "day": date_format(still[0].due_on, "j F"),
        }
    return Part("acknowledged", words, (), note or _("No rule applies."))


def _missing(words: str) -> Missing:
    return Missing(words, reverse("my-rules"), _("Read and acknowledge"))


def _with_rules(people: Sequence[Person], today: date) -> set[int]:
    """Those of some people to whom a rule of the edition in force applies."""
    edition = Edition.objects.in_force(today)
    if edition is None:
        return set()
    policy = policy_of(edition)
    speaking = set(
        Grant.objects.filter(person__in=people, role__in=SPEAKS).values_list("person", flat=True)
    )
    return {
        one.pk for one in people if rules_for(policy, Reader(slug(one.job), one.pk in speaking))
    }
