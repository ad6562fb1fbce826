"""Checking an archive on this machine, on one core or several.

Processes, not threads: the scanner releases and takes the interpreter's lock at every
call, so two threads are slower than one.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pyarrow as pa

from watchword.base.errors import EngineError
from watchword.check.batch import Batches, Found
from watchword.check.engine import Engine
from watchword.check.rows import Rows
from watchword.policy.load import Files, load_files
from watchword.policy.model import Policy
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding
from watchword.terms.post import Post, Stage

T = TypeVar("T")

ALLOCATIONS = 100_000
"""Objects made beyond those given up before the collector looks."""

AHEAD = 2
"""Batches that wait for each process; more would only take memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What to check an archive with.

    Attributes:
        files: The policy's files, so that each process can load it.
        facts: Facts that hold for every post.
        stage: The stage of the posts.
        today: The day that counts for posts without a date.
        engine: ``default``, or ``hyperscan`` where the extra is installed and trusted.
    """

    files: Files
    facts: Facts
    stage: Stage = Stage.PUBLISHED
    today: date
    engine: str = "default"

    def batches(self) -> Batches:
        """Load the policy and make its engine ready."""
        made = batches_for(load_files(self.files), self)
        settle()
        return made


def settle() -> None:
    """Tell the collector of garbage that what is loaded now stays, and that little of what
    comes is garbage in circles: it need not walk through thousands of matches again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS)
    _keep_blocks()


def _keep_blocks() -> None:
    """Let the C library keep the large blocks that every chunk takes and gives back: a block
    given back to the system comes again page by page, which takes a tenth of a check.
    """
    options = {"M_MMAP_THRESHOLD": (-3, 32 << 20), "M_TRIM_THRESHOLD": (-1, 64 << 20)}
    if hasattr(library := ctypes.CDLL(None), "mallopt"):  # glibc, see mallopt(3)
        for number, size in options.values():
            library.mallopt(number, size)


def batches_for(policy: Policy, job: Job) -> Batches:
    """A checker of batches for a policy that is loaded already."""
    engine = Engine(policy, today=job.today)
    if job.engine == "hyperscan":
        from watchword.check.hyperscan import HyperscanBatches

        return HyperscanBatches(engine, stage=job.stage, facts=job.facts)
    return Batches(engine, stage=job.stage, facts=job.facts)


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedBatch:
    """A batch of posts and what was found in it.

    Attributes:
        first_row: Number of its first post in the whole run, from 0.
        posts: The posts.
        found: The findings, in order of rows.
    """

    first_row: int
    posts: pa.RecordBatch
    found: list[Found]

    def by_post(self, facts: Facts) -> Iterator[tuple[int, Post, list[Finding]]]:
        """Row of the batch, post and findings, for each post with findings."""
        rows = Rows(self.posts, facts)
        row, findings = -1, list[Finding]()
        for one in self.found:
            if one.row != row and findings:
                yield row, rows.post(row), findings
                findings = []
            row = one.row
            findings.append(one.finding)
        if findings:
            yield row, rows.post(row), findings


def check_batches(
    posts: Iterable[pa.RecordBatch], job: Job, *, processes: int = 1
) -> Iterator[CheckedBatch]:
    """Check batches of posts, in order, in bounded memory.

    Args:
        posts: The batches.
        job: What to check with.
        processes: How many processes; one means this one.

    Raises:
        EngineError: A process died.
    """
    if processes <= 1:
        batches = job.batches()
        row = 0
        for batch in posts:
            yield CheckedBatch(first_row=row, posts=batch, found=list(batches.find(batch)))
            row += batch.num_rows
        return
    for row, batch, found in _in_processes(posts, job, processes, _find):
        yield CheckedBatch(first_row=row, posts=batch, found=found)


def check_tables(
    posts: Iterable[pa.RecordBatch], job: Job, *, processes: int = 1
) -> Iterator[pa.RecordBatch]:
    """Findings of batches of posts as batches with the columns of FINDINGS, in order.

    The quick way to a table: no finding is made an object of.

    Args:
        posts: The batches.
        job: What to check with.
        processes: How many processes; one means this one.

    Raises:
        EngineError: A process died.
    """
    if processes <= 1:
        batches = job.batches()
        row = 0
        for batch in posts:
            yield batches.findings(batch, row)
            row += batch.num_rows
        return
    for _, _, table in _in_processes(posts, job, processes, _table):
        yield table


def _in_processes(
    posts: Iterable[pa.RecordBatch],
    job: Job,
    processes: int,
    deed: Callable[[Batches, pa.RecordBatch, int], T],
) -> Iterator[tuple[int, pa.RecordBatch, T]]:
    """Do something with every batch, in order, here and in other processes.

    This process works as well while the others have enough to do: they need a second to
    begin, and every batch has to be sent to them.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["watchword.archive.local"])
    waiting: deque[tuple[int, pa.RecordBatch, Future[T]]] = deque()
    enough = AHEAD * (processes - 1)
    here: Batches | None = None
    row = 0
    pool = ProcessPoolExecutor(processes - 1, context, _begin, (job,))
    try:
        for batch in posts:
            if sum(not future.done() for _, _, future in waiting) < enough:
                waiting.append((row, batch, pool.submit(_there, deed, batch, row)))
            else:
                here = here or job.batches()
                waiting.append((row, batch, _done(deed(here, batch, row))))
            row += batch.num_rows
            while waiting and (waiting[0][2].done() or len(waiting) > enough + processes):
                first, posts_of, future = waiting.popleft()
                yield first, posts_of, future.result()
        for first, posts_of, future in waiting:
            yield first, posts_of, future.result()
    except BrokenProcessPool:
        raise EngineError(
            "a process that checked posts ended unexpectedly",
            hint="memory may have run out; try fewer --processes",
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _done(result: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(result)
    return future


_batches: Batches | None = None
"""The checker of this process; made once when the process begins."""


def _begin(job: Job) -> None:
    global _batches  # noqa: PLW0603 - a process pool has no other place for what it keeps
    _batches = job.batches()


def _there(deed: Callable[[Batches, pa.RecordBatch, int], T], batch: pa.RecordBatch, row: int) -> T:
    assert _batches is not None
    return deed(_batches, batch, row)


def _find(batches: Batches, batch: pa.RecordBatch, row: int) -> list[Found]:  # noqa: ARG001 - one shape for all
    return list(batches.find(batch))


def _table(batches: Batches, batch: pa.RecordBatch, row: int) -> pa.RecordBatch:
    return batches.findings(batch, row)
