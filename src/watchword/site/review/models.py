"""Drafts, their revisions, and what people said of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.review.content import Content, Details, read_content


class PostTemplate(models.Model):
    """Words that come again, with [brackets] where they change.

    Attributes:
        details: What every post of its kind shares: :class:`watchword.site.review.content.Details`.
        is_gone: Whether it was taken away.
    """

    name = models.CharField(max_length=100)
    text = models.TextField()
    details = models.JSONField(default=dict)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(is_gone=False), name="template_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kept_details(self) -> Details:
        """What every post of its kind shares."""
        return read_content({"details": self.details}).details


class Draft(models.Model):
    """A text not yet said.

    Attributes:
        begun_from: The template it was begun from, whose brackets have to be filled; None for none.
        latest: Number of its newest revision.
        version: Counts what was saved; who saves over an older one is told.
        is_gone: Whether it was given up.
    """

    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafts")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    begun_from = models.ForeignKey(
        PostTemplate, null=True, on_delete=models.PROTECT, related_name="drafts"
    )
    latest = models.PositiveIntegerField(default=0)
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def revision(self) -> Revision:
        """Its newest revision."""
        return self.revisions.get(number=self.latest)

    @property
    def title(self) -> str:
        """Its first words."""
        found = self.revisions.filter(number=self.latest).values_list("title", flat=True).first()
        return found or str(_("Empty draft"))


class Revision(models.Model):
    """One saved state of a draft; never changed.

    Attributes:
        number: Counts from 1 in each draft.
        body: What it says, as JSON: :class:`watchword.site.review.content.Content`.
        digest: SHA-256 of it.
        title: Its first words.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["draft", "number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def content(self) -> Content:
        """What it says."""
        return read_content(self.body)


class Comment(models.Model):
    """What somebody says of a draft beside its text; its words are never changed.

    Attributes:
        number: Number of the revision that was looked at.
        resolved_at: When somebody said that it is dealt with; None while it is open.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.words[:60]


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


class Approval(models.Model):
    """A person's yes or no to a revision; never changed.

    Attributes:
        step: Which of the request's steps it is for, from 0.
        role: The role in which it was said.
        instead_of: Whom a deputy stood in for.
        words: Why.
        tags: What kind of thing was wrong.
        by_link: Name of somebody outside who was asked by a signed link.
    """

    class Answer(models.TextChoices):
        """What was said."""

        YES = "yes", _("approved")
        NO = "no", _("refused")
        CHANGE = "change", _("asked for changes")

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="approvals")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
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
            models.UniqueConstraint(fields=["request", "person"], name="one_answer_each")
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


class LibraryFile(models.Model):
    """A picture or video that drafts use, with what must be known before it is shown.

    Attributes:
        digest: SHA-256 of the file as it is kept.
        path: Where it is, in the site's folder.
        title: What people call it.
        description: For those who do not see it; a draft starts from it.
        captions: WebVTT; "" for a picture, or a video in which nobody speaks.
        rights: Who made it and why we may use it.
        consent: Where the consent of the people in it is kept, or that there is nobody in it.
        until: Last day on which it may be used; None without end.
    """

    digest = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=120)
    media_type = models.CharField(max_length=30)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    captions = models.TextField(blank=True)
    rights = models.CharField(max_length=300)
    consent = models.CharField(max_length=300)
    until = models.DateField(null=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_video(self) -> bool:
        """Whether it moves."""
        return self.media_type.startswith("video/")
