"""The files of a policy folder; what is there and would not be read is said, not passed over."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from watchword.base.errors import Problem, WatchwordError

PAGES = (
    "rules",
    "guidelines",
    "overlays",
    "waivers",
    "protocols",
    "accounts",
    "training",
    "translations",
)
TABLES = ("lists", "corpus")
FOLDERS = (*PAGES, *TABLES)
MAY_HOLD_OTHERS = frozenset({"protocols", "accounts", "training"})
"""Folders in which pictures and other material may stand beside the pages."""

LARGEST_FILE_BYTES = 4_000_000
"""Far above any page of a policy; a larger file is a mistake and is named as one."""

_ALIKE = 0.8
"""How like a known folder's name another must be to be taken for a slip."""


def gather(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of a policy folder by path within it, and what cannot be read as policy.

    Raises:
        WatchwordError: The path is not a folder, or holds no ``policy.md``.
        OSError: A file or folder may not be read.
    """
    _look(folder)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _paths(folder, problems):
        name = path.relative_to(folder)
        problem = _refused(path, name, folder)
        if problem is not None:
            problems.append(problem)
        elif path.suffix == suffix_of(name):
            files[name.as_posix()] = path.read_bytes()
    return files, problems


def suffix_of(name: Path) -> str:
    """The suffix of what is read in a folder of a policy."""
    return ".csv" if name.parts[0] in TABLES and len(name.parts) > 1 else ".md"


def _look(folder: Path) -> None:
    if not folder.exists():
        raise WatchwordError(
            f"there is no folder {str(folder)!r}",
            hint="'watchword new health-board policy' makes one",
            code="no-policy",
        )
    if not folder.is_dir():
        raise WatchwordError(
            f"{str(folder)!r} is a file", hint="name the policy's folder", code="no-policy"
        )
    if not (folder / "policy.md").is_file():
        raise WatchwordError(
            f"the folder {str(folder)!r} holds no policy.md",
            hint="name the folder that holds policy.md, or make a policy with 'watchword new'",
            code="no-policy",
        )


def _paths(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Every file that could be meant as policy, in order."""
    for entry in sorted(folder.iterdir()):
        if _is_hidden(entry.name):
            continue
        if not entry.is_dir():
            if entry.suffix.lower() == ".md":
                yield entry
        elif entry.name in FOLDERS:
            yield from _below(entry)
        elif near := difflib.get_close_matches(entry.name.lower(), FOLDERS, 1, _ALIKE):
            problems.append(
                Problem(
                    file=Path(entry.name),
                    code="folder",
                    message=f"nothing reads a folder {entry.name!r}",
                    hint=f"if its pages are policy, call it {near[0]!r}",
                )
            )


def _below(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from (Path(root, name) for name in folders if Path(root, name).is_symlink())
        yield from (Path(root, name) for name in sorted(names) if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    """Whether a file is the system's or an editor's own."""
    return name.startswith((".", "~$", "#")) or name.endswith("~") or name == "__pycache__"


def _refused(path: Path, name: Path, folder: Path) -> Problem | None:
    """Why a file cannot be read as policy; None when it can, or need not."""

    def problem(code: str, message: str, hint: str) -> Problem:
        return Problem(file=name, code=code, message=message, hint=hint)

    if path.is_symlink() or any((folder / up).is_symlink() for up in list(name.parents)[:-1]):
        if not path.exists():
            return problem("link", "the link leads to nothing", "take it out")
        if not path.resolve().is_relative_to(folder.resolve()):
            return problem(
                "link",
                "the link leads out of the policy folder",
                "put the file itself here, so that the folder is the whole policy",
            )
    if path.is_dir():
        return problem("link", "links to folders are not followed", "put the folder itself here")
    if not path.is_file():  # a pipe would be waited for without end
        return problem("suffix", f"{name.name!r} is no ordinary file", "take it out")
    wanted = suffix_of(name)
    if path.suffix != wanted:
        if path.suffix.lower() != wanted and name.parts[0] in MAY_HOLD_OTHERS:
            return None
        words = "lists are read from .csv files" if wanted == ".csv" else "pages end in .md"
        return problem(
            "suffix", f"nothing reads {name.name!r}", f"{words}; move what is not policy elsewhere"
        )
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        return problem(
            "too-large",
            f"the file has {size:,} bytes; a page has at most {LARGEST_FILE_BYTES:,}",
            "move what is not policy elsewhere",
        )
    return None
