"""Deeds of upkeep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.policy.calendar import add_period
from watchword.site.audit.actions import Deed, System, record
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.upkeep import access
from watchword.site.upkeep.models import ContactCheck, Feed, Review, new_key
from watchword.site.upkeep.queries import contacts_due, contacts_of, review_due

REMIND_DAYS = (56, 28, 7, 0)
"""Days before the review on which owners are reminded."""
OVERDUE_EVERY = 14
"""Days between reminders once it is overdue."""
CONTACT_AGAIN = 14
"""Days after which a contact that said nothing is asked once more."""


@deed(access.REVIEW)
def record_review(actor: Person, edition: Edition, *, because: str, next_on: date | None) -> Review:
    """Record a review after which the edition stays as it is.

    Args:
        actor: Who reviewed.
        edition: The edition in force.
        because: What was looked at, and why nothing changes.
        next_on: Day of the next review; None for what the policy's cadence gives.

    Raises:
        Invalid: There is no reason, or the day is past or further away than the cadence allows.
        Refusal: The edition is not in force.
    """
    today = timezone.localdate()
    if Edition.objects.in_force(today) != edition:
        raise Refusal(_("Only the edition in force is reviewed."))
    latest = add_period(today, policy_of(edition).header.review_every)
    day = next_on or latest
    wrong = {}
    if not because.strip():
        wrong["because"] = _("Say what was looked at, and why nothing changes.")
    if not today < day <= latest:
        wrong["next_on"] = _("Choose a day from tomorrow to %(day)s, as the policy says.") % {
            "day": date_format(latest, "j F Y")
        }
    if wrong:
        raise Invalid(_("This review cannot be recorded."), fields=dict(wrong))
    before = review_due(edition, today).on
    made = Review.objects.create(edition=edition, because=because.strip(), next_on=day, by=actor)
    record(
        actor,
        Deed(
            name="review-unchanged",
            subject=f"edition:{edition.pk}",
            title=str(edition),
            before={"review_on": before.isoformat() if before else None},
            after={"review_on": day.isoformat(), "because": made.because},
        ),
    )
    return made


@deed(access.CONTACTS)
def ask_contacts(actor: Person, edition: Edition) -> int:
    """Ask every contact of an edition now, whenever they were asked last; how many."""
    asked = _ask(edition, contacts_of(edition), timezone.localdate())
    record(
        actor,
        Deed(name="ask-contacts", subject=f"edition:{edition.pk}", after={"contacts": len(asked)}),
    )
    return len(asked)


@deed(access.CONTACTS)
def settle_contact(actor: Person, check: ContactCheck, *, is_right: bool, words: str = "") -> None:
    """Say for a contact whether it is right; what is wrong is mended in the next edition."""
    _answered(actor, check, is_right=is_right, words=words)


@transaction.atomic
def answer_contact(check: ContactCheck, *, is_right: bool, words: str) -> None:
    """A contact's own answer, by link.

    Raises:
        Invalid: It is not right any more, and nothing says what is.
    """
    by = System(audit_id=f"contact:{check.pk}", audit_name=check.name)
    _answered(by, check, is_right=is_right, words=words)


def _answered(by: Person | System, check: ContactCheck, *, is_right: bool, words: str) -> None:
    if not is_right and not words.strip():
        raise Invalid(_("Say what is right now."), fields={"words": _("For instance the address.")})
    check.is_right, check.words = is_right, words.strip()[:2_000]
    check.answered_at = timezone.now()
    check.save(update_fields=["is_right", "words", "answered_at"])
    after = {"is_right": is_right, "words": check.words}
    record(
        by,
        Deed(name="answer-contact", subject=f"contact:{check.pk}", title=check.name, after=after),
    )
    if not is_right:
        tell(_to_owners(f"contact:{check.pk}", _wrong_contact(check)))


def _wrong_contact(check: ContactCheck) -> tuple[str, str]:
    subject = _("A contact of the policy has changed: %(name)s") % {"name": check.name}
    body = _("The policy says:\n\n%(contact)s\n\nThe answer:\n\n%(words)s\n\n%(address)s\n") % {
        "contact": check.contact,
        "words": check.words,
        "address": settings.CONFIGURATION.address + reverse("upkeep"),
    }
    return subject, body


@deed(access.FEED)
def renew_feed(actor: Person) -> Feed:
    """Give a person a calendar feed, or a new address for it; the old one opens nothing."""
    feed, is_new = Feed.objects.get_or_create(person=actor)
    if not is_new:
        feed.key, feed.made_at = new_key(), timezone.now()
        feed.save(update_fields=["key", "made_at"])
    record(actor, Deed(name="renew-feed", subject=f"person:{actor.external_id}", title=str(actor)))
    return feed


def remind_of_review(today: date) -> int:
    """Tell owners of a review that comes or is overdue; how many notices are new."""
    edition = Edition.objects.in_force(today)
    due = review_due(edition, today) if edition else None
    if edition is None or due is None or due.on is None:
        return 0
    left = (due.on - today).days
    mark = next((str(days) for days in sorted(REMIND_DAYS) if 0 <= left <= days), "")
    if left < 0:
        mark = f"late-{-left // OVERDUE_EVERY}"
    if not mark:
        return 0
    day = date_format(due.on, "j F Y")
    if left < 0:
        subject = _("The review of the policy is overdue since %(day)s") % {"day": day}
        said = _("%(edition)s stays in force until the next one, and says on every page that its review is overdue.")  # fmt: skip
    else:
        subject = _("The policy is to be reviewed by %(day)s") % {"day": day}
        said = _("%(edition)s is to be looked at: start a draft of the next edition, or record that nothing changes.")  # fmt: skip
    body = "\n\n".join(
        (said % {"edition": edition}, settings.CONFIGURATION.address + reverse("upkeep"))
    )
    return tell(_to_owners(f"review:{edition.pk}:{due.on}:{mark}", (subject, body)))


def look_after_contacts(today: date) -> int:
    """Ask contacts that were not asked for a year, and once more those who said nothing."""
    edition = Edition.objects.in_force(today)
    if edition is None:
        return 0
    with transaction.atomic():
        count = len(_ask(edition, contacts_due(edition, today), today))
    late = ContactCheck.objects.filter(
        answered_at=None, asked_on__lte=today - timedelta(days=CONTACT_AGAIN)
    ).exclude(to="")
    return count + tell(_question(one, "again") for one in late.select_related("edition"))


def _ask(edition: Edition, contacts: tuple[str, ...], today: date) -> list[ContactCheck]:
    made = []
    for contact in contacts:
        one, is_new = ContactCheck.objects.get_or_create(
            contact=contact,
            asked_on=today,
            defaults={"edition": edition, "to": _address(contact)},
        )
        made += [one] if is_new else []
    tell(_question(one, "first") for one in made if one.to)
    return made


def _address(contact: str) -> str:
    parts = [part.strip() for part in contact.split("|")]
    where = parts[1] if len(parts) > 1 else ""
    try:
        validate_email(where)
    except ValidationError:
        return ""
    return where


def _question(check: ContactCheck, kind: str) -> Words:
    address = settings.CONFIGURATION.address + reverse("contact-answer", args=[check.key])
    body = _(
        "Hello,\n\nour social media policy names you as somebody to ask:\n\n%(contact)s\n\n"
        "Is that still right? One click answers, without a password:\n\n%(address)s\n"
    ) % {"contact": check.contact.replace(" | ", "\n"), "address": address}
    return Words(
        person=None,
        to=check.to,
        kind="contact",
        about=f"contact:{check.pk}:{kind}",
        subject=_("Are you still the right contact?"),
        body=body,
    )


def owners(today: date) -> list[Person]:
    """Persons who hold the role of a policy owner."""
    return list(Person.objects.here(today).filter(grants__role=Role.OWNER).distinct())


def _to_owners(about: str, words: tuple[str, str]) -> Iterator[Words]:
    for one in owners(timezone.localdate()):
        yield Words(
            person=one,
            to=one.email,
            kind="upkeep",
            about=f"{about}:{one.pk}"[:100],
            subject=words[0],
            body=_("Hello %(name)s,") % {"name": one.given_name} + f"\n\n{words[1]}\n",
        )
