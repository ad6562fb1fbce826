"""A round of asking: groups, whom was asked, what they said, what was answered."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.models import Edition
from watchword.site.people.models import Person


def new_key() -> str:
    """A key that makes an invitation's link its own; another one revokes the link."""
    return secrets.token_urlsafe(12)


class Round(models.Model):
    """One round of consultation about a draft.

    Attributes:
        opens_on: First day on which comments are taken.
        closes_on: Last day.
        closed_at: When its owner closed it, with every comment answered.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def takes_comments(self, today: date) -> bool:
        """Whether comments are taken on a day."""
        return self.closed_at is None and self.opens_on <= today <= self.closes_on


class Group(models.Model):
    """A group that is asked: team leads, a union, data protection.

    Attributes:
        stand: What it said in the end.
        stand_words: In its own words.
        stand_by: Who said so for the group.
    """

    class Stand(models.TextChoices):
        """Where a group stands."""

        OPEN = "open", _("not said yet")
        AGREES = "agrees", _("signed off")
        OBJECTS = "objects", _("does not agree")
        SILENT = "silent", _("let the date pass")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=120)
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.OPEN)
    stand_words = models.TextField(blank=True)
    stand_by = models.CharField(max_length=200, blank=True)
    stand_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="one_group_a_name")]

    def __str__(self) -> str:
        return self.name


class Consultee(models.Model):
    """Somebody who is asked for a group; needs no account.

    Attributes:
        key: Part of their link; a new one revokes it.
        may_sign: Whether they may say where the group stands.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="consultees")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    may_sign = models.BooleanField(default=True)
    key = models.CharField(max_length=32, default=new_key)
    invited_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["group", "email"], name="one_consultee_an_address")
        ]

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """What a consultee said about a rule, or about the whole; nobody can edit it.

    Attributes:
        rule: Id of the rule; "" for the whole draft.
        answers: The comment that it replies to.
        receipt: Number on its author's receipt.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="comments")
    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="comments")
    rule = models.CharField(max_length=60, blank=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    words = models.TextField()
    said_at = models.DateTimeField(default=timezone.now)
    receipt = models.CharField(max_length=20)
    supporters = models.ManyToManyField(Consultee, related_name="supported")

    class Meta:
        ordering = ["said_at", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class Disposition(models.Model):
    """What became of a comment, and why; its author sees it."""

    class Outcome(models.TextChoices):
        """What became of it."""

        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        NOT = "not", _("Not accepted")

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="disposition")
    outcome = models.CharField(max_length=10, choices=Outcome)
    because = models.TextField()
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.because[:40]}"
