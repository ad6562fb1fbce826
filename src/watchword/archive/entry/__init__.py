"""Exports into the ledger: a file to posts, their numbers, and numbers of accounts."""

from __future__ import annotations

from watchword.archive.entry.add import Added, add_entry, imports_of
from watchword.archive.entry.asked import Asked
from watchword.archive.entry.read import Entry, digest_of, read_entry

__all__ = ["Added", "Asked", "Entry", "add_entry", "digest_of", "imports_of", "read_entry"]
