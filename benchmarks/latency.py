"""How long one draft takes, and how soon an edited policy is ready.

scripts/bench latency
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import made

from watchword.check.engine import Engine
from watchword.policy.load import load, load_files
from watchword.policy.model import Policy
from watchword.terms.facts import Facts
from watchword.terms.post import Post

DRAFTS = 5_000
ROUNDS = 3
"""Each draft is timed so often, and its least time counts: what other processes take does not."""

COLD = 11
CLEAN = "hello"
FOUND = (
    "Ring Ann Smith on 07700 900123 or see https://bit.ly/x #nowplayingatthehall, "
    "NHS 943 476 5919 🎉🎉🎉🎉"
)
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure and print a Markdown table."""
    texts = made.tweets()
    words = made.vocabulary(texts)
    drafts = list(made.posts(2 * DRAFTS, texts, words))
    print("| policy | rules | p50 | p99 | p99.9 | edited to ready |")
    print("|---|---:|---:|---:|---:|---:|")
    _row("made, lists and patterns", load_files(made.policy_files(words)), drafts)
    for name in ("health-board", "company"):
        policy = load(ROOT / "policies" / name)
        _row(
            f"starter {name}, without classifiers",
            _without_classifiers(policy),
            drafts,
            folder=ROOT / "policies" / name,
        )
    print()
    _cold()
    _stream(load_files(made.policy_files(words)), drafts)


def _without_classifiers(policy: Policy) -> Policy:
    from dataclasses import replace

    rules = tuple(
        rule
        for rule in policy.rules
        if rule.check is None or "classifier" not in rule.check.kinds()
    )
    return replace(policy, rules=rules)


def _row(name: str, policy: Policy, drafts: list[str], folder: Path | None = None) -> None:
    rounds = [_round(policy, drafts) for _ in range(ROUNDS)]
    took = sorted(map(min, zip(*rounds, strict=True)))
    p50, p99, p999 = (took[int(len(took) * share)] * 1e6 for share in (0.5, 0.99, 0.999))
    ready = ""
    if folder is not None:
        best = min(_ready(folder) for _ in range(5))
        ready = f"{best * 1000:.0f} ms"
    print(
        f"| {name} | {len(policy.rules)} | {p50:.0f} us | {p99:.0f} us | {p999:.0f} us | {ready} |"
    )


def _round(policy: Policy, drafts: list[str]) -> list[float]:
    """Seconds for each draft of the second half, by an engine that has seen the first only."""
    engine = Engine(policy)
    facts = Facts({"account": "official", "stage": "draft", "channel": "x"})
    for text in drafts[:DRAFTS]:
        engine.check(Post(text=text, facts=facts))
    took = []
    for text in drafts[DRAFTS:]:
        post = Post(text=text, facts=facts)
        start = time.perf_counter()
        engine.check(post)
        took.append(time.perf_counter() - start)
    return took


def _ready(folder: Path) -> float:
    start = time.perf_counter()
    Engine(load(folder)).check(Post(text="hello", facts=Facts({"stage": "draft"})))
    return time.perf_counter() - start


def _cold() -> None:
    """Median and least of some runs of the command; wall time, the interpreter's start included."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print("| policy | a clean text | a text with findings |")
    print("|---|---:|---:|")
    for folder in sorted(path.parent for path in (ROOT / "policies").glob("*/policy.md")):
        shown = []
        for text in (CLEAN, FOUND):
            took = sorted(_shell(folder, text) for _ in range(COLD + 1))[:COLD]
            shown.append(f"{took[COLD // 2] * 1000:.0f} ms ({took[0] * 1000:.0f} ms)")
        print(f"| {folder.name} | {' | '.join(shown)} |")
    print()


def _shell(folder: Path, text: str) -> float:
    program = Path(sys.executable).parent / "watchword"
    command = [str(program), "check", "--policy", str(folder), text]
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)
    took = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return took


def _stream(policy: Policy, drafts: list[str]) -> None:
    engine = Engine(policy)
    facts = Facts({"account": "official", "stage": "published", "channel": "bluesky"})
    import orjson

    lines = [orjson.dumps({"text": text, "id": str(number)}) for number, text in enumerate(drafts)]
    for line in lines:
        engine.check(Post(text=orjson.loads(line)["text"], facts=facts))
    start = time.process_time()
    for line in lines:
        engine.check(Post(text=orjson.loads(line)["text"], facts=facts))
    took = time.process_time() - start
    print(
        f"a stream: {len(lines) / took:,.0f} posts/s, so 1,000 posts/s take {1000 * took / len(lines) * 100:.1f} % of a core"
    )


if __name__ == "__main__":
    main()
