"""A remark of the linter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Weight(StrEnum):
    """How much a remark matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """Something to put right.

    Attributes:
        weight: How much it matters.
        code: Stable identifier of the kind of remark.
        file: File within the policy folder.
        line: Line, from 1; 0 for the whole file.
        message: What was found.
        hint: What to do.
    """

    weight: Weight
    code: str
    file: Path
    line: int = 0
    message: str
    hint: str = ""
