"""What people are told, by mail or in a chat, and whether it reached them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.people.models import Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by what is asked most."""

    def due(self) -> NoticeQuerySet:
        """Those to be sent now."""
        states = (Notice.State.QUEUED, Notice.State.FAILED)
        return self.filter(state__in=states, next_try_at__lte=timezone.now())


class Notice(models.Model):
    """One thing that one person is told.

    Attributes:
        to: Address at that time; the person may leave or change it later.
        kind: Why: ``edition``, ``reminder``, ``manager``, ``receipt``, ``invitation``...
        about: What it is about, so that nobody is told the same twice: ``assignment:7:1``.
        tries: How often sending was tried.
        error: What the mail server said last.
    """

    class State(models.TextChoices):
        """What became of it."""

        QUEUED = "queued", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed, is tried again")
        LOST = "lost", _("given up")

    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="notices")
    to = models.CharField(max_length=254)
    kind = models.CharField(max_length=30, db_index=True)
    about = models.CharField(max_length=100, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Notice]] = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["-made_at", "-id"], name="notices_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
