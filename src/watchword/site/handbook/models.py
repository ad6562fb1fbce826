"""Who reads what, who has said so, what they were told and what they asked."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.models import Edition
from watchword.site.people.models import Person

MOST_NOTICES = 4
"""Notices about one assignment: the first and three reminders, by the clock or by hand."""


class Reading(models.Model):
    """What people with the same job and duties read in one edition.

    Attributes:
        reader: Job and whether they speak for us (``Reader.key``).
        came_from: What it was joined with, or which reader a mover was before.
        rules: Ids of every rule that can concern them.
        changed: Those of them that are new or asked again; all of them for a first reading.
    """

    class Cause(models.TextChoices):
        """Why something is to be read."""

        PUBLISHED = "published", _("a new edition")
        JOINED = "joined", _("starting here")
        MOVED = "moved", _("a new job")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="readings")
    cause = models.CharField(max_length=20, choices=Cause)
    reader = models.CharField(max_length=120, blank=True)
    came_from = models.CharField(max_length=120, blank=True)
    rules = models.JSONField()
    changed = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "cause", "reader", "came_from"], name="one_reading_a_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.reader or _('everybody')}"


IS_DONE = models.ExpressionWrapper(
    models.Q(done_at__isnull=False), output_field=models.BooleanField()
)
"""Whether an assignment is acknowledged; databases differ on where an empty time sorts."""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by what is asked most."""

    def open(self) -> AssignmentQuerySet:
        """Not acknowledged yet, and not called off."""
        return self.filter(done_at__isnull=True, is_off=False)

    def late(self, today: date) -> AssignmentQuerySet:
        """Open, and past their date."""
        return self.open().filter(due_on__lt=today)

    def open_first(self) -> AssignmentQuerySet:
        """In order: those still open, the earliest date first, then those acknowledged."""
        return self.order_by(IS_DONE, "due_on", "pk")

    def with_state(self, today: date) -> AssignmentQuerySet:
        """Each with ``state``: done, away, late or due."""
        away = models.Q(person__away_until__gte=today)
        return self.annotate(
            state=models.Case(
                models.When(done_at__isnull=False, then=models.Value("done")),
                models.When(away, then=models.Value("away")),
                models.When(due_on__lt=today, then=models.Value("late")),
                default=models.Value("due"),
            )
        )


class Assignment(models.Model):
    """One person's duty to read and acknowledge; done, it is their record.

    Attributes:
        is_off: Called off: the person left, or a later edition took its place.
        told: How many notices were sent.
        done_at: When the person acknowledged; None until then.
        edition_digest: The state that the person acknowledged.
        receipt: Number on the person's receipt.
    """

    previous: int | None  # given by queries.with_previous

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="assignments")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="assignments")
    assigned_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    is_off = models.BooleanField(default=False)
    told = models.PositiveSmallIntegerField(default=0)
    told_on = models.DateField(null=True)
    manager_told_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    edition_digest = models.CharField(max_length=64, blank=True)
    receipt = models.CharField(max_length=20, blank=True)

    objects: ClassVar[models.Manager[Assignment]] = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assigned_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "reading"], name="one_assignment_a_reading")
        ]
        indexes = [
            models.Index(
                fields=["edition"],
                name="open_by_edition",
                condition=models.Q(done_at__isnull=True, is_off=False),
            ),
            models.Index("edition", IS_DONE, "due_on", "id", name="open_first"),
            models.Index(
                fields=["due_on"],
                name="open_by_date",
                condition=models.Q(done_at__isnull=True, is_off=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.edition}"

    def is_late(self, today: date) -> bool:
        """Whether it is open and past its date."""
        return self.done_at is None and self.due_on < today

    @property
    def may_be_nudged(self) -> bool:
        """Whether a reminder by hand could go out today, but for the weekend."""
        today = timezone.localdate()
        away = self.person.away_until is not None and self.person.away_until >= today
        is_told = self.told_on == today or self.told >= MOST_NOTICES
        return self.done_at is None and not self.is_off and not away and not is_told

    @property
    def is_late_today(self) -> bool:
        """Whether it is open and past its date, today."""
        return self.is_late(timezone.localdate())

    @property
    def state_words(self) -> str:
        """Where it stands today, for people."""
        today = timezone.localdate()
        if self.done_at is not None:
            return gettext("acknowledged")
        if self.person.away_until and self.person.away_until >= today:
            return gettext("on leave")
        return gettext("overdue") if self.is_late(today) else gettext("due")


class Answer(models.Model):
    """A person's answer to a question of a reading; never shown to anybody else.

    Kept only until the reading is acknowledged, so that nobody can look back at mistakes.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=64)
    is_right = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "question"], name="one_answer_a_question")
        ]

    def __str__(self) -> str:
        return self.question


class Question(models.Model):
    """What somebody asked about a rule, and what the owner answered.

    Attributes:
        is_public: Whether question and answer stand in the list that everybody reads, without
            the asker's name.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="questions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.words[:60]
