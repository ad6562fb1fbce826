"""Importing: an existing policy document becomes a folder of draft rules.

It invents nothing. Each sentence that asks for something becomes one draft with its source
paragraph; reasons and examples are left to be written, and every paragraph is accounted for
in ``import-report.md``.
"""

from __future__ import annotations

from pathlib import Path

from watchword.policy.import_.draft import draft
from watchword.policy.import_.imported import (
    Definition,
    DraftRule,
    Imported,
    Outcome,
    Paragraph,
)
from watchword.policy.import_.outline import OutlineSection, outline
from watchword.policy.import_.read import read_document
from watchword.policy.import_.write import TO_BE_WRITTEN, write


def import_document(path: Path) -> Imported:
    """Turn a .docx, .md, .pdf or .html document into draft rules.

    Raises:
        DocumentError: The document cannot be read; with a remedy.
    """
    return draft(read_document(path), path)


__all__ = [
    "TO_BE_WRITTEN",
    "Definition",
    "DraftRule",
    "Imported",
    "Outcome",
    "OutlineSection",
    "Paragraph",
    "import_document",
    "outline",
    "write",
]
