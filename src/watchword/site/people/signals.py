"""What happens to people that other apps act on."""

from __future__ import annotations

from django.dispatch import Signal

moved = Signal()
"""Sent with ``person`` and ``before`` (the job as written) once a new job is kept."""

left = Signal()
"""Sent with ``person`` once somebody's leaving is kept."""
