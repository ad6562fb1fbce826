"""Personal tokens: a secret by which a program does what a person may do."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.people.models import Person


class Scope(models.TextChoices):
    """What a token is good for; never more than its person may do."""

    CHECK = "check", _("Check drafts; nothing else")
    READ = "read", _("Read what I may read")
    WRITE = "write", _("Do what I may do: write, comment, acknowledge, publish")


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by what is asked most."""

    def live(self, today: date) -> TokenQuerySet:
        """Tokens that still open something."""
        return self.filter(revoked_at__isnull=True, expires_on__gte=today)


class Token(models.Model):
    """One token; only its digest is kept, so nobody can read it here.

    Attributes:
        name: What it is for, in its person's words.
        prefix: Its first characters, by which its person knows it again.
        digest: SHA-256 of the whole, in hexadecimal.
        scopes: What it is good for.
        expires_on: Last day on which it opens anything.
        used_on: Day on which it was last used.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Token]] = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def is_live(self) -> bool:
        """Whether it still opens something."""
        return self.revoked_at is None and self.expires_on >= timezone.localdate()

    @property
    def scope_words(self) -> list[str]:
        """What it is good for, for people."""
        return [str(Scope(one).label) for one in self.scopes if one in Scope.values]
