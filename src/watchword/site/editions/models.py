"""A policy, its editions and drafts, and every state of every page of them.

Pages are kept as Git keeps files: each text once, by its SHA-256 (:class:`Text`), and an edition
is a set of paths that point to texts. A published edition never changes (migration 0002 refuses
it in the database); a draft does, and each saved state of each page stays (:class:`Revision`).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.people.models import Person


class Text(models.Model):
    """Bytes of a file, once."""

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:8]


class State(models.TextChoices):
    """Where an edition is on its way."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Draft given up")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by what is asked most."""

    def published(self) -> EditionQuerySet:
        """Published ones, the latest first."""
        return self.filter(state=State.PUBLISHED).order_by("-number")

    def in_force(self, today: date) -> Edition | None:
        """The edition in force on a day: the latest published one whose day has come."""
        return self.published().filter(effective_on__lte=today).first()

    def drafts(self) -> EditionQuerySet:
        """Drafts that are being written."""
        return self.filter(state=State.DRAFT).order_by("-id")


class Edition(models.Model):
    """One state of the policy: a draft that changes, or a published edition that never does.

    Attributes:
        number: 1, 2, 3...; None until it is published.
        based_on: The edition from which the draft was made.
        revised: Revision date.
        effective_on: Day from which it is in force.
        review_on: Day by which it is to be reviewed.
        digest: SHA-256 over all its files; of a draft, as last saved.
        key_changes: What changed and why, a dict a line: ``rules``, ``what``, ``why``,
            ``materiality``.
        notice: What people are told when it is published; Markdown.
    """

    number = models.PositiveIntegerField(null=True, unique=True)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, db_index=True)
    based_on = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="successors"
    )
    revised = models.DateField(null=True)
    effective_on = models.DateField(null=True, db_index=True)
    review_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    key_changes = models.JSONField(default=list)
    notice = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Edition]] = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-id"]

    def __str__(self) -> str:
        return (
            str(_("Edition %(number)s") % {"number": self.number})
            if self.number
            else str(_("Draft"))
        )

    @property
    def is_draft(self) -> bool:
        """Whether it may still be written in."""
        return self.state == State.DRAFT


class Materiality(models.TextChoices):
    """What a change asks of people; decided by a person."""

    EDITORIAL = "editorial", _("Editorial: nothing new")
    CLARIFIED = "clarified", _("Clarified: same duty, said better")
    NEW_DUTY = "new-duty", _("New duty: people must know it")


class Decision(models.Model):
    """What a person decided about the change of one rule in a draft.

    Attributes:
        materiality: What the change asks of people.
        sentence: Its line in the table of key changes; "" for none.
        why: Why it changed, for the same line.
        asks_again: Whether those whom the rule concerns acknowledge again.
        loosening: Why the rule became looser; "" where it did not.
        approver: Who approved the loosening.
        of: Digest of the change that was decided about; another change asks again.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="decisions")
    rule = models.CharField(max_length=60)
    materiality = models.CharField(max_length=20, choices=Materiality)
    sentence = models.TextField(blank=True)
    why = models.TextField(blank=True)
    asks_again = models.BooleanField(default=False)
    loosening = models.TextField(blank=True)
    approver = models.CharField(max_length=200, blank=True)
    of = models.CharField(max_length=64)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["rule"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "rule"], name="one_decision_a_rule")
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.get_materiality_display()}"


class Approval(models.Model):
    """A named person's yes or no to a draft, as it was at that moment.

    Attributes:
        digest: The state that was approved; a later change needs a new approval.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    words = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.person}: {'yes' if self.is_yes else 'no'}"


class ApprovalTerms(models.Model):
    """Who must say yes before an edition is published; one row.

    Attributes:
        quorum: How many approvers say yes, at least.
        named: Persons without whose yes nothing is published.
    """

    quorum = models.PositiveSmallIntegerField(default=1)
    named = models.ManyToManyField(Person, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1, quorum__gte=1), name="one_terms_of_approval"
            )
        ]

    def __str__(self) -> str:
        return str(_("at least %(quorum)s") % {"quorum": self.quorum})


class Page(models.Model):
    """One file of an edition.

    Attributes:
        path: Within the policy folder: ``rules/HB-201-describe-every-picture.md``.
        version: Counts the saved states of the page, so that nobody saves over another's words.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pages")
    path = models.CharField(max_length=300)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["edition", "path"], name="one_page_a_path")]

    def __str__(self) -> str:
        return self.path


class Revision(models.Model):
    """One saved state of a page of a draft; ``text`` is None where the page was taken out."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="revisions")
    path = models.CharField(max_length=300)
    version = models.PositiveIntegerField()
    text = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["edition", "path", "-id"])]

    def __str__(self) -> str:
        return f"{self.path} {self.version}"


class Presence(models.Model):
    """Somebody who has a page of a draft open just now."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "path", "person"], name="one_presence_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.path}"
