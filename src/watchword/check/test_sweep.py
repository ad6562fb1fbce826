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
    assert alone <= set(Sweep(scanner, Words([])).rows(chunk_of(raws)))


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


def test_plans_share_their_automata_and_keep_their_rules_apart() -> None:
    head = b"---\ntitle: P\norganisation: O\nrevised: 2026-10-01\nowner: O\n---\n## Purpose\nX.\n"
    rule = "---\nid: {0}\ntitle: T\naction: warn\n{1}check:\n  terms: [{2}]\n---\n## Rule\nA.\n\n## Why\nB.\n"
    files = {
        "rules/A-1-x.md": rule.format("A-1", "applies:\n  channels: [x]\n", "gift, prize"),
        "rules/A-2-y.md": rule.format("A-2", "", "prize, draw"),
    }
    policy = load_files({"policy.md": head, **{name: one.encode() for name, one in files.items()}})
    engine = Engine(policy, today=TODAY)
    all_rules, fewer = (engine.plan(FACTS.with_({"channel": one})) for one in ("x", "facebook"))
    assert all_rules.words is fewer.words
    assert all_rules.scanner is fewer.scanner
    texts = ["gift", "prize", "draw", "gift prize draw"]
    columns = {"text": texts * 2, "channel": ["x"] * 4 + ["facebook"] * 4}
    found = [(row, one.rule) for row, one in Batches(engine).find(pa.record_batch(columns))]
    assert found == [
        (0, "A-1"), (1, "A-1"), (1, "A-2"), (2, "A-2"),
        (3, "A-1"), (3, "A-1"), (3, "A-2"), (3, "A-2"),
        (5, "A-2"), (6, "A-2"), (7, "A-2"), (7, "A-2"),
    ]  # fmt: skip


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
