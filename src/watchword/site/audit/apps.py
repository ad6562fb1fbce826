from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of every deed."""

    name = "watchword.site.audit"
    label = "audit"
