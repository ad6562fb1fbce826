"""Requests for approval, who answers them, and what they said."""

from __future__ import annotations

import secrets
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.review.models.drafts import Draft, Revision


def new_key() -> str:
    """What makes somebody's links their own; another one closes them all."""
    return secrets.token_hex(16)


class Request(models.Model):
    """The asking for approval of one revision.

    Attributes:
        tier: How much it needs.
        steps: Who says yes, in order: ``{"any_of": [...], "all_of": [...]}``.
        because: Why so many, a sentence each.
        held_by: Ids of rules that hold it; a yes releases these and no others.
        edition: The edition in force when it was asked.
        due_at: When an answer is needed.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("in approval")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        RETURNED = "returned", _("changes asked for")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("not answered in time")

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="requests")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="requests")
    tier = models.CharField(max_length=20)
    steps = models.JSONField(default=list)
    because = models.JSONField(default=list)
    held_by = models.JSONField(default=list)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(state="open"), name="one_open_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.get_state_display()}"


class OutsideApprover(models.Model):
    """Somebody outside who is asked by a signed link: a partner's press office, a funder.

    Attributes:
        role: In which they answer, as the policy writes it.
        key: In every link of theirs; another one closes them all.
        until: Last day; None without end.
    """

    role = models.CharField(max_length=100, db_index=True)
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=200)
    email = models.EmailField()
    key = models.CharField(max_length=32, default=new_key)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["role", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    @property
    def audit_id(self) -> str:
        """Stable name in the record."""
        return f"outside-approver:{self.pk}"

    @property
    def audit_name(self) -> str:
        """Name for people."""
        return str(self)

    def is_asked_on(self, day: date) -> bool:
        """Whether they are asked on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Approval(models.Model):
    """A person's yes or no to a revision; never changed.

    Attributes:
        step: Which of the request's steps it is for, from 0.
        role: The role in which it was said.
        instead_of: Whom a deputy stood in for.
        words: Why.
        tags: What kind of thing was wrong.
        outsider: Who said it, of those outside who were asked by a signed link; None for a person.
        by_link: Their name and organisation as they were then.
    """

    class Answer(models.TextChoices):
        """What was said."""

        YES = "yes", _("approved")
        NO = "no", _("refused")
        CHANGE = "change", _("asked for changes")

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="approvals")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    outsider = models.ForeignKey(
        OutsideApprover, null=True, on_delete=models.PROTECT, related_name="approvals"
    )
    by_link = models.CharField(max_length=200, blank=True)
    instead_of = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=100)
    answer = models.CharField(max_length=10, choices=Answer)
    tags = models.JSONField(default=list)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="one_answer_each"),
            models.UniqueConstraint(fields=["request", "outsider"], name="one_answer_outside"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.by_link}: {self.get_answer_display()}"


class Appointment(models.Model):
    """Who holds a role that rules and tiers name, or stands in for its holder.

    Attributes:
        role: As the policy writes it: ``duty-editor``.
        deputy_for: Whom a deputy stands in for; None for a holder.
        until: Last day; None without end.
    """

    role = models.CharField(max_length=100, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    deputy_for = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="deputies"
    )
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)

    objects: ClassVar[models.Manager[Appointment]] = models.Manager()

    class Meta:
        ordering = ["role", "pk"]

    def __str__(self) -> str:
        return f"{self.role}: {self.person}"


class ShadowHit(models.Model):
    """A rule on trial would have said something of a post; nobody was shown it.

    Attributes:
        rule: Id of the rule.
        about: The post: ``revision:7`` of a draft, ``post:9`` of the register; counted once.
    """

    rule = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["rule", "about"], name="one_hit_a_post")]
        indexes = [models.Index(fields=["rule", "at"], name="hits_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.about}"
