"""Links that pretend to lead to the organisation or to a brand.

Read are the registered name, the sub-domains and the path, each against the names that
:class:`.names.Names` holds. A link to a domain of those names is never a look-alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from watchword.base.links import Link
from watchword.base.links.host import askable
from watchword.rules.link.names import Name, Names, Naming
from watchword.rules.link.reading import is_lure, likenesses
from watchword.rules.link.skeleton import skeleton
from watchword.rules.link.steps import known_step

_KEPT = frozenset({"ac", "edu", "gouv", "gov", "int", "mil", "mod", "nhs", "police", "sch"})
"""Suffixes whose registries give names only to those entitled to them.

Source: rules of the registries of .gov.uk, .ac.uk, .nhs.uk, .police.uk, .mod.uk, .sch.uk,
.gouv.fr, .gov, .edu, .mil and .int, and of their like elsewhere (read 2026-11).
"""

_RESERVED = frozenset({"example.com", "example.net", "example.org"})
"""Nobody can register these, so none pretends to be somebody's. Source: RFC 2606, section 3."""

_MOST_LABELS = 4
"""Labels of a known domain that is looked for among sub-domains."""

_SHORTEST_LURE = 3  # letters of a word that lures where it stands apart from the name


@dataclass(frozen=True, kw_only=True, slots=True)
class LookAlike:
    """What a link pretends.

    Attributes:
        name: The name that it calls to mind.
        words: Why, for people, without the host; what the path says where that is the place.
        place: Where the name stands: ``name``, ``sub-domain`` or ``path``.
    """

    name: Name
    words: str
    place: str


class _Host(NamedTuple):
    """What a link's host is read by; the names are those of :class:`Link`."""

    host_unicode: str
    registered: str
    suffix: str


def look_alike(link: Link, names: Names) -> LookAlike | None:
    """What a link pretends to be; None when nothing."""
    if not names.by_skeleton or names.own.covers(link):
        return None
    host = _Host(link.host_unicode, link.registered, link.suffix)
    return _in_host(host, names) or _path(link, names)


@lru_cache(maxsize=4096)  # hosts recur; the bound keeps memory level
def _in_host(host: _Host, names: Names) -> LookAlike | None:
    """What a host pretends to be."""
    labels = host.host_unicode.split(".")
    size = host.suffix.count(".") + 1
    own = len(labels) - size - 1
    if not host.suffix or own < 0 or not _KEPT.isdisjoint(host.suffix.split(".")):
        return None
    return (
        _domain_inside(labels, own, names)
        or _registered(host, labels[own], names)
        or _subdomain(host, labels[:own], names)
    )


def _domain_inside(labels: list[str], own: int, names: Names) -> LookAlike | None:
    """A known domain written as sub-domains of another: ``paypal.com.example.org``."""
    words = [*labels[:own], *labels[own].split("-")[:1]]
    asked = [askable(word) for word in words]
    for start in range(own):
        for end in range(start + 2, min(start + _MOST_LABELS, len(words)) + 1):
            host = ".".join(asked[start:end])
            if host not in names.own.hosts:
                continue
            looks = (names.by_skeleton.get(skeleton(word)) for word in words[start:end])
            name = next((one for one in looks if one is not None), None)
            if name is not None:
                words_shown = f"'{'.'.join(words[start:end])}' stands before the real domain"
                return LookAlike(name=name, words=words_shown, place="sub-domain")
    return None


def _registered(host: _Host, label: str, names: Names) -> LookAlike | None:
    """The registered name itself calls a known one to mind."""
    if host.registered in _RESERVED:
        return None
    for found in likenesses(label, names):
        if found.says_enough or _lures(host, label):
            how = ", ".join(found.how) or f"the same name under '.{host.suffix}'"
            return LookAlike(name=found.name, words=how, place="name")
    return None


def _subdomain(host: _Host, labels: list[str], names: Names) -> LookAlike | None:
    """A sub-domain of somebody else's calls a known name to mind."""
    for label in labels:
        for found in likenesses(label, names):
            bare = found.is_whole and found.name.naming is not Naming.COINED
            if (found.says_enough and not bare) or _lures(host, label):
                how = (f"'{label}' as a sub-domain of {host.registered}", *found.how)
                return LookAlike(name=found.name, words=", ".join(how), place="sub-domain")
    return None


def _lures(host: _Host, label: str) -> bool:
    """Whether the host holds words that lure, besides one of its labels."""
    return any(
        len(word) >= _SHORTEST_LURE and is_lure(word) for word in _words(host.host_unicode, label)
    )


def _words(host: str, label: str) -> Iterator[str]:
    *others, ending = host.split(".")
    if len(ending) > _SHORTEST_LURE:  # .support, .help and the like; not .com
        others.append(ending)
    for other in others:
        if other not in (label, "www"):
            yield from other.split("-")


def _path(link: Link, names: Names) -> LookAlike | None:
    """A known domain or name as a step of the path on somebody else's site."""
    step = known_step(link.path, names)
    if step is None:
        return None
    return LookAlike(name=step.name, words=step.written, place="path")
