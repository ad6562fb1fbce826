"""Reading a path: a known name as one of its steps, as on a site that was broken into.

Pages about a brand have its name in their paths too. So a name counts only in the company
of something that they do not have: a folder of the site's own software, a page that asks
for something, or the name said twice. A whole known domain needs no company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchword.rules.link.names import Name, Names
from watchword.rules.link.reading import is_lure
from watchword.rules.link.skeleton import skeleton

_PAGES = ("php", "html", "htm", "asp", "aspx", "jsp")
_FOLDERS = frozenset(
    (
        *("wp-includes", "wp-admin", "plugins", "themes", "tinymce"),
        *("components", "modules", "mod", "templates", "libraries", "administrator", "admin"),
        *("includes", "include", "css", "js", "cgi-bin", "cache", "tmp", "logs", "vendor"),
    )
)
"""Folders in which content management systems keep their software, not pages for people."""

_LONGEST_STEPS = 24  # steps of a path that are read
_SHORTEST_LURE = 4
_LONGEST_ENDING = 4
_NONCE = 32  # hexadecimal digits of an MD5 sum
_MOST_WORDS = 4  # of a step; a longer one is the title of an article


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step of a path that holds a known name.

    Attributes:
        name: The name.
        written: What is shown to people.
    """

    name: Name
    written: str


def known_step(path: str, names: Names) -> Step | None:
    """The first step of a path that pretends; None when none does."""
    steps = path.partition("?")[0].lower().replace("%20", "-").split("/")[1:_LONGEST_STEPS]
    nested = next((at for at, step in enumerate(steps) if step in ("http:", "https:")), None)
    steps = [step for step in steps[:nested] if step]
    for step in steps:
        host = step.removeprefix("www.")
        stem, _, ending = host.rpartition(".")
        host = stem if ending in _PAGES else host
        if "." in host and (name := _owner(host, names)):
            return Step(name=name, written=host)
    for at, step in enumerate(steps):
        found = _name_in(step, names)
        if found and _has_company(found, steps[:at] + steps[at + 1 :], steps[-1]):
            return Step(name=found[0], written=step.partition(".")[0])
    return None


def _owner(host: str, names: Names) -> Name | None:
    """The name that a known domain belongs to, where a step is one, or below one."""
    if not names.own.covers_host(host):
        return None
    known = (names.by_skeleton.get(skeleton(label)) for label in reversed(host.split(".")))
    return next((name for name in known if name), None)


def _name_in(step: str, names: Names) -> tuple[Name, bool] | None:
    """The name that a step is, or has among its words, and whether it is the whole."""
    base, _, ending = step.rpartition(".") if "." in step else (step, "", "")
    if _is_file(ending):
        return None
    base = base if ending in _PAGES or not ending else step
    whole = names.by_skeleton.get(skeleton(base))
    if whole:
        return whole, True
    words = _words(base)
    if len(words) <= _MOST_WORDS:
        for word in words:
            name = names.by_skeleton.get(skeleton(word))
            if name:
                return name, False
    return None


def _has_company(found: tuple[Name, bool], others: Sequence[str], last: str) -> bool:
    name, is_whole = found
    base, _, ending = last.rpartition(".") if "." in last else (last, "", "")
    if _is_file(ending):
        return False
    if any(other in _FOLDERS or other.startswith("~") for other in others):
        return True
    if not is_whole:
        return False
    twice = any(skeleton(other.partition(".")[0]) == skeleton(name.text) for other in others)
    words = _words(base)
    asks = ending in _PAGES and (
        ending == "php"
        or base == "index"
        or (len(words) <= _MOST_WORDS and any(map(_lures, words)))
    )
    return twice or asks or _has_nonce(others)


def _words(base: str) -> list[str]:
    return base.replace("_", "-").replace(".", "-").split("-")


def _lures(word: str) -> bool:
    return len(word) >= _SHORTEST_LURE and is_lure(word)


def _is_file(ending: str) -> bool:
    """Whether a step ends like a picture or a document rather than a page."""
    return 0 < len(ending) <= _LONGEST_ENDING and ending.isalnum() and ending not in _PAGES


def _has_nonce(others: Sequence[str]) -> bool:
    """Whether a step is a long string of hexadecimal digits, made anew for each victim."""
    return any(len(other) >= _NONCE and other.strip("0123456789abcdef") == "" for other in others)
