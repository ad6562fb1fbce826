"""The library of pictures and videos."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from watchword.site.people.models import Person


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
