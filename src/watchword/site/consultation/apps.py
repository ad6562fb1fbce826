from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Asking those whom the policy touches, and answering them."""

    name = "watchword.site.consultation"
    label = "consultation"
