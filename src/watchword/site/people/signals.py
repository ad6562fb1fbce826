"""What happens to people that other apps act on."""

from __future__ import annotations

from django.dispatch import Signal

moved = Signal()
"""Sent with ``person``, ``before`` (the job as written) and ``spoke`` (whether they spoke for us)
once a new job, or another role, is kept."""

left = Signal()
"""Sent with ``person`` once somebody's leaving is kept."""
