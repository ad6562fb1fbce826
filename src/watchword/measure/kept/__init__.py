"""Scores of a ledger, kept between runs so that only what changed is worked out."""

from watchword.measure.kept.scores import kept_scores

__all__ = ["kept_scores"]
