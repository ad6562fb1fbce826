"""Exceptions from rules: asked for, granted by somebody else, and ended by their date."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.people.models import Person, Team


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """Waivers by what is asked most."""

    def in_force(self, today: date) -> WaiverQuerySet:
        """Granted, begun, and not over."""
        return self.filter(state=Waiver.State.GRANTED, starts_on__lte=today, ends_on__gte=today)


class Waiver(models.Model):
    """One exception from one rule.

    Attributes:
        rule: Id of the rule; it stays the same across editions.
        owner: Who answers for it and is reminded before its end.
        because: Why it is needed.
        person: For whom alone; None for anybody.
        team: For which team alone; None for any.
        job: For which job alone, as policies write it; "" for any.
        account: For which kind of account alone; "" for any.
        channel: For which network alone; "" for any.
        campaign: For which campaign alone; "" for any.
        ends_on: Its last day; there is always one.
        decided_words: Why it was granted, refused or ended.
    """

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", _("asked for")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("ended early")

    rule = models.CharField(max_length=60, db_index=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="waivers")
    because = models.TextField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(max_length=100, blank=True)
    account = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=60, blank=True)
    campaign = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_words = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Waiver]] = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="waiver_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.whom}"

    @property
    def whom(self) -> str:
        """For whom or what it is, in words."""
        said = (self.person, self.team, self.job, self.account, self.channel, self.campaign)
        return ", ".join(str(one) for one in said if one) or str(_("everybody"))

    @property
    def state_words(self) -> str:
        """Where it stands today, for people."""
        today = timezone.localdate()
        if self.state == self.State.GRANTED and self.ends_on < today:
            return str(_("over"))
        if self.state == self.State.GRANTED and self.starts_on > today:
            return str(_("granted, not begun"))
        return str(self.get_state_display())

    def concerns(self, person: Person) -> bool:
        """Whether it may be for a person, as far as team and name say."""
        is_for = self.person_id is None or self.person_id == person.pk
        return is_for and (self.team_id is None or self.team_id == person.team_id)
