"""Measuring: the ledger of posts and their numbers, KPIs, benchmarks, effects and reports."""
