"""How well the link tests tell phishing links from others.

Usage: python benchmarks/phishing_accuracy.py [--show-misses N] [--show-alarms N]

Reads ``phishing/phishing.json`` and ``phishing/legitimate.json`` (lists of addresses) below
the folder that WATCHWORD_DATA names. Nothing is ever fetched; addresses are shown defanged.

Precision is the share of flagged addresses that are phishing; recall the share of phishing
addresses that are flagged. Both sets are about the same size and each address counts once.
The rules were tuned on these very sets, so take the figures for the best case.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from watchword.base.links import Link, find_links
from watchword.rules.link.lookalike import look_alike
from watchword.rules.link.names import bundled_brands
from watchword.rules.link.skeleton import skeleton
from watchword.rules.link.tests import examine, link_policy

TESTS = ("shortener", "plain-http", "raw-ip", "credentials", "look-alike", "punycode")
Row = tuple[str, int, int, int]


def read(file: str) -> list[Link]:
    """The first link of each address of a set, each address once."""
    folder = Path(os.environ.get("WATCHWORD_DATA", "data")) / "phishing"
    found = (find_links(one) for one in sorted(set(json.loads((folder / file).read_text()))))
    return [links[0] for links in found if links]


def defanged(link: Link) -> str:
    """An address that nothing turns into a link."""
    return link.address.replace("http", "hxxp").replace(".", "[.]")[:110]


def table(title: str, rows: Iterable[Row]) -> None:
    """Print precision and recall of (name, phishing flagged, others flagged, phishing)."""
    print(f"\n{title:<24}{'phishing':>9}{'others':>8}{'precision':>11}{'recall':>8}")
    for name, hits, alarms, total in rows:
        precision = f"{hits / (hits + alarms):.4f}" if hits + alarms else "-"
        recall = f"{hits / total:.4f}" if total else "-"
        print(f"{name:<24}{hits:>9}{alarms:>8}{precision:>11}{recall:>8}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--show-misses", type=int, default=0)
    arguments.add_argument("--show-alarms", type=int, default=0)
    chosen = arguments.parse_args()

    policy = link_policy(TESTS, brands=bundled_brands())
    known = policy.names
    sets = {"phishing": read("phishing.json"), "others": read("legitimate.json")}
    total = len(sets["phishing"])
    print(f"{total} phishing addresses, {len(sets['others'])} others")

    tests: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Counter[str]] = defaultdict(Counter)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    hosts: dict[str, set[str]] = defaultdict(set)
    naming: dict[str, Counter[bool]] = defaultdict(Counter)
    alarms: list[str] = []
    misses: list[str] = []
    for kind, links in sets.items():
        for link in links:
            tests[kind].update(reason.test for reason in examine(link, policy))
            found = look_alike(link, known)
            if found:
                places[kind][found.place] += 1
                groups[kind][found.name.group] += 1
                hosts[kind].add(link.registered or link.host)
            whole = skeleton(f"{link.host_unicode}{link.path.partition('?')[0]}".lower())
            says_brand = not known.own.covers(link) and any(
                look in whole for look in known.by_skeleton if len(look) > 4
            )
            if says_brand:
                naming[kind][found is not None] += 1
            if kind == "others" and found:
                alarms.append(f"{defanged(link)}  ({found.words})")
            if kind == "phishing" and says_brand and not found:
                misses.append(defanged(link))

    table("test", [(name, tests["phishing"][name], tests["others"][name], total) for name in TESTS])
    table(
        "look-alike by place",
        [
            (name, places["phishing"][name], places["others"][name], total)
            for name in ("name", "sub-domain", "path")
        ],
    )
    table(
        "look-alike by brand",
        [
            (name, hits, groups["others"][name], 0)
            for name, hits in groups["phishing"].most_common()
        ],
    )
    table("registered domains", [("look-alike", len(hosts["phishing"]), len(hosts["others"]), 0)])
    said = naming["phishing"]
    table(
        "says a listed brand",
        [("look-alike", said[True], naming["others"][True], said[True] + said[False])],
    )
    for line in alarms[: chosen.show_alarms]:
        print("alarm ", line)
    for line in misses[: chosen.show_misses]:
        print("miss  ", line)


if __name__ == "__main__":
    main()
