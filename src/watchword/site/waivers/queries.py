"""Waivers where they count: in checks, and beside the rules that they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from watchword.policy.body import Page
from watchword.policy.header import Exemption
from watchword.policy.model import Policy
from watchword.policy.model import Waiver as PolicyWaiver
from watchword.rules.condition import Atom, Condition
from watchword.site.people.models import Person
from watchword.site.waivers.models import Waiver

Key = tuple[int, str, tuple[tuple[str, str], ...], date, str, str]


def in_force_for(person: Person, today: date) -> list[Waiver]:
    """The waivers in force that may be for a person."""
    rows = Waiver.objects.in_force(today).select_related("person", "team", "decided_by")
    return [one for one in rows if one.concerns(person)]


def with_waivers(policy: Policy, waivers: list[Waiver]) -> Policy:
    """A policy that keeps these waivers too; the same object for the same ones."""
    if not waivers:
        return policy
    return _with(policy, tuple(_key(one) for one in waivers))


def _key(one: Waiver) -> Key:
    given = (
        ("person", one.job),
        ("account", one.account),
        ("channel", one.channel),
        ("campaign", one.campaign),
    )
    atoms = tuple((name, value.lower()) for name, value in given if value)
    return one.pk, one.rule, atoms, one.ends_on, one.because, str(one.decided_by or "")


@lru_cache(maxsize=256)
def _with(policy: Policy, keys: tuple[Key, ...]) -> Policy:
    made = tuple(
        PolicyWaiver(
            rule=rule,
            exemption=Exemption(
                where=Condition(tuple((Atom(name, value),) for name, value in atoms)),
                until=until,
                because=because,
                approved_by=by,
            ),
            page=Page(),
            file=Path(f"waivers/site-{number}.md"),
        )
        for number, rule, atoms, until, because, by in keys
    )
    return replace(policy, waivers=(*policy.waivers, *made))


def by_rule(waivers: list[Waiver]) -> dict[str, list[Waiver]]:
    """Waivers by the rule that they are about."""
    found: dict[str, list[Waiver]] = {}
    for one in waivers:
        found.setdefault(one.rule, []).append(one)
    return found
