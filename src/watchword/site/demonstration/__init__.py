"""The demonstration organisation, once, in an empty site."""

from __future__ import annotations

from watchword.site.demonstration.fill import DEMO_PASSWORD, SIGN_INS, fill, fill_beside

__all__ = ["DEMO_PASSWORD", "SIGN_INS", "fill", "fill_beside"]
