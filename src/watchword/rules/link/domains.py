"""A set of domains, asked whether it covers a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from watchword.base.links import Link
from watchword.base.links.host import askable, readable
from watchword.base.links.suffix import suffix_size

_GIVEN_AWAY = frozenset({"cf", "ga", "gq", "ml", "tk"})
"""Countries' endings that anybody could have for nothing, which brands did not take.

Source: the registry Freenom, which handed them out until 2023.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Domains:
    """Domains, with all that stands below them.

    Attributes:
        hosts: ASCII hosts; each covers itself and its sub-domains.
        paths: Hosts that are covered below certain paths only.
        names: Names that are covered under ``com`` and every country's ending.
    """

    hosts: frozenset[str] = frozenset()
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def covers(self, link: Link) -> bool:
        """Whether the link leads to one of the domains, or below it."""
        if self.covers_host(link.host):
            return True
        if self.paths and any(
            link.path == path or link.path.startswith((f"{path}/", f"{path}?", f"{path}#"))
            for tail in _tails(link.host)
            for path in self.paths.get(tail, ())
        ):
            return True
        return bool(self.names) and self._covers_name(link)

    def covers_host(self, host: str) -> bool:
        """Whether an ASCII host is one of the domains, or below one."""
        return not self.hosts.isdisjoint(_tails(host))

    def _covers_name(self, link: Link) -> bool:
        name, _, _ = link.registered.partition(".")
        if name not in self.names:
            return False
        ending = link.suffix.rpartition(".")[2]
        official = suffix_size(link.suffix.split("."), private=False) == link.suffix.count(".") + 1
        country = len(ending) == 2 and ending not in _GIVEN_AWAY  # noqa: PLR2004
        return official and (link.suffix == "com" or country)


def domains(terms: Iterable[str]) -> Domains:
    """Make a set of the terms of a list.

    Args:
        terms: ``example.org`` (with its sub-domains), ``example.org/shop`` (below that path
            only) or ``example.*`` (under ``com`` and every country's ending). A scheme, a
            leading ``www.`` or ``*.`` and capitals make no difference.
    """
    hosts: set[str] = set()
    names: set[str] = set()
    paths: dict[str, tuple[str, ...]] = {}
    for term in terms:
        place = term.strip().rpartition("://")[2]
        written, slash, path = place.partition("/")
        host = host_of(written)
        if host.endswith(".*"):
            names.add(host.removesuffix(".*"))
        elif path.rstrip("/"):
            paths[host] = (*paths.get(host, ()), slash + path.rstrip("/"))
        elif host:
            hosts.add(host)
    return Domains(hosts=frozenset(hosts), paths=paths, names=frozenset(names))


def host_of(written: str) -> str:
    """A host as lists are compared: ASCII, lower case, without ``www.`` and ``*.``."""
    labels = [readable(label) for label in written.strip(". ").split(".")]
    host = ".".join(askable(label) for label in labels)
    return host.removeprefix("*.").removeprefix("www.")


@lru_cache(maxsize=4096)  # each link is held against several sets
def _tails(host: str) -> tuple[str, ...]:
    """A host and every host above it."""
    tails = [host]
    at = host.find(".")
    while at >= 0:
        tails.append(host[at + 1 :])
        at = host.find(".", at + 1)
    return tuple(tails)
