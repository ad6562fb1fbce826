"""Families: packages whose folders are their members.

A member is found by its folder, never by a list. Other distributions add members through
the entry-point group ``watchword.<family>``.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


@cache
def members(family: str) -> Mapping[str, str]:
    """Names of a family's members and the module that holds each.

    Args:
        family: Dotted package name, for instance ``watchword.detect``.

    Returns:
        Member name (hyphens, as policies write it) to dotted module name, sorted by name.
        Nothing is imported but the family itself.
    """
    found: dict[str, str] = {}
    spec = importlib.util.find_spec(family)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        for folder in Path(root).iterdir():
            if (folder / "__init__.py").is_file() and (folder / "README.md").is_file():
                found[folder.name.replace("_", "-")] = f"{family}.{folder.name}"
    from importlib.metadata import (
        entry_points,
    )  # twenty milliseconds that a member asked for by name does not need

    for entry in entry_points(group=family):
        found.setdefault(entry.name, entry.value)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def member(family: str, name: str, attribute: str) -> object:
    """One member's object, imported on first use.

    Raises:
        KeyError: The family has no such member.
    """
    return getattr(importlib.import_module(members(family)[name]), attribute)
