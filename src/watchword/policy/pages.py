"""Prose of a policy's pages: internal links and defined terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from watchword.policy.model import Policy

_LINK = re.compile(r"\[[^\]\n]{1,200}\]\(([^)\s]{1,300})\)")
_DEFINED = re.compile(r"^\*\*([^*\n]{1,80})\*\*:", re.MULTILINE)
_USED = re.compile(r"(?<![*_\w])_([A-Za-z][^_\n]{1,60})_(?![*_\w])")


def prose(policy: Policy) -> Iterator[tuple[Path, int, str]]:
    """File, line and text of every prose section (examples are posts, not prose)."""
    pages = [
        (Path("policy.md"), policy.page),
        *((rule.file, rule.page) for rule in policy.rules),
        *((one.file, one.page) for one in policy.overlays),
        *((one.file, one.page) for one in policy.waivers),
        *((one.file, one.page) for one in policy.accounts),
        *((one.file, one.page) for one in policy.leaves),
    ]
    for file, page in pages:
        if page.before:
            yield file, 1, page.before
        for heading, text, line in page.sections:
            if heading != "Examples":
                yield file, line, text


def defined_terms(policy: Policy) -> dict[str, str]:
    """Terms and meanings of the section Definitions, terms in lower case."""
    found = {}
    for line in policy.page.section("Definitions").split("\n"):
        match = _DEFINED.match(line.removeprefix("- "))
        if match:
            found[match.group(1).strip().lower()] = line.split(":**")[-1].split("**:")[-1].strip()
    return found


def terms_undefined(policy: Policy) -> Iterator[tuple[Path, int, str]]:
    """File, line and term for each term marked ``_like this_`` that is not defined."""
    known = defined_terms(policy)
    for file, line, text in prose(policy):
        for match in _USED.finditer(text):
            term = match.group(1).strip().lower()
            if term not in known and term.removesuffix("s") not in known:
                yield file, line + text[: match.start()].count("\n") + 1, match.group(1)


def broken_links(policy: Policy) -> Iterator[tuple[Path, int, str]]:
    """File, line and target of each internal link that leads nowhere.

    A target is a path from the file, a rule's id, or ``#heading`` in the same page;
    addresses with a scheme are left alone, for nothing is ever fetched.
    """
    known = _known(policy)
    ids = {rule.id.lower() for rule in policy.rules}
    for file, line, text in prose(policy):
        for match in _LINK.finditer(text):
            target = match.group(1)
            if ":" in target.split("/")[0] or target.startswith("#") or target.lower() in ids:
                continue
            path = PurePosixPath(file.parent.as_posix()) / target.split("#")[0]
            if _normal(path) not in known:
                yield file, line + text[: match.start()].count("\n") + 1, target


def _known(policy: Policy) -> frozenset[str]:
    files = [
        *(one.file for one in policy.rules),
        *(one.file for one in policy.overlays),
        *(one.file for one in policy.waivers),
        *(one.file for one in policy.translations),
        *(one.file for one in policy.accounts),
        *(one.file for one in policy.leaves),
    ]
    return frozenset({"policy.md", *policy.lists, *(file.as_posix() for file in files)})


def _normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
