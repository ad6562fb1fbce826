"""Who learns what, and has."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.people.models import Person
from watchword.site.people.roles import Role


class Plan(models.Model):
    """A module that people with a role or job learn, again after a while.

    Attributes:
        module: Name of the module's file in the policy: ``before-your-first-post``.
        role: Whom it is for by role; "" for any.
        job: Whom it is for by job, as a policy writes it; "" for any.
        again_after_days: When it is learned again; None for never.
    """

    module = models.CharField(max_length=100)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    job = models.CharField(max_length=100, blank=True)
    days_to_learn = models.PositiveSmallIntegerField(default=30)
    again_after_days = models.PositiveSmallIntegerField(null=True, default=365)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["module", "role", "job"]
        constraints = [
            models.UniqueConstraint(fields=["module", "role", "job"], name="one_plan_a_reach")
        ]

    def __str__(self) -> str:
        return self.module


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons by what is asked most."""

    def open(self) -> LessonQuerySet:
        """Not passed yet."""
        return self.filter(passed_at__isnull=True, is_off=False)

    def lasting(self, today: date) -> LessonQuerySet:
        """Passed, and the certificate lasts."""
        no_end = models.Q(valid_until__isnull=True)
        return self.filter(no_end | models.Q(valid_until__gte=today), passed_at__isnull=False)


class Lesson(models.Model):
    """One person's learning of one module; passed, it is their certificate.

    Attributes:
        tries: How often the questions were answered; shown to nobody.
        edition: Number of the edition whose module was learned.
        certificate: Number on the certificate.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lessons")
    module = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    assigned_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True)
    is_off = models.BooleanField(default=False)
    passed_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    edition = models.PositiveIntegerField(null=True)
    certificate = models.CharField(max_length=20, blank=True, db_index=True)

    objects: ClassVar[models.Manager[Lesson]] = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-assigned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "module"],
                condition=models.Q(passed_at__isnull=True, is_off=False),
                name="one_open_lesson_a_module",
            )
        ]
        indexes = [
            models.Index(fields=["person", "module", "-passed_at"]),
            models.Index(fields=["passed_at", "due_on", "id"], name="lessons_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"

    def is_late(self, today: date) -> bool:
        """Whether it is open and past its date."""
        return self.passed_at is None and self.due_on is not None and self.due_on < today

    @property
    def is_lasting_today(self) -> bool:
        """Whether it is passed and has not ended."""
        today = timezone.localdate()
        return self.passed_at is not None and (not self.valid_until or self.valid_until >= today)

    @property
    def state_words(self) -> str:
        """Where it stands today, for people."""
        today = timezone.localdate()
        if self.passed_at is None:
            return str(_("overdue") if self.is_late(today) else _("open"))
        if self.valid_until and self.valid_until < today:
            return str(_("out of date"))
        return str(_("passed"))


class Missed(models.Model):
    """How often a question about a rule was answered wrongly, by everybody together; no names.

    Attributes:
        rule: The rule.
        asked: Answers given on a first try.
        wrong: Those that were wrong.
    """

    module = models.CharField(max_length=100)
    rule = models.CharField(max_length=60)
    asked = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["module", "rule"], name="one_count_a_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.wrong} of {self.asked}"


class OwnModule(models.Model):
    """A module written in the browser, beside those of the policy's folder.

    Attributes:
        name: Stable name, from its first title.
        pass_mark: How many right answers it takes.
        material: Markdown; ``[medium 2]`` alone on a line puts the second medium there.
        questions: Each with ``words``, ``right``, ``wrong`` (a list) and ``rule``.
        is_open: Whether who is to learn it may see it.
        version: Counts its saved states.
    """

    name = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(default=0)
    pass_mark = models.PositiveSmallIntegerField(default=0)
    opening = models.TextField(blank=True)
    material = models.TextField(blank=True)
    questions = models.JSONField(default=list)
    is_open = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def digest(self) -> str:
        """SHA-256 of what it says."""
        said = [self.title, self.minutes, self.pass_mark, self.opening, self.material]
        return hashlib.sha256(json.dumps([*said, self.questions]).encode()).hexdigest()


class Medium(models.Model):
    """A picture, video or link of a module.

    Attributes:
        number: Its place in the module, from 1.
        words: What a picture shows; the title of a video or link.
        path: Where the file is, in the site's folder; "" for a link.
        captions: WebVTT; "" for a picture, a link, or a video in which nobody speaks.
    """

    class Kind(models.TextChoices):
        """What it is."""

        PICTURE = "picture", _("picture")
        VIDEO = "video", _("video")
        LINK = "link", _("link")

    module = models.ForeignKey(OwnModule, on_delete=models.CASCADE, related_name="media")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    path = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=30, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    captions = models.TextField(blank=True)
    address = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["module", "number"]

    def __str__(self) -> str:
        return self.words[:60]
