"""Readers of posts: one folder a family of formats, recognised by what is in the file."""

from __future__ import annotations

from watchword.archive.files.notes import Note
from watchword.archive.readers.base import SCHEMA, Reading
from watchword.archive.readers.posts import post_rows
from watchword.archive.readers.read import read_posts

__all__ = ["SCHEMA", "Note", "Reading", "post_rows", "read_posts"]
