"""Crises and planned situations, what they stop, and who may speak meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.accounts.models import Account
from watchword.site.people.models import Person


class SituationQuerySet(models.QuerySet["Situation"]):
    """Situations by what is asked most."""

    def on(self, now: datetime) -> SituationQuerySet:
        """Begun and not over."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=now), starts_at__lte=now)


class Situation(models.Model):
    """A crisis, a time before an election, another planned time; or a rehearsal of one.

    Attributes:
        level: The level of the crisis plan, 1 to 3; 0 for planned situations.
        is_drill: Whether it is a rehearsal, and is to be seen as one everywhere.
        declared_for: Who decided it, when somebody else pressed the button (by phone).
        is_for_all: Whether every account is stopped, also ones that are added later.
        scope: What is stopped, in words.
        instruction: What employees are told to do and not to do, why, and whom to ask.
        note: The after-action note, once signed.
    """

    class Kind(models.TextChoices):
        """What it is."""

        CRISIS = "crisis", _("crisis")
        ELECTION = "pre-election", _("before an election")
        PLANNED = "planned", _("planned")

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CRISIS)
    title = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(default=3)
    reason = models.TextField()
    is_drill = models.BooleanField(default=False)
    is_for_all = models.BooleanField(default=True)
    scope = models.CharField(max_length=300, blank=True)
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    declared_for = models.CharField(max_length=200, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    starts_at = models.DateTimeField(default=timezone.now, db_index=True)
    ended_at = models.DateTimeField(null=True, db_index=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    instruction = models.TextField(blank=True)
    note = models.TextField(blank=True)
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Situation]] = SituationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def is_on(self, now: datetime) -> bool:
        """Whether it has begun and is not over."""
        return self.starts_at <= now and (self.ended_at is None or self.ended_at > now)


class Stop(models.Model):
    """One account that a situation stops; none named: every account.

    Attributes:
        is_on: Whether it stops now; kept beside the situation so that the database can ask it.
    """

    situation = models.ForeignKey(Situation, on_delete=models.CASCADE, related_name="stops")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="stops")
    is_on = models.BooleanField(default=False, db_index=True)

    def __str__(self) -> str:
        return f"{self.situation}: {self.account or _('every account')}"


class Spokesperson(models.Model):
    """Who may speak in a crisis, on a subject, or stands in for them.

    Attributes:
        subject: On what: "Any incident"; the plan's own words.
        deputy_for: Whom a deputy stands in for.
        phone: Where they are reached; only people of the crisis team see it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="speaks_on")
    subject = models.CharField(max_length=200)
    deputy_for = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="deputies"
    )
    phone = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.subject}: {self.person}"


class HoldingLine(models.Model):
    """A text approved in advance; only what stands in brackets is changed.

    Attributes:
        approved_by: Who approved it; the policy's own lines were approved with the edition.
        edition: Number of the edition that it stands in; 0 for one made on the site.
    """

    title = models.CharField(max_length=200)
    text = models.TextField()
    edition = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-edition", "pk"]

    def __str__(self) -> str:
        return self.title


class Moment(models.Model):
    """A line of a situation's timeline; never changed."""

    situation = models.ForeignKey(Situation, on_delete=models.PROTECT, related_name="timeline")
    at = models.DateTimeField(default=timezone.now)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    is_decision = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words
