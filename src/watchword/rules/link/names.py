"""The names that links are compared with: the organisation's own, and those of brands."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from watchword.base.links.host import readable
from watchword.base.links.suffix import suffix_size
from watchword.rules.link.domains import Domains, domains, host_of
from watchword.rules.link.skeleton import plain, skeleton
from watchword.rules.link.slips import SHORTEST, TWO_STEPS_FROM, fifths, traces

HERE = Path(__file__).parent
_SHORTEST_INSIDE = 5
START = 4
"""Letters by which names inside a longer one are looked up."""


class Naming(StrEnum):
    """How much a name says on its own.

    COINED: nobody else bears it, so any host that holds it pretends something (paypal).
    PLAIN: others may bear it inside a longer name; near forms and added words count.
    WORD: an ordinary word or another's name too (apple, chase): only beside words that lure.
    NONE: the domain belongs to the brand, its name says nothing (live.com).
    """

    COINED = "coined"
    PLAIN = ""
    WORD = "word"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Brand:
    """One domain of a brand.

    Attributes:
        domain: ``example.org``, or ``example.*`` (see :func:`.domains.domains`).
        group: The brand's name; domains of one group vouch for one another.
        naming: How much the domain's name says on its own.
    """

    domain: str
    group: str = ""
    naming: Naming = Naming.PLAIN


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name that links are compared with.

    Attributes:
        text: The label that was registered, as people read it, without hyphens (``paypal``).
        hyphens: How many hyphens it has.
        domain: The whole, for people (``paypal.com``).
        group: The brand; empty for the organisation's own.
        naming: How much the name says on its own.
    """

    text: str
    hyphens: int = 0
    domain: str
    group: str
    naming: Naming


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Names:
    """Names, ready to be compared with; equal to itself only, so that answers can be kept.

    Attributes:
        own: Domains that belong to a name; links to them are never look-alikes.
        by_skeleton: Names by what they look like at a glance.
        near: Names by the keys of :func:`.slips.traces`.
        far: Names of which two steps count, by length, with their fifths.
        inside: Names that count inside a longer one, with their skeletons, by its first letters.
    """

    own: Domains = field(default_factory=Domains)
    by_skeleton: Mapping[str, Name] = field(default_factory=dict)
    near: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    far: Mapping[int, tuple[tuple[Name, tuple[str, ...]], ...]] = field(default_factory=dict)
    inside: Mapping[str, tuple[tuple[str, Name], ...]] = field(default_factory=dict)


def names(brands: Iterable[Brand]) -> Names:
    """Make names of domains; of two domains with one name the first is shown to people."""
    known = tuple(brands)
    found: dict[str, Name] = {}
    for brand in known:
        label = _registered(brand.domain)
        if brand.naming is not Naming.NONE and label:
            name = Name(
                text=label.replace("-", ""),
                hyphens=label.count("-"),
                domain=brand.domain,
                group=brand.group,
                naming=brand.naming,
            )
            found.setdefault(skeleton(name.text), name)
    near: dict[str, dict[Name, None]] = {}
    far: dict[int, list[tuple[Name, tuple[str, ...]]]] = {}
    inside: dict[str, list[tuple[str, Name]]] = {}
    for look, name in found.items():
        if len(name.text) >= SHORTEST:
            for key in traces(plain(name.text)):
                near.setdefault(key, {})[name] = None
        if len(name.text) >= TWO_STEPS_FROM:
            far.setdefault(len(name.text), []).append((name, fifths(plain(name.text))))
        if len(look) >= _SHORTEST_INSIDE and name.naming is Naming.COINED:
            inside.setdefault(look[:START], []).append((look, name))
    return Names(
        own=domains(brand.domain for brand in known),
        by_skeleton=found,
        near={key: tuple(several) for key, several in near.items()},
        far={size: tuple(several) for size, several in far.items()},
        inside={start: tuple(several) for start, several in inside.items()},
    )


def _registered(domain: str) -> str:
    """The registered label of a domain; nothing for ``name.*`` and for what has no suffix."""
    host = host_of(domain.rpartition("://")[2].partition("/")[0])
    labels = host.split(".")
    size = suffix_size(labels) or 1
    return readable(labels[-size - 1]) if len(labels) > size and labels[-1] != "*" else ""


@cache
def bundled_brands() -> tuple[Brand, ...]:
    """Well-known brands' own domains, as shipped (``brands.csv``)."""
    with (HERE / "brands.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Brand(domain=row["domain"], group=row["brand"], naming=Naming(row["name"]))
            for row in csv.DictReader(lines)
        )


@cache
def lures() -> frozenset[str]:
    """Words that are added to a name to lure (``lures.csv``)."""
    return frozenset(_first_column("lures.csv"))


@cache
def shorteners() -> Domains:
    """Well-known link shorteners (``shorteners.csv``)."""
    return domains(_first_column("shorteners.csv"))


def _first_column(file: str) -> list[str]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return [row[0] for row in csv.reader(lines)][1:]
