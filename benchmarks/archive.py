"""Parquet to Parquet: time and memory, on one core and two.

scripts/bench archive --posts 2000000
scripts/bench archive --posts 20000000 --engine hyperscan   (memory stays flat)
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import made

HERE = Path(__file__)


def main() -> None:
    """Run each case in a process of its own and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2_000_000)
    parser.add_argument("--engine", choices=("default", "hyperscan", "both"), default="both")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        _run(*options.run, options.posts)
        return
    made.corpus(options.posts)
    made.policy_folder()
    print(f"{options.posts:,} posts, Parquet (zstd) to findings in Parquet\n")
    print("| engine | processes | wall | CPU | posts/s (wall) | most memory |")
    print("|---|---:|---:|---:|---:|---:|")
    engines = ("default", "hyperscan") if options.engine == "both" else (options.engine,)
    for engine in engines:
        for processes in ("1", "2"):
            command = [
                sys.executable,
                str(HERE),
                "--posts",
                str(options.posts),
                "--run",
                engine,
                processes,
                "-",
            ]
            print(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout,
                end="",
                flush=True,
            )


def _run(engine: str, processes: str, _unused: str, posts: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from watchword.archive.local import Job, check_tables
    from watchword.archive.readers import read_posts
    from watchword.check.table import FINDINGS
    from watchword.policy.load import read_files
    from watchword.terms.facts import Facts

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    path = made.corpus(posts)
    files = read_files(made.policy_folder())
    out = made.CACHE / "findings.parquet"
    start = time.perf_counter()
    job = Job(
        files=files,
        facts=Facts({"account": "official"}),
        today=__import__("datetime").date(2026, 11, 1),
        engine=engine,
    )
    rows = 0
    with pq.ParquetWriter(out, FINDINGS, compression="zstd") as writer:
        for table in check_tables(read_posts(path), job, processes=int(processes)):
            writer.write_batch(table)
            rows += table.num_rows
    wall = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    peak = max(_peak_kib(), children.ru_maxrss if int(processes) > 1 else 0) / 1024
    print(
        f"| {engine} | {processes} | {wall:.2f} s | {cpu:.2f} s | {posts / wall:,.0f} | {peak:.0f} MB |"
    )


def _peak_kib() -> int:
    """Most memory of this process; what ``getrusage`` says begins with that of its parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
