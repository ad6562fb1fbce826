"""Hides pandas: Watchword does not bring it, and where it is installed Arrow loads it."""

from __future__ import annotations

import sys


class _NoPandas:
    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def hide_pandas() -> None:
    """From here on pandas cannot be imported."""
    sys.meta_path.insert(0, _NoPandas())  # type: ignore[arg-type]
