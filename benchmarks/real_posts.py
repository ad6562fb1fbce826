"""What two starter policies find in real posts.

Usage: python benchmarks/real_posts.py [--draw NUMBER] [--seed NUMBER]

Reads three sets of tweets below the folder that WATCHWORD_DATA names (``../shared/data`` unless
said otherwise) and checks each with the starters for a health board and for a company: as
published posts and as drafts of an official account on X, and as messages to it. Prints the
findings in a thousand posts, by rule. Where a rule finds the same in several of these, one row
names them together.

With ``--draw`` it also writes, into the ignored folder ``.cache/real-posts``, so many findings and
so many posts without a finding, drawn at random from drafts and published posts, for people to
read. A finding that is made in both is drawn once. Links to t.co are left out of that draw: X made
them, and they would be nine of ten. The posts are other people's: they stay on this machine.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import watchword
from watchword.archive.readers import read_posts
from watchword.policy.model import Policy

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("WATCHWORD_DATA", "../shared/data"))
DRAWN = ROOT / ".cache/real-posts"
SETS = {
    "davidson": DATA / "davidson_hate_offensive/labeled_data.csv",
    "crisislex": DATA / "crisislex/crisislexT6.csv",
    "obama": DATA / "twitter_ratio/BarackObama.csv",
}
POLICIES = ("health-board", "company")
STAGES = {
    "published": {"account": "official", "channel": "x", "stage": "published"},
    "draft": {"account": "official", "channel": "x", "stage": "draft"},
    "inbound": {
        "account": "official",
        "channel": "x",
        "stage": "inbound",
        "direction": "inbound",
    },
}
DRAWN_FROM = ("published", "draft")


@dataclass(frozen=True, order=True, slots=True)
class Found:
    """One finding in one set of tweets, in whatever stage."""

    rule: str
    tweets: str
    row: int
    start: int
    end: int
    label: str
    words: str
    message: str

    @property
    def is_wrapped_link(self) -> bool:
        """Whether it is about a link that X wrapped, or what a retweet left of one."""
        whole = self.words if "://" in self.words else f"https://{self.words}"
        return " " not in self.words and (urlsplit(whole).hostname or "") == "t.co"


def findings(policy: Policy, tweets: str, stage: str) -> list[Found]:
    """The findings in one set of tweets."""
    table = watchword.check_file(SETS[tweets], policy=policy, facts=STAGES[stage])
    names = ("rule", "row", "start", "end", "label", "words", "message", "shadow")
    return [
        Found(
            rule=f"{one['rule']} (shadow)" if one["shadow"] else one["rule"],
            tweets=tweets,
            row=one["row"],
            start=one["start"],
            end=one["end"],
            label=one["label"],
            words=one["words"],
            message=one["message"],
        )
        for one in table.select(names).to_pylist()
    ]


def table(tally: Counter[tuple[str, str, str]], counts: dict[str, int]) -> Iterator[str]:
    """Findings in a thousand posts, by rule and stage; the most frequent first.

    Args:
        tally: Findings by rule, stage and set.
        counts: Posts by set.
    """
    yield f"| rule | in | {' | '.join(SETS)} |"
    yield "|---|---|" + "---:|" * len(SETS)
    rows: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for rule in {rule for rule, *_ in tally}:
        for stage in STAGES:
            numbers = tuple(tally[rule, stage, tweets] for tweets in SETS)
            if any(numbers):
                rows.setdefault((rule, numbers), []).append(stage)
    for (rule, numbers), stages in sorted(rows.items(), key=lambda row: (-sum(row[0][1]), row[0])):
        shares = (
            f"{number * 1000 / counts[tweets]:.2f}" if number else ""
            for number, tweets in zip(numbers, SETS, strict=True)
        )
        yield f"| {rule} | {', '.join(stages)} | {' | '.join(shares)} |"


def draw(found: set[Found], posts: dict[str, list[str]], number: int, seed: int) -> None:
    """Write what people read."""
    chance = random.Random(seed)
    pool = sorted(one for one in found if not one.is_wrapped_link)
    touched = {(one.tweets, one.row) for one in found}
    clean = [
        (tweets, row)
        for tweets, many in posts.items()
        for row in range(len(many))
        if (tweets, row) not in touched
    ]
    DRAWN.mkdir(parents=True, exist_ok=True)
    with (DRAWN / "findings.txt").open("w", encoding="utf-8") as file:
        for one in chance.sample(pool, min(number, len(pool))):
            text = posts[one.tweets][one.row]
            print(one.rule, repr(one.words), one.message, repr(text), sep=" | ", file=file)
    with (DRAWN / "clean.txt").open("w", encoding="utf-8") as file:
        for tweets, row in chance.sample(clean, min(number, len(clean))):
            print(tweets, row, repr(posts[tweets][row]), file=file)
    print(f"\n{len(pool):,} findings to draw from, {len(clean):,} clean posts; see {DRAWN}")


def main() -> None:
    """Check, print the tables, and draw if asked."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--draw", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=20261122)
    chosen = arguments.parse_args()
    missing = [str(path) for path in SETS.values() if not path.is_file()]
    if missing:
        print(f"skipped: no file {missing[0]}; set WATCHWORD_DATA to the folder of the data sets")
        return
    posts = {
        tweets: [text for batch in read_posts(path) for text in batch.column("text").to_pylist()]
        for tweets, path in SETS.items()
    }
    counts = {tweets: len(many) for tweets, many in posts.items()}
    print(", ".join(f"{tweets}: {count:,} posts" for tweets, count in counts.items()))
    drawn_from: set[Found] = set()
    for name in POLICIES:
        policy = watchword.load(ROOT / "policies" / name)
        tally: Counter[tuple[str, str, str]] = Counter()
        for tweets in SETS:
            for stage in STAGES:
                found = findings(policy, tweets, stage)
                tally.update((one.rule, stage, tweets) for one in found)
                drawn_from.update(found if stage in DRAWN_FROM else ())
        print(f"\n{name}\n", *table(tally, counts), sep="\n")
        checked = {rule.id for rule in policy.rules if rule.check is not None}
        silent = checked - {rule.partition(" ")[0] for rule, *_ in tally}
        print(f"\n{len(silent)} of {len(checked)} rules with a check found nothing")
    if chosen.draw:
        draw(drawn_from, posts, chosen.draw, chosen.seed)


if __name__ == "__main__":
    main()
