"""How much a benchmark can bear: one rule for daily and for weekly posting.

A post's place among others is known the better the more posts there are to compare with, and old
ones are worth less, since an account's level drifts. Both are in one number, ``n_eff``: 1 over the
variance of today's level in units of the posts' variance. The 90 % interval of a typical post's
percentile reaches about 0.4 t / sqrt(n_eff) to each side: 15 points at 20, 10 points at 45. With a
drift of 0.001 a week 21 daily posts or 24 to 26 weekly ones are worth 20.
"""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """How much a benchmark can bear."""

    NOT_ENOUGH = "not enough"
    """A typical post's place is known to more than 20 points each side: no percentile."""
    PROVISIONAL = "provisional"
    """To 15 to 20 points: for a first look, not for a report."""
    USABLE = "usable"
    """To 15 points."""
    FIRM = "firm"
    """To 10 points."""


TIERS = tuple(Tier)

ENOUGH = (10.0, 20.0, 45.0)
"""What posts are worth together, of today's, from which on a benchmark is provisional, usable,
firm: a typical post's place is then known to about 20, 15 and 10 points each side."""

LEAST_WEEKS = 1.95
"""Weeks that a usable benchmark spans at least: each weekday twice, give or take some hours."""
