"""Engines lose nothing: they find what the reference finds, on every rule and every term."""

import runpy
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.regex.positives import positives
from watchword.check.batch import Batches
from watchword.check.engine import Engine
from watchword.policy.examples import post_of
from watchword.policy.judge import findings_of, judge, live_rules
from watchword.policy.load import load, load_files
from watchword.policy.model import Policy
from watchword.policy.starters import starters
from watchword.policy.walk import leaves
from watchword.rules.base import Look
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding
from watchword.terms.post import Post

TODAY = date(2026, 11, 1)
FACTS = Facts({"stage": "published", "account": "official"})
MADE = Path(__file__).parents[3] / "benchmarks" / "made.py"
LOOKS = str.maketrans("aeocpxy", "аеосрху")
LEET = str.maketrans("aeios", "43105")


def disguised(term: str) -> Iterator[str]:
    yield term
    yield term.upper()
    yield term.translate(LOOKS)
    yield term.translate(LEET)
    yield "".join(unicodedata.normalize("NFC", char + "\u0301") for char in term)
    yield "\u200b".join(term)
    yield " ".join(term)
    yield "".join(chr(0x1D41A + ord(char) - 97) if "a" <= char <= "z" else char for char in term)


def by_row(batches: Batches, texts: list[str]) -> list[list[Finding]]:
    found: list[list[Finding]] = [[] for _ in texts]
    for row, finding in batches.find(pa.record_batch({"text": texts})):
        found[row].append(finding)
    return found


def referred(policy: Policy, texts: list[str], facts: Facts) -> list[list[Finding]]:
    rules = live_rules(policy, facts)
    return [findings_of(rules, Look(Post(text=text, facts=facts), TODAY)) for text in texts]


def terms_of(policy: Policy) -> Iterator[str]:
    for rule in policy.rules:
        for leaf in leaves(rule.check):
            yield from getattr(leaf.settings, "terms", ())
    for one in policy.lists.values():
        yield from one.terms()


@pytest.mark.parametrize("name", [one.name for one in starters()])
def test_a_starter_is_judged_alike_by_engine_and_reference(name: str) -> None:
    policy = load(next(one.folder for one in starters() if one.name == name))
    engine = Engine(policy, today=TODAY)
    for rule in policy.rules:
        for example in rule.examples:
            post = post_of(rule, example)
            assert engine.check(post) == judge(policy, post, TODAY), example.name
    random = Random(5)
    terms = sorted(set(terms_of(policy)))
    texts = [f"so {form} it" for term in terms for form in disguised(term)]
    chosen = random.sample(texts, min(len(texts), 700))
    for facts in (FACTS, FACTS.with_({"stage": "draft", "channel": "x"})):
        batches = Batches(engine, facts=facts)
        assert by_row(batches, chosen) == referred(policy, chosen, facts)


@pytest.fixture(scope="module")
def made() -> tuple[Policy, list[str]]:
    """The benchmark's policy with words of its own, and over 20,000 positives."""
    build = runpy.run_path(str(MADE))
    letters = Random(11)
    words = sorted({"".join(letters.choices("bcdfghjklmnprstvwz", k=7)) for _ in range(6_000)})
    policy = load_files(build["policy_files"](words))
    texts = [form for terms in build["lists"](words).values() for term in terms for form in (
        f"so {term} it", f"{term.upper()}!", f"x{term}", f"«{term}»", f"{term}é", term.title())]  # fmt: skip
    for source, check in build["patterns"]():
        texts += [f"so {one} it" for one in positives(source, 60, letters)]
        texts += [f"{build['VALID'][check]} ok"] if check else []
    return policy, texts


def test_twenty_thousand_positives_are_judged_alike(made: tuple[Policy, list[str]]) -> None:
    policy, texts = made
    assert len(texts) > 20_000
    engine = Engine(policy, today=TODAY)
    found = by_row(Batches(engine), texts)
    silent = {rule.id for rule in policy.rules} - {one.rule for many in found for one in many}
    assert silent == set()
    assert found == referred(policy, texts, FACTS)


def test_the_engine_for_archives_finds_the_same(made: tuple[Policy, list[str]]) -> None:
    pytest.importorskip("hyperscan")
    from watchword.check.hyperscan import HyperscanBatches

    policy, texts = made
    engine = Engine(policy, today=TODAY)
    batch = pa.record_batch({"text": texts})
    assert HyperscanBatches(engine).findings(batch) == Batches(engine).findings(batch)


@settings(max_examples=150)
@given(text=st.text(max_size=160))
def test_any_text_is_judged_alike_and_spans_are_exact(text: str) -> None:
    policy, engine = small()
    verdict = engine.check(Post(text=text, facts=FACTS))
    assert verdict == judge(policy, Post(text=text, facts=FACTS), TODAY)
    for one in verdict.findings:
        assert 0 <= one.span.start <= one.span.end <= len(text)


_made: list[tuple[Policy, Engine]] = []


def small() -> tuple[Policy, Engine]:
    if not _made:
        policy = load(next(one.folder for one in starters() if one.name == "minimal"))
        _made.append((policy, Engine(policy, today=TODAY)))
    return _made[0]


def test_rows_with_different_facts_are_judged_each_by_its_own() -> None:
    policy, engine = small()
    texts = ["Ring Carol on 07700 900123"] * 4
    columns = {
        "text": texts,
        "channel": ["x", "instagram", None, "facebook"],
        "account": ["official", "personal", "official", None],
    }
    found: dict[int, list[Finding]] = {}
    for row, one in Batches(engine).find(pa.record_batch(columns)):
        found.setdefault(row, []).append(one)
    for row in range(4):
        more = {name: columns[name][row] for name in ("channel", "account") if columns[name][row]}
        post = Post(text=texts[row], facts=FACTS.with_(more))  # type: ignore[arg-type]
        assert tuple(found.get(row, ())) == judge(policy, post, TODAY).findings


def test_lone_surrogates_are_looked_at_and_harm_nothing() -> None:
    _, engine = small()
    verdict = engine.check(Post(text="\ud800 ring 07700 900123", facts=FACTS))
    assert [one.span.start for one in verdict.findings][:1] == [7]
