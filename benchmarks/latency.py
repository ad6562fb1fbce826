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
    took.sort()
    p50, p99, p999 = (took[int(len(took) * share)] * 1e6 for share in (0.5, 0.99, 0.999))
    ready = ""
    if folder is not None:
        best = min(_ready(folder) for _ in range(5))
        ready = f"{best * 1000:.0f} ms"
    print(
        f"| {name} | {len(policy.rules)} | {p50:.0f} us | {p99:.0f} us | {p999:.0f} us | {ready} |"
    )


def _ready(folder: Path) -> float:
    start = time.perf_counter()
    Engine(load(folder)).check(Post(text="hello", facts=Facts({"stage": "draft"})))
    return time.perf_counter() - start


def _cold() -> None:
    program = Path(sys.executable).parent / "watchword"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(program), "check", "--policy", str(ROOT / "policies" / "minimal"), "hello"]
    subprocess.run(command, check=True, capture_output=True)
    took = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    command[3] = str(ROOT / "policies" / "health-board")
    large = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        large.append(time.perf_counter() - start)
    middle = len(took) // 2
    print(
        f'watchword check "hello" from a cold shell, median of 11: {sorted(took)[middle] * 1000:.0f} ms with the minimal policy, {sorted(large)[middle] * 1000:.0f} ms with the health board\'s\n'
    )


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
