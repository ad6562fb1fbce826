"""What scores cost after new numbers, against working everything out; from a ledger, to SCORES.

scripts/bench update --posts 100000 --share 0.01

The ledger holds the numbers of the first moments; then the last ones (``--share`` of all) are
imported. Each case in a process of its own: CPU time after imports and a small warm-up.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from hidden import hide_pandas
from measure import STEPS, made

from watchword.measure.kept import kept_scores
from watchword.measure.kept.scores import FOLDER
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS

HERE = Path(__file__)
AGES = [one.age for one in STEPS]


def main() -> None:
    """Make the ledger, run both and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    options = parser.parse_args()
    hide_pandas()
    if options.run:
        print(json.dumps(_measured(Path(options.run))))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        for part in range(2):
            _import(path, options.posts, options.share, part)
            if part == 0:
                _run(path)
                kept = path.parent / "kept"
                shutil.copytree(path / FOLDER, kept)
        found: dict[str, list[dict[str, float]]] = {"all": [], "new": [], "none": []}
        for _ in range(options.rounds):
            shutil.rmtree(path / FOLDER)
            found["all"].append(_run(path))
            shutil.rmtree(path / FOLDER)
            shutil.copytree(kept, path / FOLDER)
            found["new"].append(_run(path))
            found["none"].append(_run(path))
    checks = {one["checksum"] for rows in found.values() for one in rows}
    if len(checks) != 1:
        raise SystemExit(f"different scores: {checks}")
    print(f"{options.posts:,} posts, {options.share:.1%} of the numbers new\n")
    print("| | posts read, CPU | scores, CPU | of everything |")
    print("|---|---:|---:|---:|")
    whole = statistics.median(one["scores"] for one in found["all"])
    for name, title in TITLES.items():
        posts, scores = (
            statistics.median(r[key] for r in found[name]) for key in ("posts", "scores")
        )
        print(f"| {title} | {posts:.2f} s | {scores:.2f} s | {scores / whole:.2f} |")


TITLES = {
    "all": "everything worked out, and kept",
    "new": "brought up to date, and kept",
    "none": "nothing new",
}


def _run(path: Path) -> dict[str, float]:
    command = [sys.executable, str(HERE), "--run", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def _import(path: Path, count: int, share: float, part: int) -> None:
    """Add the numbers of the first or of the last moments, and the posts of that time."""
    files = made(count)
    posts = pq.read_table(files[0])
    whole = pq.read_table(files[2], read_dictionary=["metric"])
    cut = int(len(whole) * (1 - share))
    numbers = whole.slice(cut) if part else whole.slice(0, cut)
    last = whole["taken"][cut - 1 if part == 0 else -1]
    posts = posts.filter(pc.less_equal(posts["published"], last))
    told = {name: posts[name] for name in posts.column_names}
    told["native_id"] = posts["post"].cast(pa.string())
    empty = {one.name: pa.nulls(len(posts), one.type) for one in POSTS if one.name not in told}
    name = pa.DictionaryArray.from_arrays(pa.array([0] * len(numbers), pa.int32()), ["made"])
    numbers = numbers.append_column("source_column", name).append_column("file", name)
    table = pa.table({**told, **empty}).select(POSTS.names).cast(POSTS)
    Ledger.open(path).add(table, numbers.cast(SNAPSHOTS), source=Source(name="made"))


def _measured(path: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "ledger"
        _import(small, 1_000, 0.01, 0)
        _scores(small)  # imports, and loops compiled or read from the cache
    ledger = Ledger.open(path)
    begun = time.process_time()
    posts = ledger.posts()
    read = time.process_time()
    scores = kept_scores(ledger, posts, "reactions", AGES)
    return {
        "posts": read - begun,
        "scores": time.process_time() - read,
        "checksum": pc.sum(scores["percentile"]).as_py() + pc.sum(scores["score"]).as_py(),
    }


def _scores(path: Path) -> None:
    ledger = Ledger.open(path)
    kept_scores(ledger, ledger.posts(), "reactions", AGES)


if __name__ == "__main__":
    main()
