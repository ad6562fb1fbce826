"""Persons, their teams, and the roles that they hold."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from watchword.site.people.roles import EVERYBODY, Role


class Team(models.Model):
    """People who work together; its manager sees how far it has got."""

    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """Persons by what is asked most."""

    def here(self, today: date) -> PersonQuerySet:
        """Who works here on a day."""
        return self.filter(
            models.Q(start_date__isnull=True) | models.Q(start_date__lte=today),
            models.Q(end_date__isnull=True) | models.Q(end_date__gte=today),
            is_active=True,
        )


class People(BaseUserManager["Person"]):
    """Finds a person by the address with which they sign in."""

    def get_queryset(self) -> PersonQuerySet:
        """All persons."""
        return PersonQuerySet(self.model, using=self._db)

    def here(self, today: date) -> PersonQuerySet:
        """Who works here on a day."""
        return self.get_queryset().here(today)

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with that address, however it is capitalised."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody whom the policy concerns; may sign in while employed.

    ``job`` is what the organisation calls their work, and what a rule's ``people`` names; the
    roles that give rights here are :class:`Grant`.
    """

    external_id = models.CharField(_("id in the HR system"), max_length=100, unique=True)
    email = models.EmailField(_("email"), max_length=254, unique=True)
    given_name = models.CharField(_("given name"), max_length=150)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    job = models.CharField(_("job"), max_length=100, blank=True, db_index=True)
    reports_to = models.ForeignKey(
        "self",
        verbose_name=_("manager"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    start_date = models.DateField(_("first day"), null=True, blank=True)
    end_date = models.DateField(_("last day"), null=True, blank=True)
    away_until = models.DateField(_("on leave until"), null=True, blank=True)
    location = models.CharField(_("place of work"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(default=now, editable=False)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["external_id", "given_name"]

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        indexes = [
            models.Index(fields=["family_name", "given_name", "id"]),
            models.Index(
                fields=["job", "is_active", "start_date", "end_date"], name="people_by_job"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip() or self.email

    @property
    def audit_id(self) -> str:
        """Stable name in the record."""
        return self.external_id

    @property
    def audit_name(self) -> str:
        """Name for people."""
        return self.get_full_name()

    def is_here(self, today: date) -> bool:
        """Whether the person works here on a day."""
        started = self.start_date is None or self.start_date <= today
        stays = self.end_date is None or self.end_date >= today
        return self.is_active and started and stays

    def has_left(self, today: date) -> bool:
        """Whether the person worked here, and does not on a day."""
        return not self.is_active or (self.end_date is not None and self.end_date < today)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Roles held now: given ones, and those that everybody or a manager holds."""
        given = {Role(one.role) for one in self.grants.all()}
        if Person.objects.filter(reports_to=self, is_active=True).exists():
            given.add(Role.MANAGER)
        return EVERYBODY | given


class Grant(models.Model):
    """A role given to a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role)
    given_at = models.DateTimeField(default=now)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["role"]
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_grant_a_role")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
