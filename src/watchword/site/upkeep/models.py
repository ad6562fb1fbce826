"""Reviews that changed nothing, contacts that were asked, and keys of calendar feeds."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

from watchword.site.editions.models import Edition
from watchword.site.people.models import Person


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_hex(16)


class Review(models.Model):
    """A review after which the edition stays as it is; one that changes it is a new edition.

    Attributes:
        because: What was looked at, and why nothing changes.
        next_on: Day by which it is reviewed again.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reviews")
    because = models.TextField()
    next_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.at.date()}"


class ContactCheck(models.Model):
    """One contact of the policy asked whether it is still right.

    Attributes:
        contact: As the policy names it: who, where, for what.
        to: Address that was asked; "" where only the owner can say.
        key: Part of the link.
        is_right: What was answered; None until then.
        words: What has changed.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="contact_checks")
    contact = models.CharField(max_length=500)
    to = models.CharField(max_length=254, blank=True)
    key = models.CharField(max_length=32, default=new_key)
    asked_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    is_right = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "asked_on"], name="one_check_a_contact_and_day"
            )
        ]

    def __str__(self) -> str:
        return self.contact

    @property
    def name(self) -> str:
        """Who the contact is."""
        return self.contact.partition("|")[0].strip()


class Feed(models.Model):
    """A person's calendar feed; a new key makes the old address open nothing."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="feed")
    key = models.CharField(max_length=32, default=new_key, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.person)
