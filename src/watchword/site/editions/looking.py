"""What is seen beside a rule while it is written: examples run, breaks tried, posts looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from watchword.api import check_post
from watchword.base.errors import Problem
from watchword.policy.examples import run_examples
from watchword.policy.header import Status
from watchword.policy.load import read_policy
from watchword.policy.model import Policy, Rule
from watchword.policy.mutate import Survivor, mutations, survivors
from watchword.rules.measure.writing import reading_age
from watchword.site.editions.folder import digest_of
from watchword.terms.facts import Facts
from watchword.terms.post import Post

MOST_POSTS = 1_000
"""Posts that are looked at, the latest."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tried:
    """An example run.

    Attributes:
        name: The example's name.
        is_bad: Whether it is a bad one.
        text: The post.
        reason: Why it does not hold; "" when it does.
    """

    name: str
    is_bad: bool
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One rule while it is written.

    Attributes:
        rule: The rule; None while its page cannot be used.
        problems: What stands in the way.
        tried: Its examples, run.
        age: Reading age of its sentence and reason, in years; None where too short to say.
        aim: The age that the policy aims at.
        hits: Past posts that it finds something in, the first few.
        found: How many there are.
        looked: How many past posts were looked at.
    """

    rule: Rule | None
    problems: tuple[Problem, ...]
    tried: tuple[Tried, ...] = ()
    age: float | None = None
    aim: int = 0
    hits: tuple[tuple[str, str], ...] = ()
    found: int = 0
    looked: int = 0


@lru_cache(maxsize=32)
def as_if_in_force(policy: Policy) -> Policy:
    """A draft's policy with its draft rules in force, to be read before anybody publishes it."""
    rules = tuple(
        replace(one, header=replace(one.header, status=Status.ACTIVE))
        if one.header.status is Status.DRAFT
        else one
        for one in policy.rules
    )
    return replace(policy, rules=rules, digest=f"{policy.digest} as if in force")


class _Files:
    """Files that are known by their digest, so that the same are read once."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.digest = digest_of(files)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files) and other.digest == self.digest


@lru_cache(maxsize=8)
def _read(files: _Files) -> tuple[Policy | None, tuple[Problem, ...]]:
    policy, problems = read_policy(files.files)
    return (as_if_in_force(policy) if policy else None), tuple(problems)


def seen(files: dict[str, bytes], path: str, today: date) -> Seen:
    """What is seen of the rule on a page of a draft."""
    policy, problems = _read(_Files(files))
    own = tuple(one for one in problems if one.file.as_posix() == path)
    rule = (
        next((one for one in policy.rules if one.file.as_posix() == path), None) if policy else None
    )
    if policy is None or rule is None or own:
        return Seen(rule=None, problems=own or tuple(problems[:5]))
    single = alone(policy, rule)
    ran = run_examples(single, today) if not problems else ()
    tried = tuple(
        Tried(one.example.name, one.example.is_bad, one.example.text, one.reason) for one in ran
    )
    texts = past_posts()
    found = [(texts[at][1], words) for at, words in hits(single, rule, texts)]
    return Seen(
        rule=rule,
        problems=tuple(problems[:5]),
        tried=tried,
        age=reading_age(f"{rule.text} {rule.why}"),
        aim=policy.header.reading_age,
        hits=tuple(found[:SHOWN]),
        found=len(found),
        looked=len(texts),
    )


def breaks(policy: Policy, rule: Rule, today: date) -> tuple[int, tuple[Survivor, ...]]:
    """How many breaks of a rule were tried, and those that no example notices."""
    return sum(1 for _ in mutations(policy, rule)), survivors(policy, rule, today)


def alone(policy: Policy, rule: Rule) -> Policy:
    """The policy with this rule only, so that what it does is not hidden by others."""
    others = {
        one.name: {key: change for key, change in one.changes.items() if key == rule.id}
        for one in policy.overlays
    }
    overlays = tuple(replace(one, changes=others[one.name]) for one in policy.overlays)
    waivers = tuple(one for one in policy.waivers if one.rule == rule.id)
    return replace(policy, rules=(rule,), overlays=overlays, waivers=waivers, digest="")


def hits(policy: Policy, rule: Rule, texts: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Place of each post that a rule finds something in, with the first words it points at."""
    if rule.check is None:
        return
    named = rule.header.applies.accounts.names
    account = "official" if "official" in (named or ("official",)) else "personal"
    for at, (channel, text) in enumerate(texts):
        facts = Facts({"stage": "draft", "account": account, "channel": channel})
        verdict = check_post(Post(text=text, facts=facts), policy=policy)
        if verdict.findings:
            yield at, verdict.findings[0].words


@lru_cache(maxsize=1)
def _posts(folder: Path, stamp: int) -> tuple[tuple[str, str], ...]:
    del stamp  # the key: another state of the ledger is read anew
    from watchword.measure.ledger import Ledger

    posts = Ledger.open(folder).posts().sort_by([("published", "descending")])
    rows = zip(posts["channel"].to_pylist(), posts["text"].to_pylist(), strict=True)
    return tuple((channel or "", text) for channel, text in rows if text)[:MOST_POSTS]


def past_posts() -> tuple[tuple[str, str], ...]:
    """The organisation's latest posts, network and text, from the site's ledger; none without one."""
    folder = settings.CONFIGURATION.home / "ledger"
    mark = folder / "ledger.json"
    if not mark.is_file():
        return ()
    return _posts(folder, mark.stat().st_mtime_ns)
