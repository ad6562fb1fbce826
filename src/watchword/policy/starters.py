"""Starter policies: complete policies that an organisation makes its own."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchword.base.errors import WatchwordError
from watchword.base.header import read_header, write_scalar
from watchword.base.pattern import literal
from watchword.base.schema import Reading
from watchword.policy.body import split_file

_VALUE = re.compile(r"(\s*(?:- )?(?:[\w-]+: )?)(.*)")
"""A line of a header: what comes before the value, and the value."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Starter:
    """One starter policy.

    Attributes:
        name: As the command line names it, for instance ``health-board``.
        title: Title and the invented organisation that it is written for.
        organisation: That organisation, replaced by the real one.
        domain: Its domain, replaced likewise; "" when it has none.
        folder: Where it is.
    """

    name: str
    title: str
    organisation: str
    domain: str
    folder: Path


def _home() -> Path:
    """The folder of all starters: within the installed package, or beside the sources."""
    packed = Path(__file__).parent.parent / "starters"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "policies"


def starters() -> tuple[Starter, ...]:
    """All starters, by name."""
    folders = sorted(one for one in _home().iterdir() if (one / "policy.md").is_file())
    return tuple(_starter(folder) for folder in folders)


def _starter(folder: Path) -> Starter:
    path = Path("policy.md")
    header, _, _ = split_file((folder / path).read_text("utf-8"), path, Reading(path))
    node, _ = read_header(header, path)
    assert isinstance(node.value, dict)
    words = {key: str(one.value) for key, one in node.value.items() if isinstance(one.value, str)}
    return Starter(
        name=folder.name,
        title=f"{words['title']}, written for {words['organisation']}",
        organisation=words["organisation"],
        domain=_domain(folder / "lists" / "our-domains.csv"),
        folder=folder,
    )


def _domain(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8", newline="") as file:
        return next((row["term"] for row in csv.DictReader(file)), "")


def make_policy(
    name: str, folder: Path, *, organisation: str = "", domain: str = "", today: date
) -> int:
    """Make a policy folder from a starter.

    Args:
        name: The starter.
        folder: Where; must not exist, or be empty.
        organisation: Put in place of the invented one.
        domain: Put in place of the invented one.
        today: Becomes the day of the first edition.

    Returns:
        How many files were made.

    Raises:
        WatchwordError: No such starter, or the folder has something in it.
    """
    known = {one.name: one for one in starters()}
    if name not in known:
        raise WatchwordError(
            f"there is no starter policy {name!r}", hint=f"starters: {', '.join(known)}, or 'rule'"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WatchwordError(
            f"{str(folder)!r} is there already and not empty", hint="name a new folder"
        )
    starter = known[name]
    made_folder = not folder.exists()
    try:
        return _copy(starter, folder, organisation, domain, today)
    except BaseException:
        if made_folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _copy(starter: Starter, folder: Path, organisation: str, domain: str, today: date) -> int:
    count, organisation = 0, " ".join(organisation.split())
    for path in sorted(starter.folder.rglob("*")):
        if not path.is_file() or path.suffix not in (".md", ".csv"):
            continue
        text = path.read_text("utf-8")
        if organisation:
            text = _renamed(text, path.suffix, starter.organisation, organisation)
        if domain and starter.domain:
            text = text.replace(starter.domain, domain)
            # as patterns write it
            text = text.replace(literal(starter.domain), literal(domain))
        target = folder / path.relative_to(starter.folder)
        if target.name == "policy.md":
            text = _dated(text, today)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        count += 1
    return count


def _renamed(text: str, kind: str, old: str, new: str) -> str:
    """A file's text with another organisation in it, written as the place in it asks."""
    if old not in text:
        return text
    if kind == ".csv":
        rows = [[cell.replace(old, new) for cell in row] for row in csv.reader(io.StringIO(text))]
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(rows)
        return made.getvalue()
    head, mark, body = text.partition("\n---\n")
    lines = (_renamed_line(line, old, new) for line in head.split("\n"))
    return "\n".join(lines) + mark + body.replace(old, new)


def _renamed_line(line: str, old: str, new: str) -> str:
    """A line of a header; the new name may hold what means something there, ``: `` or a quote."""
    found = _VALUE.fullmatch(line)
    if old not in line or found is None:
        return line
    key, value = found.groups()
    if not value.startswith("["):
        return f"{key}{write_scalar(value.replace(old, new))}"
    entries = value.strip("[]").split(", ")
    made = (
        write_scalar(one.replace(old, new), in_flow=True) if old in one else one for one in entries
    )
    return f"{key}[{', '.join(made)}]"


def _dated(text: str, today: date) -> str:
    lines = text.split("\n")
    return "\n".join(f"revised: {today}" if line.startswith("revised:") else line for line in lines)
