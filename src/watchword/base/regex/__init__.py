"""Reasoning about patterns: what every match contains, and strings that match."""
