"""Official accounts, the people who post from them, and their joined tokens."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.people.models import Person


class AccountQuerySet(models.QuerySet["Account"]):
    """Accounts by what is asked most."""

    def open(self) -> AccountQuerySet:
        """Those that the policy in force names."""
        return self.filter(is_open=True)


class Account(models.Model):
    """An identity of the organisation on a network.

    What the policy folder says of it (``accounts/*.md``) is taken over with each edition.

    Attributes:
        key: Stable name: ``bluesky-publichealth.glenmarrow.example``.
        kind: Kind of account, as rules name it: ``official``.
        pillars: Content pillars, in order.
        plan: Share of the posts that each pillar is to be, a fraction of one, by name.
        owner: Job that answers for it.
        administrators: Jobs that administer it.
        area: The site or service that it speaks for; a freeze can stop one area alone.
        is_open: Whether the edition in force names it.
    """

    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=60, db_index=True)
    handle = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, default="official")
    purpose = models.TextField(blank=True)
    pillars = models.JSONField(default=list)
    plan = models.JSONField(default=dict)
    owner = models.CharField(max_length=200, blank=True)
    administrators = models.JSONField(default=list)
    area = models.CharField(max_length=100, blank=True)
    is_open = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Account]] = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["channel", "handle"]

    def __str__(self) -> str:
        return f"{self.handle} ({self.channel})"


class Seat(models.Model):
    """A person who may write for an account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "person"], name="one_seat_each")]

    def __str__(self) -> str:
        return f"{self.person}: {self.account}"


class Connection(models.Model):
    """How an account is joined to its network; without one, posts go out by hand.

    Attributes:
        server: Address of the network's server.
        identity: Who the token says it is, as the network tells.
        token: What the network gave, encrypted; never shown.
        session: What the network gave for the token, encrypted too; "" before the first time.
        health: How it was when last tried.
        error: What the network said last, without secrets.
        warned_at: When two administrators were told that it stopped working.
    """

    class Health(models.TextChoices):
        """How it is."""

        UNKNOWN = "unknown", _("not tried yet")
        WORKS = "works", _("works")
        FAILING = "failing", _("does not answer")
        REFUSED = "refused", _("the network refuses its token")

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="connection")
    server = models.URLField(max_length=300)
    identity = models.CharField(max_length=300)
    token = models.BinaryField()
    session = models.BinaryField(default=b"")
    health = models.CharField(max_length=10, choices=Health, default=Health.UNKNOWN)
    error = models.CharField(max_length=300, blank=True)
    joined_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account}: {self.get_health_display()}"
