"""The everyday API: a draft, a table or a file against a policy.

Several calls with the same policy share one engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from watchword.base.errors import InputError
from watchword.check.engine import Engine
from watchword.policy.model import Policy
from watchword.terms.facts import Facts
from watchword.terms.finding import Verdict
from watchword.terms.post import Post, Stage

if TYPE_CHECKING:
    import pyarrow as pa

Values = Mapping[str, str | Iterable[str]]

_engines: WeakKeyDictionary[Policy, Engine] = WeakKeyDictionary()


def engine(policy: Policy) -> Engine:
    """The engine of a policy; made once for each policy.

    Raises:
        InputError: It is the path of a policy, which has to be loaded first.
    """
    if isinstance(policy, str | Path):
        raise InputError(
            f"policy={str(policy)!r} is a path, and a loaded policy is needed",
            hint=f"policy = watchword.load({str(policy)!r}), once, and pass that",
        )
    found = _engines.get(policy)
    if found is None:
        found = _engines[policy] = Engine(policy)
    return found


def check_draft(text: str, *, policy: Policy, **facts: str) -> Verdict:
    """The verdict on a draft, of an official account unless said otherwise.

    Args:
        text: What it says.
        policy: The policy.
        facts: Facts by name: ``channel="x"``, ``pictures="2"``.
    """
    known = Facts({"account": "official", "stage": Stage.DRAFT, **facts})
    return check_post(Post(text=text, facts=known), policy=policy)


def check_post(post: Post, *, policy: Policy) -> Verdict:
    """The verdict on a post, with the facts that it carries."""
    return engine(policy).check(post)


def check_table(posts: pa.Table, *, policy: Policy, facts: Values | None = None) -> pa.Table:
    """The findings in a table of posts.

    Args:
        posts: A column ``text``; others as ``watchword.archive.readers`` describes them.
        policy: The policy.
        facts: Facts that hold for every post.

    Returns:
        One row a finding, with the columns of ``watchword.check.table.FINDINGS``.
    """
    return _findings(posts.to_batches(), policy, facts)


def check_file(
    path: Path | str,
    *,
    policy: Policy,
    columns: Mapping[str, str] | None = None,
    facts: Values | None = None,
) -> pa.Table:
    """The findings in a file of posts, whatever export it is.

    Args:
        path: The file.
        policy: The policy.
        columns: Columns named by hand: ``{"text": "Caption"}``.
        facts: Facts that hold for every post.

    Returns:
        As :func:`check_table`.

    Raises:
        InputError: The file cannot be read, or its columns are not known.
    """
    from watchword.archive.readers import read_posts

    return _findings(read_posts(Path(path), columns=columns), policy, facts)


def _findings(posts: Iterable[pa.RecordBatch], policy: Policy, facts: Values | None) -> pa.Table:
    import pyarrow as pa

    from watchword.check.batch import Batches
    from watchword.check.table import FINDINGS

    batches = Batches(engine(policy), facts=Facts(facts or {}))
    row, found = 0, []
    for batch in posts:
        found.append(batches.findings(batch, row))
        row += batch.num_rows
    return pa.Table.from_batches(found, FINDINGS)
