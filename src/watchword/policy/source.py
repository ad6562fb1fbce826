"""Naming a state of a policy: a folder, a Git revision, or an edition kept in Git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from watchword.base.errors import WatchwordError
from watchword.base.header import read_header
from watchword.base.schema import Reading
from watchword.policy.body import split_file
from watchword.policy.folder import FOLDERS, suffix_of
from watchword.policy.load import load, load_files
from watchword.policy.model import Policy


def policy_at(name: str, folder: Path) -> Policy:
    """The policy of that name.

    Args:
        name: A folder; else a Git revision (``HEAD~1``, a tag, a commit) of ``folder``; else
            ``edition N``: the last committed state of ``folder`` with that edition number.
        folder: The policy folder that revisions and editions are about.

    Raises:
        PolicyError: The policy there cannot be used.
        WatchwordError: There is no such folder, revision or edition.
    """
    path = Path(name)
    if (path / "policy.md").is_file():
        return load(path)
    if path.is_dir() and (path / "policy" / "policy.md").is_file():
        return load(path / "policy")
    words = name.split()
    if len(words) == 2 and words[0] == "edition":  # noqa: PLR2004
        return _edition(words[1], folder)
    return load_files(_files_at(name, folder), folder)


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - fixed program, arguments never a shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is found on the path
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise WatchwordError("git is not installed", hint="name two folders instead") from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise WatchwordError(
            f"git says: {reason}",
            hint="name a policy folder, a Git revision, or 'edition N'",
            code="no-revision",
        )
    return done.stdout


def _files_at(revision: str, folder: Path) -> dict[str, bytes]:
    if revision.startswith("-"):
        raise WatchwordError(f"{revision!r} is no revision", hint="name a Git revision or a folder")
    packed = _git(folder, "archive", "--format=tar", revision, "--", ".")
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        for member in tar:
            name = member.name.removeprefix("./")
            known = "/" not in name or name.split("/")[0] in FOLDERS
            if member.isfile() and known and Path(name).suffix == suffix_of(Path(name)):
                contents = tar.extractfile(member)
                assert contents is not None
                files[name] = contents.read()
    return files


def _edition(number: str, folder: Path) -> Policy:
    last = "HEAD"
    for revision in _git(folder, "log", "--format=%H", "--", "policy.md").decode().split():
        if _edition_at(revision, folder) == number:
            return load_files(_files_at(last, folder), folder)
        # what came before this change of policy.md, other pages' later changes included
        last = f"{revision}^"
    raise WatchwordError(
        f"no committed state of {folder} has edition {number}",
        hint="editions are found by the key 'edition' of policy.md in the Git history",
        code="no-edition",
    )


def _edition_at(revision: str, folder: Path) -> str:
    """The edition that policy.md names at a revision; "1" when it names none."""
    if not _git(folder, "ls-tree", "--name-only", revision, "policy.md").strip():
        return ""  # taken out there, to come back later
    text = _git(folder, "show", f"{revision}:./policy.md").decode("utf-8", "replace")
    page = Path("policy.md")
    header, _, _ = split_file(text, page, Reading(page))
    node, _ = read_header(header, page)
    written = node.value.get("edition") if isinstance(node.value, dict) else None
    return str(written.value) if written is not None else "1"
