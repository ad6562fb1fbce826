"""How fast posts are checked, against named peers on the same rules, in one run.

    scripts/bench scan --posts 2000000

CPU time of this process, one core; each peer on as many posts as it can do in a few
seconds, and the same posts for the default engine, so that ratios compare like with like.
Also proves that the engines find the same.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import made
import pyarrow as pa
import pyarrow.parquet as pq
import re2

from watchword.archive.local import settle
from watchword.base.regex.factors import FOLD
from watchword.check.batch import Batches
from watchword.check.chunk import chunks_of
from watchword.check.engine import Engine
from watchword.check.hyperscan import HyperscanBatches, HyperscanSweep
from watchword.check.scanner import Scanner
from watchword.policy.judge import findings_of
from watchword.policy.load import load_files
from watchword.rules.base import Look
from watchword.terms.post import Post

SHORT = 20_000


Contender = tuple[str, str, Callable[[], float]]
"""A name, what it finds, and a deed that says how many posts a second it did."""


def main() -> None:
    """Run everything and print a Markdown table."""
    options = _options()
    path = made.corpus(options.posts)
    files = made.policy_files(made.vocabulary(made.tweets()))
    policy = load_files(files)
    batches = list(pq.ParquetFile(path).iter_batches(made.ROWS))
    count = sum(batch.num_rows for batch in batches)
    size = sum(batch.column("text").nbytes for batch in batches)
    print(f"{count:,} posts, {size / count:.0f} bytes each, {len(policy.rules)} rules")
    engine = Engine(policy)
    default, turbo = Batches(engine), HyperscanBatches(engine)
    settle()
    cold, found = _timed(lambda: sum(default.findings(batch).num_rows for batch in batches))
    assert found == sum(turbo.findings(batch).num_rows for batch in batches)
    print(f"{found:,} findings ({1000 * found / count:.1f} in a thousand posts)")
    print(f"default engine, first pass, automata still growing: {count / cold:,.0f} posts/s\n")
    contenders = [
        ("**watchword, default engine**", "reference", _passes(default, batches, count)),
        ("**watchword, hyperscan extra**", "same", _passes(turbo, batches, count)),
        *_peers(options, engine, batches, files),
    ]
    rates: list[list[float]] = [[] for _ in contenders]
    for _ in range(options.rounds):
        for mine, (_, _, deed) in zip(rates, contenders, strict=True):
            mine.append(deed())
    _table(contenders, rates)
    _differences(default, turbo, batches)
    _judged(engine, batches, count if options.reference < 0 else min(options.reference, count))
    _scaling({"default engine": default, "hyperscan extra": turbo}, batches)
    if options.ceiling:
        _ceiling(turbo, engine, batches, median(rates[1]))


def _passes(one: Batches, batches: list, count: int) -> Callable[[], float]:
    def deed() -> float:
        took, _ = _timed(lambda: sum(one.findings(batch).num_rows for batch in batches))
        return count / took

    return deed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=3, help="the table has medians of them")
    parser.add_argument("--no-presidio", action="store_true")
    parser.add_argument(
        "--reference",
        type=int,
        default=20_000,
        help="posts that the reference judges too; -1: all (some minutes a million)",
    )
    parser.add_argument(
        "--ceiling", action="store_true", help="compile a C no-op scan (needs libhs and gcc)"
    )
    return parser.parse_args()


def _timed(deed: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    result = deed()
    return time.process_time() - start, result


def _rate(deed: Callable[[], int], posts: int) -> Callable[[], float]:
    def rate() -> float:
        took, _ = _timed(deed)
        return posts / took

    return rate


def _peers(
    options: argparse.Namespace, engine: Engine, batches: list, files: dict
) -> Iterator[Contender]:
    texts = [text for batch in batches[:4] for text in batch.column("text").to_pylist()]
    texts = texts[: SHORT * 5]
    sources = _sources(files)
    yield from _one_set(engine, texts)
    yield _per_rule(
        "Python `re`, a pattern a rule",
        [re.compile(one, re.IGNORECASE) for one in sources],
        texts[:1500],
    )
    re2_options = re2.Options()
    re2_options.case_sensitive = False
    yield _per_rule(
        "google-re2, a pattern a rule",
        [re2.compile(one, re2_options) for one in sources],
        texts[:5000],
    )
    yield _ahocorasick(sources, texts[:SHORT])
    if not options.no_presidio:
        yield _presidio(sources, texts[:600])


def _one_set(engine: Engine, texts: list[str]) -> Iterator[Contender]:
    """One RE2::Set of all rules, a call a post: an engine without chunks."""
    facts = Batches(engine).base
    plan = engine.plan(facts)
    words: dict[int, list[str]] = {}
    for word, rules in plan.by_word.items():
        for index in rules:
            words.setdefault(index, []).append(word.decode())
    groups = [(rf"\b(?:{'|'.join(several)})\b",) for several in words.values()]
    match = Scanner([*plan.scanner.groups, *groups]).match
    first = len(plan.scanner.groups) + 1
    asked = [*plan.by_pattern, *[()] * (first - len(plan.by_pattern)), *((one,) for one in words)]
    raw = [text.encode() for text in texts]

    def scan() -> int:
        return sum(len(match(text)) > 1 for text in raw)

    def check() -> int:
        found = 0
        for text in raw:
            numbers = match(text)
            if len(numbers) > 1:
                look = Look(Post(text=text.decode(), facts=facts), engine.today)
                for rule in {rule for number in numbers for rule in asked[number]}:
                    found += len([*plan.rules[rule].matches(look)])
        return found

    scan()
    yield "RE2::Set of all rules, a post a call", "same matchers", _rate(check, len(raw))
    yield "the same, nothing confirmed", "candidates only", _rate(scan, len(raw))


def _sources(files: dict[str, bytes]) -> list[str]:
    """Each rule as one pattern with word boundaries, as a peer would write it."""
    found = []
    for terms in made.lists(made.vocabulary(made.tweets())).values():
        found.append(
            r"\b(?:"
            + "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
            + r")\b"
        )
    found += [rf"\b(?:{source})" for source, _ in made.patterns()]
    return found


def _per_rule(name: str, compiled: list, texts: list[str]) -> Contender:
    def run() -> int:
        return sum(one.search(text) is not None for text in texts for one in compiled)

    return name, "before validators", _rate(run, len(texts))


def _ahocorasick(sources: list[str], texts: list[str]) -> Contender:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for terms in made.lists(made.vocabulary(made.tweets())).values():
        for term in terms:
            automaton.add_word(term.lower(), term)
    automaton.make_automaton()
    patterns = [re.compile(one, re.IGNORECASE) for one in sources[120:]]

    def run() -> int:
        found = 0
        for text in texts:
            low = text.lower()
            for end, term in automaton.iter(low):
                start = end - len(term) + 1
                before, after = low[start - 1 : start], low[end + 1 : end + 2]
                found += not (before.isalnum() or after.isalnum())
            found += sum(one.search(text) is not None for one in patterns)
        return found

    name = "pyahocorasick for the lists, `re` for 80 patterns"
    return name, "before validators", _rate(run, len(texts))


def _presidio(sources: list[str], texts: list[str]) -> Contender:
    import logging

    logging.disable(logging.WARNING)
    import spacy
    from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngine, SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

    nlp: NlpEngine = Blank()
    recognizers = [
        PatternRecognizer(
            supported_entity=f"RULE_{number}", patterns=[Pattern(f"rule {number}", source, 0.5)]
        )
        for number, source in enumerate(sources)
    ]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])
    analyzer.analyze(texts[0], language="en")

    def run() -> int:
        return sum(len(analyzer.analyze(text, language="en")) for text in texts)

    return "Presidio, the same 200 rules, blank spaCy", "own semantics", _rate(run, len(texts))


def _table(contenders: list[Contender], rates: list[list[float]]) -> None:
    default, turbo = median(rates[0]), median(rates[1])
    print(
        "| engine | posts/s | of the rounds | default is x faster | extra is x faster | findings |"
    )
    print("|---|---:|---|---:|---:|---|")
    for (name, note, _), mine in zip(contenders, rates, strict=True):
        rate, spread = median(mine), f"{min(mine):,.0f} to {max(mine):,.0f}"
        times = f"{default / rate:,.2f} | {turbo / rate:,.2f}"
        print(f"| {name} | {rate:,.0f} | {spread} | {times} | {note} |")
    print()


def _differences(default: Batches, turbo: Batches, batches: list) -> None:
    different = sum(default.findings(batch) != turbo.findings(batch) for batch in batches)
    print(f"batches in which the two engines differ: {different} of {len(batches)}")


def _judged(engine: Engine, batches: list, rows: int) -> None:
    """The default engine against the reference that asks every rule about every post."""
    started = time.perf_counter()
    left, pieces = rows, []
    for batch in batches:
        pieces += [
            batch.slice(at, min(8192, left - at))
            for at in range(0, min(batch.num_rows, left), 8192)
        ]
        left -= min(batch.num_rows, left)
    global _engine  # noqa: PLW0603 - what a forked process sees
    _engine = engine
    with multiprocessing.get_context("fork").Pool() as pool:
        wrong = sum(pool.imap_unordered(_different, pieces))
    took = time.perf_counter() - started
    print(f"posts that engine and reference judge differently: {wrong} of {rows:,} ({took:,.0f} s)")


_engine: Engine | None = None


def _different(batch: pa.RecordBatch) -> int:
    assert _engine is not None
    batches = Batches(_engine)
    rules = _engine.plan(batches.base).rules
    found: dict[int, list] = {}
    for row, finding in batches.find(batch):
        found.setdefault(row, []).append(finding)
    wrong = 0
    for row, text in enumerate(batch.column("text").to_pylist()):
        look = Look(Post(text=text, facts=batches.base), _engine.today)
        wrong += findings_of(rules, look) != found.get(row, [])
    return wrong


def _scaling(engines: dict[str, Batches], batches: list) -> None:
    """Wall time on one and two warm processes, beside a loop that shares nothing."""
    global _work  # noqa: PLW0603 - what a forked process sees
    print("\n| on two processes | times one |\n|---|---:|")
    whole = [*range(len(batches) // 2 * 2)]
    for name, one in engines.items():
        _work = lambda number, one=one: one.findings(batches[number]).num_rows  # noqa: E731
        print(f"| {name} | {_on(1, whole) / _on(2, whole):.2f} |")
    _work = lambda number: sum(range(4_000_000 + number))  # noqa: E731
    print(f"| control: adding numbers | {_on(1, whole) / _on(2, whole):.2f} |")


_work: Callable[[int], int] = abs


def _call(number: int) -> int:
    return _work(number)


def _on(processes: int, numbers: list[int]) -> float:
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        pool.map(_call, numbers[:4], chunksize=1)
        start = time.perf_counter()
        pool.map(_call, numbers, chunksize=1)
        return time.perf_counter() - start


def _ceiling(turbo: HyperscanBatches, engine: Engine, batches: list, reached: float) -> None:
    """What a C program needs for the first stage alone, with a callback that does nothing."""
    plan = engine.plan(turbo.base)
    sweep = turbo.sweep(plan.scanner, plan.words)
    assert isinstance(sweep, HyperscanSweep)
    folder = made.CACHE / "ceiling"
    folder.mkdir(parents=True, exist_ok=True)
    chunks = [one.joined for batch in batches[:8] for one in chunks_of(batch.column("text"))]
    posts = sum(batch.num_rows for batch in batches[:8])
    (folder / "literals.txt").write_text("\n".join(sweep.literals) + "\n")
    (folder / "lengths.txt").write_text("\n".join(str(len(chunk)) for chunk in chunks) + "\n")
    (folder / "posts.bin").write_bytes(b"".join(chunk.translate(FOLD) for chunk in chunks))
    source = Path(__file__).with_name("ceiling.c")
    program = folder / "ceiling"
    subprocess.run(["gcc", "-O2", "-o", str(program), str(source), "-lhs"], check=True)
    said = json.loads(
        subprocess.run([str(program), str(folder)], check=True, capture_output=True).stdout
    )
    rate = posts / said["seconds"]
    print(
        f"C, no-op callback, first stage only: {rate:,.0f} posts/s; the extra reaches {reached / rate:.2f} of it"
    )


if __name__ == "__main__":
    sys.exit(main())
