"""Whose word counts where workbook and ledger conflict."""

from __future__ import annotations

from enum import StrEnum


class Take(StrEnum):
    """Whose word counts where workbook and ledger conflict."""

    WORKBOOK = "workbook"
    LEDGER = "ledger"
