"""Who is told of which deeds, and what became of each telling.

Deliveries are made from the audit record itself: a receiver remembers the last entry that was
looked at, so no crash between a deed and its telling can lose one, and none is told twice.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EVENTS = (
    ("publish-edition", _("An edition is published")),
    ("start-draft", _("A draft is begun")),
    ("approve-draft", _("A draft is approved")),
    ("refuse-draft", _("A draft is refused")),
    ("start-round", _("A consultation begins")),
    ("comment", _("Somebody comments")),
    ("decide-comment", _("A comment is answered")),
    ("sign-off", _("A group says where it stands")),
    ("close-round", _("A consultation is closed")),
    ("acknowledge", _("Somebody acknowledges an edition")),
    ("ask", _("Somebody asks about a rule")),
    ("answer-question", _("A question is answered")),
    ("ask-waiver", _("Somebody asks for a waiver")),
    ("grant-waiver", _("A waiver is granted")),
    ("end-waiver", _("A waiver is ended early")),
    ("pass-module", _("Somebody passes a training module")),
    ("add-person", _("Somebody joins")),
    ("change-person", _("Somebody's details change")),
    ("end-person", _("Somebody leaves")),
    ("give-role", _("Somebody is given a role")),
    ("take-role", _("A role is taken from somebody")),
)
"""Deeds that a receiver can be told of."""


def new_salt() -> str:
    """What a receiver's secret is made from, with the site's own key."""
    return secrets.token_hex(16)


class Receiver(models.Model):
    """A program elsewhere that is told.

    Attributes:
        address: Where it listens.
        deeds: Names of the deeds that it is told of.
        salt: Its secret comes from this and the site's key; so no secret is kept.
        seen: Number of the last audit entry that was looked at for it.
    """

    name = models.CharField(max_length=100)
    address = models.URLField(max_length=500)
    deeds = models.JSONField(default=list)
    salt = models.CharField(max_length=32, default=new_salt)
    seen = models.BigIntegerField(default=0)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def deed_words(self) -> list[str]:
        """What it is told of, for people."""
        names = dict(EVENTS)
        return [str(names[one]) for one in self.deeds if one in names]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries by what is asked most."""

    def due(self) -> DeliveryQuerySet:
        """Those to be sent now, of receivers that are on."""
        waiting = (Delivery.State.QUEUED, Delivery.State.FAILED)
        return self.filter(state__in=waiting, next_try_at__lte=timezone.now(), receiver__is_on=True)


class Delivery(models.Model):
    """One telling of one deed.

    Attributes:
        entry: Number of the audit entry.
        body: What is sent, as JSON; the same bytes at each try.
        answer: HTTP status of the last answer; None for none.
        error: What went wrong last.
    """

    class State(models.TextChoices):
        """What became of it."""

        QUEUED = "queued", _("waiting")
        SENT = "sent", _("taken")
        FAILED = "failed", _("failed, is tried again")
        LOST = "lost", _("given up")

    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="deliveries")
    entry = models.BigIntegerField()
    deed = models.CharField(max_length=60)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=500, blank=True)

    objects: ClassVar[models.Manager[Delivery]] = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["receiver", "entry"], name="told_once_of_an_entry")
        ]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.receiver}: {self.deed}"
