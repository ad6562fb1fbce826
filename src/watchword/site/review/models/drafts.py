"""Drafts, their revisions, templates, and comments beside them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
