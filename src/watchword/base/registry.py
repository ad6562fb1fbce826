"""Families: packages whose folders are their members.

A member is found by its folder, never by a list. Other distributions add members through
the entry-point group ``watchword.<family>``.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.machinery import PathFinder
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
    for name, module in _added(family):
        found.setdefault(name, module)
    return MappingProxyType(dict(sorted(found.items())))


def _added(family: str) -> Iterator[tuple[str, str]]:
    """Members that other distributions add."""
    if may_be_added():
        from importlib.metadata import entry_points

        for entry in entry_points(group=family):
            yield entry.name, entry.value


@cache
def may_be_added() -> bool:
    """Whether any distribution on the path could add members.

    Almost none does, and to ask ``importlib.metadata`` takes 25 ms. So the files that it
    would read are looked through for a group of ours, and it is asked where one is, or where
    distributions are kept in another way than in folders.
    """
    finders = [one for one in sys.meta_path if hasattr(one, "find_distributions")]
    if finders != [PathFinder]:
        return True
    return any(_may_add(Path(folder)) for folder in sys.path)


def _may_add(folder: Path) -> bool:
    """Whether one of the distributions of a folder on the path could add members."""
    if folder.is_file() or any(folder.glob("*.egg")) or folder.suffix == ".egg":
        return True
    told = folder.glob("*-info/entry_points.txt")
    return any(b"[watchword." in one.read_bytes() for one in told)


@cache
def member(family: str, name: str, attribute: str) -> object:
    """One member's object, imported on first use.

    Raises:
        KeyError: The family has no such member.
    """
    return getattr(importlib.import_module(members(family)[name]), attribute)
