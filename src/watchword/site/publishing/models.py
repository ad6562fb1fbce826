"""What is to go out to each account, every try, and the register of what went out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from watchword.site.accounts.models import Account
from watchword.site.crisis.models import Situation
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.review.models import Draft, Revision

LATE = timedelta(minutes=15)
"""After its time by more than this, a post is no longer sent by itself: somebody decides."""


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries by what is asked most."""

    def due(self, now: datetime) -> DeliveryQuerySet:
        """Those to be sent now, by the worker."""
        return self.filter(state=Delivery.State.SCHEDULED, next_try_at__lte=now, is_by_hand=False)

    def sending(self) -> DeliveryQuerySet:
        """Those that a sender has taken; it may have been killed since."""
        return self.filter(state=Delivery.State.SENDING)

    def unsure(self) -> DeliveryQuerySet:
        """Those that wait for a person while nobody knows whether they are out."""
        waiting = (Delivery.State.HELD, Delivery.State.FAILED)
        return self.filter(state__in=waiting, may_be_out=True)


class Delivery(models.Model):
    """One draft on its way to one account.

    A delivery is there from the draft's first saving, so that the calendar is one table.

    Attributes:
        revision: What goes out; None until it is approved.
        planned_at: When it is to go out.
        key: Names this one sending on the network, 64 hexadecimal digits: the same for every try.
        keyed_at: When the key was made: the network is looked through from then on.
        is_by_hand: Whether a person posts it on the network and pastes the link back.
        situation: The crisis that it is tied to; only such posts leave a frozen account.
        words: Why it is held, missed or failed.
        next_try_at: When the worker takes it.
        sender: Name under which the process lives that took it (:mod:`.alive`).
        tries: How often sending was tried.
        may_be_out: Whether a try ended without an answer, so the network is read before another.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        IN_APPROVAL = "in approval", _("in approval")
        SCHEDULED = "scheduled", _("scheduled")
        SENDING = "sending", _("going out")
        HELD = "held", _("held")
        MISSED = "missed", _("missed: decide")
        PUBLISHED = "published", _("published")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("dropped")

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="deliveries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deliveries")
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    planned_at = models.DateTimeField(null=True, db_index=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    key = models.CharField(max_length=64, unique=True)
    keyed_at = models.DateTimeField(null=True)
    is_by_hand = models.BooleanField(default=True)
    situation = models.ForeignKey(
        Situation, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    words = models.CharField(max_length=500, blank=True)
    next_try_at = models.DateTimeField(null=True)
    sender = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    may_be_out = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Delivery]] = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["planned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "account"], name="one_delivery_each")
        ]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="deliveries_due"),
            models.Index(fields=["account", "state"], name="deliveries_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.draft} → {self.account}"


class Post(models.Model):
    """One post in the register: what was said, where, and what it rested on.

    Attributes:
        network_id: The network's own id; unique for each account.
        parts: Ids of every part of a thread.
        address: Where it can be read.
        text: What the network shows.
        made: Where it was made.
        digest: SHA-256 of the text and the media as they went out.
        verdict: Findings after the fact, as JSON; unconfirmed until a person says so.
        differs: In words, how what is shown differs from what was approved.
        edition: The edition in force when it went out.
    """

    class Made(models.TextChoices):
        """Where it was made."""

        HERE = "watchword", _("here")
        BY_HAND = "by hand", _("by hand")
        NATIVE = "native", _("on the network")
        IMPORTED = "import", _("imported")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    delivery = models.OneToOneField(
        Delivery, null=True, on_delete=models.PROTECT, related_name="post"
    )
    revision = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")
    network_id = models.CharField(max_length=300)
    parts = models.JSONField(default=list)
    address = models.URLField(max_length=500, blank=True)
    text = models.TextField()
    media = models.JSONField(default=list)
    made = models.CharField(max_length=10, choices=Made)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(db_index=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.JSONField(default=list)
    situation = models.ForeignKey(
        Situation, null=True, on_delete=models.PROTECT, related_name="posts"
    )
    read_at = models.DateTimeField(null=True)
    differs = models.CharField(max_length=500, blank=True)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["account", "network_id"], name="post_once")]

    def __str__(self) -> str:
        return self.text[:80]


class Sample(models.Model):
    """The posts of one month that a person looks at, as they were drawn.

    Attributes:
        month: Its first day.
        percent: The share that the edition states.
        posts: Of how many.
        entry: Number of the last entry of the audit record before the month's end.
        seed: Its digest, by which anybody can draw again (:mod:`watchword.policy.sampling`).
    """

    month = models.DateField(unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    posts = models.PositiveIntegerField()
    entry = models.BigIntegerField()
    seed = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return date_format(self.month, "F Y")


class Look(models.Model):
    """One post of a sample, and what the person who looked at it said.

    Attributes:
        is_fine: Whether it is as it should be; None until somebody looked.
        words: What is wrong.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="looks")
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="look")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    is_fine = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["-sample__month", "pk"]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def state_words(self) -> str:
        """Where it stands, for people."""
        if self.is_fine is None:
            return gettext("to be looked at")
        return gettext("fine") if self.is_fine else gettext("not as it should be")
