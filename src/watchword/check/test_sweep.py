"""The first stage over joined posts nominates what the scanner would, one by one."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.regex.begins import begins_in_word
from watchword.check import chunk as chunks
from watchword.check.batch import Batches
from watchword.check.chunk import chunk_of, chunks_of
from watchword.check.engine import Engine
from watchword.check.scanner import Scanner
from watchword.check.sweep import Sweep, as_lines
from watchword.check.words import Words
from watchword.policy.judge import judge
from watchword.policy.load import load_files
from watchword.policy.model import Policy
from watchword.terms.facts import Facts
from watchword.terms.post import Post

TODAY = date(2026, 11, 1)
FACTS = Facts({"stage": "published", "account": "official"})
GATES = (r"^ab", r"b\z", r"a$", r"\Aa\b", r"\Bb", r"a.b", r"a(?s:.)b", r"(?m:^b)", r"[^a]b\s", "ß")


def policy_with(check: str) -> Policy:
    rule = f"---\nid: A-1\ntitle: One\naction: warn\ncheck:\n  {check}\n---\n## Rule\nDo.\n\n## Why\nSo.\n"
    head = "---\ntitle: P\norganisation: O\nrevised: 2026-10-01\nowner: O\n---\n## Purpose\nX.\n"
    return load_files({"policy.md": head.encode(), "rules/A-1-one.md": rule.encode()})


@settings(max_examples=300)
@given(st.lists(st.text("ab \nß", max_size=6), max_size=8), st.sampled_from(GATES))
def test_joining_posts_loses_no_row(texts: list[str], gate: str) -> None:
    raws = [text.encode() for text in texts]
    scanner = Scanner([(gate,)])
    alone = {row for row, raw in enumerate(raws) if scanner.hits(raw)}
    assert alone <= set(Sweep(scanner, Words({})).rows(chunk_of(raws)))


def test_a_gate_that_sets_the_meaning_of_anchors_itself_is_asked_post_by_post() -> None:
    assert as_lines(r"(?m:^b)") is None
    assert as_lines(r"\\z\A\\\z") == r"\\z^\\$"


ODD = [
    "graß",
    "GRAẞ",
    "ein graß hier",
    "ſun",
    "mil\u212a",
    "\u212aale",
    "mi\u017ft",
    "grass",
    "graßland",
]


@pytest.mark.parametrize(
    "check", ["terms: [grass, sun, milk, kale, mist]", "pattern: s[aeiou]n|k[a-z]le"]
)
def test_other_spellings_of_s_and_k_at_the_edge_of_a_word_are_nominated(check: str) -> None:
    policy = policy_with(check)
    engine = Engine(policy, today=TODAY)
    expected = [judge(policy, Post(text=text, facts=FACTS), TODAY).findings for text in ODD]
    assert any(expected)
    assert [engine.check(Post(text=text, facts=FACTS)).findings for text in ODD] == expected
    found: list[list[object]] = [[] for _ in ODD]
    for row, one in Batches(engine).find(pa.record_batch({"text": ODD})):
        found[row].append(one)
    assert [tuple(one) for one in found] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("abc", True), ("[A-Z]{2}x", True), (r"\d\d", True), ("(?:a|b)c", True), (r"\w+", True),
        ("a?b", True), (r"\bab", True), ("a?", False), ("-a", False), ("[^a]b", False),
        ("(?:a|-)b", False), ("a?-", False), (r"\pLb", False), ("éa", False), (".a", False),
        ("(?:a|b?)-", False), ("[a-é]", False), ("(", False),
    ],
)  # fmt: skip
def test_whether_a_pattern_begins_in_a_word(source: str, expected: bool) -> None:
    assert begins_in_word(source) is expected


def test_chunks_hold_every_post_once_and_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "BYTES", 40)
    texts = ["", "é" * 30, "a\nb", "", "x" * 10, "y" * 35, "z"]
    for kind in (pa.string(), pa.large_string()):
        found = [
            (one.first + row, one.raw(row).decode())
            for one in chunks_of(pa.array(texts, kind))
            for row in range(len(one))
        ]
        assert found == list(enumerate(texts))
    assert max(len(one.joined) for one in chunks_of(pa.array(texts)) if len(one) > 1) <= 40 + 9
    assert list(chunks_of(pa.array([], pa.string()))) == []
