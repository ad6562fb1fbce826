"""Exports into the ledger: a file to posts, their numbers, and numbers of accounts."""
