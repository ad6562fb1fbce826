"""The ledger against plain Parquet files and a plain DuckDB scan of them: CPU, wall, memory.

scripts/bench ledger --posts 100000
scripts/bench ledger --posts 1000000   (some minutes, 3 GB of disk)
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from hidden import hide_pandas

HERE = Path(__file__)
CHUNK = 100_000
SNAPSHOTS_EACH = 26
ACCOUNTS = 200
READ = ["post", "metric", "taken", "value", "definition"]


def main() -> None:
    """Run each case in a process of its own and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    hide_pandas()
    if options.run:
        name, folder = options.run
        print(json.dumps(CASES[name](Path(folder), options.posts)))
        return
    rows = options.posts * SNAPSHOTS_EACH
    print(f"{options.posts:,} posts x {SNAPSHOTS_EACH} snapshots = {rows:,}, {ACCOUNTS} accounts; ")
    print(f"load of the machine {os.getloadavg()[0]:.1f}\n")
    print("| what | wall | CPU | CPU, of the peer's | most memory | |")
    print("|---|---:|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        cpu = {}
        for name, (title, peer) in TITLES.items():
            command = [
                sys.executable,
                str(HERE),
                "--posts",
                str(options.posts),
                "--run",
                name,
                folder,
            ]
            found = json.loads(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout
            )
            cpu[name] = found["cpu"]
            ratio = f"{found['cpu'] / cpu[peer]:.2f}" if peer else ""
            print(
                f"| {title} | {found['wall']:.2f} s | {found['cpu']:.2f} s | {ratio} "
                f"| {found['peak']:.0f} MB | {found.get('said', '')} |",
                flush=True,
            )


TITLES = {
    "write": ("plain Parquet, written", ""),
    "scan": ("plain DuckDB scan of five columns", ""),
    "add": ("the ledger: add, 100,000 posts an import", "write"),
    "read": ("the ledger: read the same columns", "scan"),
    "posts": ("the ledger: all posts, sorted", ""),
    "one": ("the ledger: the numbers of one post", ""),
    "small": ("the ledger: one more import of one account", ""),
    "undo": ("the ledger: that import undone", ""),
    "first": ("the ledger: the first import undone", ""),
}


def chunks(posts: int) -> Iterator[tuple]:
    """Posts and numbers, the same in every process."""
    for seed, start in enumerate(range(0, posts, CHUNK)):
        yield tables(min(CHUNK, posts - start), seed)


def tables(count: int, seed: int, account: int | None = None) -> tuple:
    import numpy as np
    import pyarrow as pa

    from watchword.measure.schema import POSTS, SNAPSHOTS, TIME

    random = np.random.default_rng(seed)
    accounts = random.integers(0, ACCOUNTS, count) if account is None else np.full(count, account)
    post = random.integers(-(2**63), 2**63 - 1, count)
    published = 1_700_000_000_000 + np.sort(random.integers(0, 10**11, count))
    said = {
        "post": post,
        "channel": pa.repeat("facebook", count),
        "account": [f"account {one}" for one in accounts],
        "native_id": [str(one) for one in post.tolist()],
        "published": pa.array(published).cast(TIME),
        "text": [
            f"Flu clinic number {one}, open on Saturday from nine. " * 2 for one in range(count)
        ],
    }
    empty = {one.name: pa.nulls(count, one.type) for one in POSTS if one.name not in said}
    posts = pa.table({**said, **empty}).select(POSTS.names).cast(POSTS)
    rows = count * SNAPSHOTS_EACH
    steps = np.cumsum(random.integers(1, 4 * 86400, SNAPSHOTS_EACH)) * 1000
    one_name = np.zeros(rows, np.int32)
    numbers = {
        "post": np.repeat(post, SNAPSHOTS_EACH),
        "metric": pa.DictionaryArray.from_arrays(one_name, ["reactions"]),
        "taken": pa.array(np.repeat(published, SNAPSHOTS_EACH) + np.tile(steps, count)).cast(TIME),
        "value": np.floor(np.exp(random.normal(4, 1, rows))),
        "definition": np.ones(rows, np.int16),
        "source_column": pa.DictionaryArray.from_arrays(one_name, ["Likes"]),
        "file": pa.DictionaryArray.from_arrays(one_name, ["ab"]),
    }
    return posts, pa.table(numbers).cast(SNAPSHOTS)


class Clock:
    """CPU and wall time of what is run under it."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def run(self, deed: Callable[[], object]) -> object:
        wall, cpu = time.perf_counter(), time.process_time()
        found = deed()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu
        return found

    def measured(self, said: str = "") -> dict:
        lines = Path("/proc/self/status").read_text().splitlines()
        peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
        return {"wall": self.wall, "cpu": self.cpu, "peak": peak, "said": said}


def write(folder: Path, posts: int) -> dict:
    import pyarrow.parquet as pq

    (folder / "plain").mkdir()
    clock = Clock()
    for number, (told, numbers) in enumerate(chunks(posts)):
        for name, table in (("posts", told), ("snapshots", numbers)):
            path = folder / "plain" / f"{name}{number}.parquet"
            clock.run(
                lambda table=table, path=path: pq.write_table(table, path, compression="zstd")
            )
    return clock.measured(size(folder / "plain"))


def scan(folder: Path, _posts: int) -> dict:
    import duckdb

    clock = Clock()
    query = (
        "SELECT sum(hash(post)), min(metric), max(epoch_ms(taken)), sum(value), max(definition) "
        f"FROM read_parquet('{folder}/plain/snapshots*.parquet')"
    )
    total = clock.run(lambda: duckdb.connect().sql(query).fetchall())[0][3]
    return clock.measured(f"sum {total:,.0f}")


def opened(folder: Path):
    from watchword.measure.ledger import Ledger

    return Ledger.open(folder / "ledger")


def add(folder: Path, posts: int) -> dict:
    from watchword.measure.ledger import Source

    ledger, clock = opened(folder), Clock()
    for number, (told, numbers) in enumerate(chunks(posts)):
        source = Source(name=f"{number}.csv")
        clock.run(lambda t=told, n=numbers, s=source: ledger.add(t, n, source=s))
    return clock.measured(size(folder / "ledger"))


def read(folder: Path, _posts: int) -> dict:
    import pyarrow.compute as pc

    clock, ledger = Clock(), opened(folder)
    total = clock.run(
        lambda: sum(
            pc.sum(one.column("value")).as_py() for one in ledger.snapshot_batches(columns=READ)
        )
    )
    return clock.measured(f"sum {total:,.0f}")


def posts(folder: Path, _posts: int) -> dict:
    clock, ledger = Clock(), opened(folder)
    return clock.measured(f"{clock.run(ledger.posts).num_rows:,} posts")


def one(folder: Path, _posts: int) -> dict:
    import pyarrow as pa

    told, _ = tables(CHUNK, 0)
    clock, ledger = Clock(), opened(folder)
    wanted = pa.array([told.column("post")[7].as_py()])
    clock.run(lambda: ledger.snapshots(posts=wanted))
    return clock.measured()


def small(folder: Path, _posts: int) -> dict:
    from watchword.measure.ledger import Source

    told, numbers = tables(500, 10**6, account=3)
    clock, ledger = Clock(), opened(folder)
    clock.run(lambda: ledger.add(told, numbers, source=Source(name="small.csv")))
    return clock.measured("500 posts x 26")


def undo(folder: Path, _posts: int) -> dict:
    clock, ledger = Clock(), opened(folder)
    last = [one.number for one in ledger.imports() if not one.undone][-1]
    clock.run(lambda: ledger.undo(last))
    return clock.measured()


def first(folder: Path, _posts: int) -> dict:
    clock, ledger = Clock(), opened(folder)
    clock.run(lambda: ledger.undo(1))
    return clock.measured("everything is settled anew")


def size(folder: Path) -> str:
    total = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    return f"{total / 1e6:,.0f} MB on disk"


CASES: dict[str, Callable[[Path, int], dict]] = {
    "write": write, "scan": scan, "add": add, "read": read, "posts": posts,
    "one": one, "small": small, "undo": undo, "first": first,
}  # fmt: skip


if __name__ == "__main__":
    main()
