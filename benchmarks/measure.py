"""What scores at equal age cost, against a plain scan of the same columns and against pandas.

scripts/bench measure --posts 1000000
scripts/bench measure --posts 10000000 --only scan,clustered    (cost stays linear)

Each contender in a process of its own: CPU time of all its threads after its imports and a small
warm-up, the median of the rounds; most memory of the whole process in any round; checksum of
CrowdTangle's scores.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hidden import hide_pandas

from watchword.measure.kernel.steps import AGES, SETTLED, steps
from watchword.measure.ledger.stored import WRITTEN
from watchword.measure.schema import SNAPSHOTS, TIME

HERE = Path(__file__)
CACHE = HERE.parent.parent / ".cache" / "scores"
EACH = 26
HOUR_MS = 3_600_000
START_MS = 1_600_000_000_000
COLUMNS = pa.schema([SNAPSHOTS.field(i) for i in range(5)])
"""What is read of SNAPSHOTS: post, metric, taken, value and definition."""
STEPS = steps([age for age in AGES if age != SETTLED])
PANDAS_POSTS = 100_000
ARRIVAL_POSTS = 1_000_000
"""More are only made clustered by post: sorting them takes longer than all else."""


def main() -> None:
    """Run each contender and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(_measured(options.run, options.posts)))
        return
    made(1_000)
    made(options.posts)
    names = [name for name in CONTENDERS if name != "pandas" or options.posts <= PANDAS_POSTS]
    if options.only:
        names = options.only.split(",")
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(options.rounds):
        for name, found in rounds.items():
            command = [sys.executable, str(HERE), "--posts", str(options.posts), "--run", name]
            said = subprocess.run(command, check=True, capture_output=True).stdout
            found.append(json.loads(said))
    usual = {
        name: {key: statistics.median(one[key] for one in found) for key in found[0]}
        for name, found in rounds.items()
    }
    most = {name: max(one["memory"] for one in found) for name, found in rounds.items()}
    print(f"{options.posts:,} posts, {options.posts * EACH:,} snapshots, {len(STEPS)} ages\n")
    print("| | wall | CPU | CPU / scan | most memory | scores | checksum |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, one in usual.items():
        ratio = one["cpu"] / usual["scan"]["cpu"] if "scan" in usual else float("nan")
        print(
            f"| {TITLES[name]} | {one['wall']:.2f} s | {one['cpu']:.2f} s | {ratio:.1f} "
            f"| {most[name]:.0f} MB | {one['count']:,.0f} | {one['checksum']:,.2f} |"
        )


def made(count: int) -> tuple[Path, Path, Path]:
    """Posts, their snapshots clustered by post, and the same in order of arrival."""
    CACHE.mkdir(parents=True, exist_ok=True)
    paths = tuple(CACHE / f"{name}-{count}.parquet" for name in ("posts", "clustered", "arrival"))
    if all(path.exists() for path in paths[: 3 if count <= ARRIVAL_POSTS else 2]):
        return paths  # type: ignore[return-value]
    random = np.random.default_rng(count)
    accounts = max(count // 1_000, 1)
    account = np.sort(random.integers(0, accounts, count))
    published = START_MS + random.integers(0, 3 * 365 * 24 * HOUR_MS, count)
    order = np.lexsort((published, account))
    account, published = account[order], published[order]
    number = random.integers(-(2**62), 2**62, count)
    posts = pa.table(
        {
            "post": number,
            "channel": pa.array([f"channel{one % 5}" for one in account]),
            "account": pa.array([f"account{one}" for one in account]),
            "kind": pa.array(
                [("photo", "video", "link")[one] for one in random.integers(0, 3, count)]
            ),
            "published": pa.array(published).cast(TIME),
            "is_paid": pa.nulls(count, pa.bool_()),
        }
    )
    pq.write_table(posts, paths[0])
    with _writer(paths[1]) as writer:
        for start in range(0, count, 50_000):
            part = slice(start, start + 50_000)
            writer.write_table(_snapshots(number[part], published[part], random), 1 << 17)
    if count <= ARRIVAL_POSTS:
        whole = pq.read_table(paths[1], read_dictionary=["metric"])
        order = np.lexsort((whole["post"].to_numpy(), whole["taken"].cast("int64").to_numpy()))
        with _writer(paths[2]) as writer:
            for start in range(0, len(order), 1 << 20):
                writer.write_table(whole.take(order[start : start + (1 << 20)]), 1 << 17)
    return paths  # type: ignore[return-value]


def _writer(path: Path) -> pq.ParquetWriter:
    """As the ledger writes its files, but for its columns that no contender reads."""
    told = {**WRITTEN["snapshots"]}
    told["use_dictionary"] = [one for one in told["use_dictionary"] if one in COLUMNS.names]
    return pq.ParquetWriter(path, COLUMNS, **told)


def _snapshots(number: np.ndarray, published: np.ndarray, random: np.random.Generator) -> pa.Table:
    """Snapshots of some posts, in order of post and moment."""
    count = len(number)
    usual = np.geomspace(HOUR_MS / 2, 45 * 24 * HOUR_MS, EACH)
    ages = np.sort((usual * np.exp(random.normal(0, 0.15, (count, EACH)))).astype(np.int64), axis=1)
    total = np.exp(random.normal(5, 1.1, (count, 1)))
    values = np.floor(total * (1 - np.exp(-((ages / (15 * HOUR_MS)) ** 0.7))))
    return pa.table(
        {
            "post": np.repeat(number, EACH),
            "metric": pa.DictionaryArray.from_arrays(
                pa.array(np.zeros(count * EACH, np.int32)), pa.array(["reactions"])
            ),
            "taken": pa.array((published[:, None] + ages).ravel()).cast(TIME),
            "value": values.ravel(),
            "definition": pa.array(np.ones(count * EACH, np.int16)),
        },
        schema=COLUMNS,
    )


def _measured(name: str, count: int) -> dict[str, float]:
    if name != "pandas":
        hide_pandas()
    deed = CONTENDERS[name]
    deed(1_000)  # imports, and loops compiled or read from the cache
    begun, cpu = time.perf_counter(), _cpu()
    scores, checksum = deed(count)
    return {
        "wall": time.perf_counter() - begun,
        "cpu": _cpu() - cpu,
        "memory": _peak_kib() / 1024,
        "count": scores,
        "checksum": checksum,
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_kib() -> int:
    """Most memory of this process; what ``getrusage`` says begins with that of its parent."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def scan(count: int) -> tuple[int, float]:
    """DuckDB reads the same columns once and adds them up."""
    import duckdb

    _, clustered, _ = made(count)
    found = duckdb.sql(
        "select count(*), sum(hash(post) & 1), max(metric), max(taken)::varchar, sum(value), sum(definition) "
        f"from '{clustered}'"
    ).fetchall()
    return found[0][0], 0.0


def _values(count: int, *, arrival: bool):
    from watchword.measure.benchmark.measures import measure
    from watchword.measure.benchmark.numbers import joined
    from watchword.measure.kernel.values import values_at

    paths = made(count)
    posts = pq.read_table(paths[0])
    file = pq.ParquetFile(paths[2 if arrival else 1], read_dictionary=["metric"])
    # row group by row group, as the ledger reads: iter_batches holds all that it has read
    groups = (file.read_row_group(i, use_threads=False) for i in range(file.num_row_groups))
    batches = (batch for group in groups for batch in group.to_batches())
    return posts, joined(values_at(posts, batches, ("reactions",), STEPS), measure("reactions"))


def _continued(count: int, *, arrival: bool) -> tuple[int, float]:
    from watchword.measure.benchmark.comparable import groups_of
    from watchword.measure.benchmark.scores import continued

    posts, values = _values(count, arrival=arrival)
    _, scores = continued(values, groups_of(posts, values.counted))
    is_there = np.isfinite(scores)
    return int(np.count_nonzero(is_there)), float(np.abs(scores, out=scores).sum(where=is_there))


def clustered(count: int) -> tuple[int, float]:
    """CrowdTangle's scores from snapshots in order of post."""
    return _continued(count, arrival=False)


def arrival(count: int) -> tuple[int, float]:
    """The same from snapshots in order of arrival."""
    return _continued(count, arrival=True)


def whole(count: int) -> tuple[int, float]:
    """All columns of SCORES, percentiles with intervals among them."""
    import pyarrow.compute as pc

    from watchword.measure.benchmark.scores import score_batches

    posts, values = _values(count, arrival=False)
    number, total = 0, 0.0
    for batch in score_batches(posts, values):
        number += len(batch) - batch.column("percentile").null_count
        total += pc.sum(pc.abs(batch.column("score"))).as_py() or 0.0
    return number, total


def pandas(count: int) -> tuple[int, float]:
    """What an analyst would write: merge_asof to both sides, rolling apply."""
    import pandas as pd

    paths = made(count)
    posts = pd.read_parquet(paths[0], columns=["post", "account", "kind", "published"])
    snaps = pd.read_parquet(paths[1], columns=["post", "taken", "value"])
    snaps = snaps.merge(posts[["post", "published"]], on="post")
    snaps["age"] = (snaps["taken"] - snaps["published"]) // pd.Timedelta(seconds=1)
    now = snaps["taken"].max()
    snaps = snaps[["post", "age", "value"]].sort_values("age", kind="stable")
    cells = []
    for step in STEPS:
        left = posts.assign(age=step.at)
        back = pd.merge_asof(left, snaps.assign(start=snaps["age"]), on="age", by="post")
        ahead = pd.merge_asof(
            left, snaps.assign(end=snaps["age"]), on="age", by="post", direction="forward"
        )
        base, start = back["value"], back["start"]
        value = base.fillna(0) + (ahead["value"] - base.fillna(0)) * (
            (step.at - start.fillna(0)) / (ahead["end"] - start.fillna(0))
        )
        value = value.where(ahead["end"] != step.at, ahead["value"])
        reached = (now - left["published"]) >= pd.Timedelta(seconds=step.at)
        carried = base.where((start >= step.early) & reached)
        left["value"] = value.where(ahead["end"] <= step.late, carried)
        cells.append(left)
    table = pd.concat(cells).dropna(subset="value")
    table = table.sort_values(["account", "kind", "age", "published", "post"])
    groups = table.groupby(["account", "kind", "age"], sort=False)["value"]

    def middle(values: np.ndarray) -> float:
        values = np.sort(values)
        cut = len(values) // 4
        return values[cut : len(values) - cut].mean()

    means = groups.rolling(100, min_periods=20).apply(middle, raw=True)
    table["mean"] = means.groupby(level=[0, 1, 2], sort=False).shift(1).to_numpy()
    table = table.dropna(subset="mean")
    actual, expected = table["value"].to_numpy(), table["mean"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = np.select(
            [actual >= expected, expected < 19, actual < 1],
            [actual / np.maximum(expected, 19), -(expected - actual) / expected, -2 * expected],
            -expected / actual,
        )
    return len(scores), float(np.abs(scores).sum())


CONTENDERS = {
    "scan": scan,
    "clustered": clustered,
    "arrival": arrival,
    "whole": whole,
    "pandas": pandas,
}
TITLES = {
    "scan": "plain scan, DuckDB, same columns",
    "clustered": "**CrowdTangle's scores, snapshots by post**",
    "arrival": "**the same, snapshots in order of arrival**",
    "whole": "**all of SCORES, with percentile and interval**",
    "pandas": "pandas: merge_asof and rolling apply",
}

if __name__ == "__main__":
    main()
