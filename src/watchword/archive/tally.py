"""Counting findings: by rule, channel, month and account, with a few examples of each rule."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from dataclasses import dataclass, field

import pyarrow as pa

from watchword.terms.finding import Finding, masked
from watchword.terms.post import Post

EXAMPLES_A_RULE = 5
UNKNOWN = "(unknown)"


@dataclass(frozen=True, slots=True)
class Sample:
    """A post with one finding, kept as an example.

    Attributes:
        post: The post.
        finding: The finding.
        row: Number of the post in the run, from 0.
        link: Address of the post.
        text: What the post says, with every secret in it masked.
    """

    post: Post
    finding: Finding
    row: int
    link: str = ""
    text: str = ""


@dataclass(slots=True)
class Count:
    """Posts looked at, posts with a finding that is shown, and findings."""

    posts: int = 0
    flagged: int = 0
    findings: int = 0

    @property
    def per_thousand(self) -> float | None:
        """Posts with a finding for each thousand looked at; None without posts."""
        return 1000 * self.flagged / self.posts if self.posts else None


@dataclass(slots=True)
class Tally:
    """Counts over a whole run.

    Attributes:
        total: All posts.
        rules: Findings of each rule.
        flagged_by_rule: Posts that each rule found something in.
        actions: Posts by the strongest action.
        channels, accounts, months: Counts by where, by whom and by month (YYYY-MM, UTC).
        rule_months: Findings by rule and month.
        shadow: Findings of rules that only count.
    """

    total: Count = field(default_factory=Count)
    rules: Counter[str] = field(default_factory=Counter)
    flagged_by_rule: Counter[str] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)
    channels: dict[str, Count] = field(default_factory=dict)
    accounts: dict[str, Count] = field(default_factory=dict)
    months: dict[str, Count] = field(default_factory=dict)
    rule_months: Counter[tuple[str, str]] = field(default_factory=Counter)
    shadow: Counter[str] = field(default_factory=Counter)
    _samples: dict[str, list[tuple[int, int, Sample]]] = field(default_factory=dict)

    def look(self, posts: pa.RecordBatch) -> None:
        """Count the posts of a batch, whatever was found in them."""
        self.total.posts += posts.num_rows
        for name, counts in (("channel", self.channels), ("account_name", self.accounts)):
            if name in posts.schema.names:
                for value, count in _value_counts(posts.column(name)):
                    counts.setdefault(value or UNKNOWN, Count()).posts += count
        if "published" in posts.schema.names:
            for value, count in _value_counts(_months(posts.column("published"))):
                self.months.setdefault(value or UNKNOWN, Count()).posts += count

    def add(self, row: int, post: Post, findings: list[Finding], link: str = "") -> None:
        """Count the findings of one post.

        Args:
            row: Number of the post in the run, which makes the choice of examples repeatable.
            post: The post.
            findings: All its findings.
            link: Address of the post, for the report.
        """
        shown = [one for one in findings if not one.shadow]
        self.shadow.update(one.rule for one in findings if one.shadow)
        if not shown:
            return
        strongest = max(shown, key=lambda one: one.action.rank)
        self.actions[strongest.action] += 1
        self.flagged_by_rule.update({one.rule for one in shown})
        month = post.published.strftime("%Y-%m") if post.published else UNKNOWN
        counts = [self.total]
        channel, account = post.facts.one("channel"), post.facts.one("account_name")
        if channel or self.channels:
            counts.append(self.channels.setdefault(channel or UNKNOWN, Count()))
        if account or self.accounts:
            counts.append(self.accounts.setdefault(account or UNKNOWN, Count()))
        if post.published or self.months:
            counts.append(self.months.setdefault(month, Count()))
        for count in counts:
            count.flagged += 1
            count.findings += len(shown)
        for finding in shown:
            self.rules[finding.rule] += 1
            self.rule_months[finding.rule, month] += 1
        # where a rule points at several words, the longest say most about what it found
        telling = {one.rule: one for one in sorted(shown, key=lambda one: len(one.words))}
        for finding in telling.values():
            self._keep(row, post, finding, link, findings)

    def _keep(
        self, row: int, post: Post, finding: Finding, link: str, findings: list[Finding]
    ) -> None:
        """Keep a few examples of each rule: those whose row has the smallest digest, which
        is a random draw that comes out the same each time.
        """
        kept = self._samples.setdefault(finding.rule, [])
        draw = hashlib.blake2b(f"{finding.rule} {row}".encode(), digest_size=8).digest()
        rank = -int.from_bytes(draw, "big")
        if len(kept) == EXAMPLES_A_RULE and rank <= kept[0][0]:
            return
        sample = Sample(post, finding, row, link, masked(post.text, findings))
        if len(kept) < EXAMPLES_A_RULE:
            heapq.heappush(kept, (rank, -row, sample))
        else:
            heapq.heapreplace(kept, (rank, -row, sample))

    def samples(self, rule: str) -> list[Sample]:
        """The examples of a rule, in the order of the archive."""
        return sorted((one for _, _, one in self._samples.get(rule, [])), key=lambda one: one.row)


def _value_counts(values: pa.Array) -> list[tuple[str | None, int]]:
    return [(one["values"], one["counts"]) for one in values.value_counts().to_pylist()]


def _months(published: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.strftime(published, format="%Y-%m")
